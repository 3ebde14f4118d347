"""The list of the register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.facets_above import Titles, titles_of
from brobygger.actors.domain.filters import EVERYBODY, Filter, filter_of, without
from brobygger.actors.domain.queries import find_actors, same_name
from brobygger.actors.domain.saved_filters import default_filter
from brobygger.actors.domain.search import found
from brobygger.actors.enums import ActorKind
from brobygger.actors.filter_words import said
from brobygger.actors.forms import QuickForm
from brobygger.actors.list_filters import QuickLine, choices_of, quick_line, saved_on_list
from brobygger.actors.list_rows import page_of_rows
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.models import Workspace

_VIEW_COOKIE = "bb_list"
_VIEWS = ("list", "cards")


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by, and the address without it."""

    label: str
    url: str


def may(request: WorkspaceRequest, permission: Permission) -> bool:
    """Whether the person's role in this workspace holds the permission."""
    return role_has(Role(request.membership.role), permission)


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
@vary_on_headers("HX-Request")
def actor_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """The register, filtered and page by page; only the results when HTMX asks.

    Without a question in the address it opens with the filter the person has chosen to begin with.
    """
    if not request.GET and (first := default_filter(request.workspace, request.user)):
        return redirect(f"{request.path}?{first.query}")
    response = _page(request, quick_line())
    if (view := request.GET.get("view", "")) in _VIEWS:
        response.set_cookie(
            _VIEW_COOKIE,
            view,
            max_age=60 * 60 * 24 * 365,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _page(request: WorkspaceRequest, quick: QuickLine) -> HttpResponse:
    wanted = filter_of(request.GET)
    found = find_actors(request.workspace, wanted)
    swapped = request.htmx and not request.htmx.history_restore_request
    context: dict[str, Any] = {
        "workspace": request.workspace,
        "wanted": wanted,
        "hits": found,
        "page": page_of_rows(request.workspace, found, request.GET.get("page", "")),
        "chips": chips_of(wanted, titles_of(request.workspace, [wanted])),
        "cards": _view_of(request) == "cards",
        "here": request.build_absolute_uri(f"?{wanted.as_query or EVERYBODY}"),
        "undo": _asked_for("undo", request, Actor.objects.removed_in),
        **_permissions(request),
    }
    if swapped:
        response = render(request, "actors/list.html#results", context)
        response["HX-Push-Url"] = f"?{_shown(request, wanted)}"
        response["HX-Trigger-After-Settle"] = "filtered"
        return response
    context |= {
        "quick": quick,
        "added": _asked_for("added", request, Actor.objects.in_workspace),
        "saved": saved_on_list(request, wanted),
        **choices_of(wanted),
    }
    return render(request, "actors/list.html", context, status=422 if quick.errors else 200)


def _shown(request: WorkspaceRequest, wanted: Filter) -> str:
    """The address of what is shown: the filter, and the page of it when it is not the first."""
    page = request.GET.get("page", "")
    query = wanted.as_query or EVERYBODY
    return f"{query}&page={page}" if page.isdecimal() and page != "1" else query


def _view_of(request: WorkspaceRequest) -> str:
    asked = request.GET.get("view", "") or request.COOKIES.get(_VIEW_COOKIE, "")
    return asked if asked in _VIEWS else _VIEWS[0]


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def quick_add(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Write an actor in with one line; the list then has room for the next, and an undo.

    A name that is there already is shown instead.
    """
    form = QuickForm(request.POST)
    if not form.is_valid():
        return _page(request, quick_line(form))
    name, kind = form.cleaned_data["name"], ActorKind(form.cleaned_data["kind"])
    if (present := same_name(request.workspace, name)) is not None:
        there = _(
            "%(name)s står her allerede. Er det en anden med samme navn, så opret den med "
            "»Opret samarbejdspart« på listen."
        )
        messages.info(request, there % {"name": present.name})
        return redirect("actors:detail", workspace_slug, present.pk)
    data = ActorData(name=name, kind=kind)
    actor = create_actor(workspace=request.workspace, data=data, by=request.user)
    here = reverse("actors:list", args=[workspace_slug])
    return redirect(f"{here}?{filter_of(request.GET).as_query or EVERYBODY}&added={actor.pk}")


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def names(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Names that begin like what is being typed, for fields where one is chosen."""
    query = request.GET.get("relation-other", "")
    actors = Actor.objects.in_workspace(request.workspace)
    hits = found(actors, query).order_by("sort_name")[:10] if query.strip() else []
    return render(request, "actors/names.html", {"names": [actor.name for actor in hits]})


def _permissions(request: WorkspaceRequest) -> dict[str, bool]:
    return {
        "can_edit": may(request, Permission.ACTOR_EDIT),
        "can_import": may(request, Permission.ACTOR_IMPORT),
        "can_unite": may(request, Permission.ACTOR_UNITE),
        "can_export": may(request, Permission.ACTOR_EXPORT),
    }


def _asked_for(
    name: str, request: WorkspaceRequest, among: Callable[[Workspace], QuerySet[Actor]]
) -> Actor | None:
    """The actor of the address, when something has just been done to it."""
    key = request.GET.get(name, "")
    if not key:
        return None
    try:
        return among(request.workspace).filter(pk=key).first()
    except (ValueError, ValidationError):
        return None


def chips_of(wanted: Filter, titles: Titles) -> list[Chip]:
    """What the list is narrowed by, each with the address without it."""
    return [
        Chip(words, f"?{without(wanted, facet, one).as_query or EVERYBODY}")
        for facet, one, words in said(wanted, titles)
    ]
