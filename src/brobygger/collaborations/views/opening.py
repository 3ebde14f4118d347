"""Opening a collaboration: from a match, from a relation, or from nothing."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.actors.models import Actor, Relation
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.beginnings import proposed_purpose
from brobygger.collaborations.domain.collaborations import open_collaboration
from brobygger.collaborations.forms import OpenForm
from brobygger.core.errors import UserError
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

FOUND = 12


@access(InWorkspace(Permission.COLLABORATION_OPEN))
@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Name, purpose and parties on one page; searching for a party keeps what was typed."""
    if request.method != "POST":
        return _first_page(request)
    chosen = _actors(request, _ids(request.POST.getlist("actors")))
    form = OpenForm(request.POST, offered=[actor.id for actor in chosen])
    if "search" in request.POST:
        return _page(request, OpenForm(initial=_typed(request.POST), offered=[]), chosen)
    if not form.is_valid():
        return _page(request, form, chosen, status=422)
    try:
        collaboration = open_collaboration(
            workspace=request.workspace,
            title=form.cleaned_data["title"],
            purpose=form.cleaned_data["purpose"],
            actors=chosen,
            origin=form.cleaned_data["origin"],
            token=form.cleaned_data["token"],
            by=request.user,
        )
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, form, chosen, status=422)
    messages.success(request, _("Samarbejdet er åbnet. Næste skridt står herunder."))
    return redirect("desk:thread", collaboration.id)


def _first_page(request: WorkspaceRequest) -> HttpResponse:
    """Filled in from the match (?a=…&b=…) or the relation (?relation=…) it grows out of."""
    ids = _ids([*request.GET.getlist("a"), *request.GET.getlist("b")])
    origin = f"match:{ids[0]}" if len(ids) == 2 else ""
    for key in _ids(request.GET.getlist("relation"))[:1]:
        relation = Relation.objects.filter(workspace=request.workspace, id=key).first()
        if relation is not None:
            ids, origin = [relation.actor_a_id, relation.actor_b_id], f"relation:{key}"
    chosen = _actors(request, ids)
    initial = {"token": uuid4(), "origin": origin}
    if len(chosen) == 2:
        first, second = chosen
        initial["title"] = _("{a} og {b}").format(a=first.name, b=second.name)[:200]
        initial["purpose"] = proposed_purpose(first, second, request.user)
    return _page(request, OpenForm(initial=initial, offered=[]), chosen)


def _page(
    request: WorkspaceRequest, form: OpenForm, chosen: list[Actor], *, status: int = 200
) -> HttpResponse:
    words = request.POST.get("q", "").strip()
    found = (
        Actor.objects.in_workspace(request.workspace)
        .filter(name__icontains=words)
        .exclude(id__in=[actor.id for actor in chosen])
        .order_by("sort_name", "id")[:FOUND]
        if words
        else []
    )
    context = {
        "workspace": request.workspace,
        "form": form,
        "chosen": chosen,
        "found": list(found),
        "words": words,
        "searched": "search" in request.POST,
    }
    return render(request, "collaborations/open.html", context, status=status)


def _typed(posted: QueryDict) -> dict[str, str]:
    return {name: posted.get(name, "") for name in ("title", "purpose", "origin", "token")}


def _ids(values: Iterable[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _actors(request: WorkspaceRequest, ids: list[UUID]) -> list[Actor]:
    actors = Actor.objects.in_workspace(request.workspace).filter(id__in=ids)
    return list(actors.order_by("sort_name", "id"))
