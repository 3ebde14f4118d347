"""The list of the register."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.queries import Filter, find_actors, for_list, same_name
from brobygger.actors.domain.search import found
from brobygger.actors.enums import ActorKind
from brobygger.actors.forms import FilterForm, QuickForm
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_NAMES_OF_FILTER = ("kind", "target_group", "activity_area", "offers", "needs", "stale", "removed")


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
    """The register, filtered and page by page; only the results when HTMX asks."""
    return _page(request, QuickForm(initial={"kind": ActorKind.ASSOCIATION}))


def _page(request: WorkspaceRequest, quick: QuickForm) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = filter_of(form)
    hits = find_actors(request.workspace, wanted)
    context = {
        "workspace": request.workspace,
        "form": form,
        "wanted": wanted,
        "nearly": hits.nearly,
        "page": page_of(request, for_list(hits.actors), per_page=50),
        "chips": chips_of(request, form),
        "quick": quick,
        "undo": _just_removed(request),
        **_permissions(request),
    }
    part = "#results" if request.htmx and not request.htmx.history_restore_request else ""
    status = 422 if quick.errors else 200
    return render(request, f"actors/list.html{part}", context, status=status)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def quick_add(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Write an actor in with one line. A name that is there already is shown instead."""
    form = QuickForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    name, kind = form.cleaned_data["name"], ActorKind(form.cleaned_data["kind"])
    if (present := same_name(request.workspace, name)) is not None:
        messages.info(request, _("%(name)s står her allerede.") % {"name": present.name})
        return redirect("actors:detail", workspace_slug, present.pk)
    data = ActorData(name=name, kind=kind)
    actor = create_actor(workspace=request.workspace, data=data, by=request.user)
    messages.success(
        request,
        _("%(name)s er skrevet ind. Fortæl mere, når du ved mere.") % {"name": actor.name},
    )
    return redirect("actors:detail", workspace_slug, actor.pk)


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def names(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Names that begin like what is being typed, for fields where one is chosen."""
    query = request.GET.get("relation-other", "")
    actors = Actor.objects.in_workspace(request.workspace)
    hits = found(actors, query).order_by("sort_name")[:10] if query.strip() else []
    return render(request, "actors/names.html", {"names": [actor.name for actor in hits]})


def filter_of(form: FilterForm) -> Filter:
    """The filter a form asks for; what cannot be read is left out."""
    form.is_valid()
    asked: dict[str, Any] = {name: form.cleaned_data.get(name) or "" for name in form.fields}
    return Filter(
        query=asked["q"].replace("\x00", ""),
        kind=asked["kind"],
        target_group=asked["target_group"],
        activity_area=asked["activity_area"],
        offers=asked["offers"],
        needs=asked["needs"],
        stale=bool(asked["stale"]),
        removed=bool(asked["removed"]),
        sort=asked["sort"],
    )


def _permissions(request: WorkspaceRequest) -> dict[str, bool]:
    return {
        "can_edit": may(request, Permission.ACTOR_EDIT),
        "can_import": may(request, Permission.ACTOR_IMPORT),
        "can_export": may(request, Permission.ACTOR_EXPORT),
    }


def _just_removed(request: WorkspaceRequest) -> Actor | None:
    key = request.GET.get("undo", "")
    if not key:
        return None
    try:
        found: Actor | None = Actor.objects.removed_in(request.workspace).filter(pk=key).first()
    except ValueError:
        return None
    return found


def chips_of(request: WorkspaceRequest, form: FilterForm) -> list[Chip]:
    """What the list is narrowed by, each with the address without it."""
    chips = []
    for name in _NAMES_OF_FILTER:
        value = form.cleaned_data.get(name)
        if value:
            query = request.GET.copy()
            for gone in (name, "page"):
                query.pop(gone, None)
            chips.append(Chip(_chip_label(form, name, value), f"?{query.urlencode()}"))
    return chips


def _chip_label(form: FilterForm, name: str, value: Any) -> str:
    label = str(form.fields[name].label)
    if value is True:
        return label
    words = next((text for key, text in _flat(form.fields[name]) if key == value), value)
    return f"{label}: {words}"


def _flat(field: Any) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, label in field.choices:
        pairs += list(label) if isinstance(label, list | tuple) else [(str(key), str(label))]
    return pairs
