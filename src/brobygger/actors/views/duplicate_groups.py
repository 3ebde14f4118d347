"""A group of those who may all be one: looked at together, put together, some or all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.actors.domain.alike import decide_many
from brobygger.actors.domain.alike_groups import MOST_IN_GROUP, pairs_by_group, surely
from brobygger.actors.domain.provenance import said_of_field
from brobygger.actors.domain.rows import with_rows
from brobygger.actors.domain.sides import BOTH
from brobygger.actors.domain.uniting_many import (
    Disagreement,
    coming,
    disagreements,
    take_all_apart,
    unite_all,
)
from brobygger.actors.models import Actor, PossibleDuplicate, Uniting
from brobygger.actors.models.uniting import PairDecision
from brobygger.actors.views.duplicates import (
    Choice,
    FieldView,
    back_from,
    group_view,
    keys_said,
    label_of,
    lines_said,
)
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@dataclass(frozen=True)
class Member:
    """One of a group, as it may be chosen."""

    actor: Actor
    kept: bool
    chosen: bool


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_safe
def group(request: WorkspaceRequest, workspace_slug: str, group_id: UUID) -> HttpResponseBase:
    """All of a group, and why they stand there. Here is chosen who stays and who is the same."""
    pairs = pairs_by_group(request.workspace, [group_id])[group_id]
    if not pairs:
        return _over(request)
    view = group_view(group_id, pairs)
    kept, sure = _best(view.actors), surely(pairs)
    context = {
        "workspace": request.workspace,
        "group": view,
        "pairs": view.pairs[:MOST_IN_GROUP],
        "members": [Member(one, one == kept, one.pk in sure or not sure) for one in view.actors],
    }
    return render(request, "actors/duplicates/group.html", context)


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def decide_group(
    request: WorkspaceRequest, workspace_slug: str, group_id: UUID
) -> HttpResponseBase:
    """One is not of the group; or none of them are the same; or all of it can wait."""
    pairs = pairs_by_group(request.workspace, [group_id])[group_id]
    if not pairs:
        return _over(request)
    out = keys_said([request.POST.get("actor", "")])
    later = request.POST.get("decision") == PairDecision.LATER
    decision = PairDecision.LATER if later else PairDecision.TWO
    chosen = [one for one in pairs if not out or out[0] in (one.one_id, one.other_id)]
    decide_many(workspace=request.workspace, pairs=chosen, decision=decision, by=request.user)
    messages.success(request, _decided(chosen, out, later=later))
    return redirect(back_from(request))


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_safe
def compare(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Several side by side with the one that stays, and a choice wherever they differ."""
    kept, gone = _these(request, request.GET.getlist("kept"), request.GET.getlist("with"))
    if not gone:
        messages.error(request, _("Vælg mindst to, der er den samme."))
        return redirect(_page_of_group(request))
    host = next((one for one in gone if one.is_host), None)
    if host is not None:
        # The house's own organisation is always the one that stays.
        kept, gone = host, [kept, *(one for one in gone if one != host)]
    if len(gone) == 1:
        return redirect("actors:unite", workspace_slug, kept.pk, gone[0].pk)
    context = {
        "workspace": request.workspace,
        "kept": kept,
        "gone": gone,
        "group_page": _page_of_group(request),
        "fields": [_field(one) for one in disagreements(kept, gone)],
        "comes": [label_of(name) for name in coming(kept, gone)],
    }
    return render(request, "actors/duplicates/several.html", context)


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def put_several_together(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Make them one, all or none. The list then offers to undo it."""
    kept, gone = _these(request, request.POST.getlist("kept"), request.POST.getlist("with"))
    choices = {
        name.removeprefix("choose-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("choose-")
    }
    try:
        done = unite_all(kept=kept, gone=gone, choices=choices, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect("actors:duplicates", workspace_slug)
    query = urlencode([("done", str(one.pk)) for one in done])
    return redirect(f"{reverse('actors:duplicates', args=[workspace_slug])}?{query}")


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def several_apart(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Undo what was put together in one go."""
    keys = keys_said(request.POST.getlist("uniting"))
    unitings = Uniting.objects.select_related("kept", "gone", "workspace")
    mine = list(unitings.filter(pk__in=keys, workspace=request.workspace))
    if not mine:
        raise Http404
    left = take_all_apart(unitings=mine, by=request.user)
    names = ", ".join(sorted(one.gone.name for one in mine))
    messages.success(request, _("De står hver for sig igen: %(names)s.") % {"names": names})
    fields = sorted({label_of(name) for names in left.values() for name in names})
    if fields:
        messages.info(
            request,
            _("%(fields)s hos %(one)s er rettet siden og står, som det blev rettet.")
            % {"fields": ", ".join(fields), "one": mine[0].kept.name},
        )
    return redirect("actors:detail", workspace_slug, mine[0].kept_id)


def _best(actors: Sequence[Actor]) -> Actor:
    """Who is proposed to stay: the house's own, then the one confirmed last, then the oldest."""

    def rank(one: Actor) -> tuple[bool, str, int]:
        confirmed = one.last_confirmed_on.isoformat() if one.last_confirmed_on else ""
        return one.is_host, confirmed, -one.pk.int

    return max(actors, key=rank)


def _over(request: WorkspaceRequest) -> HttpResponse:
    """Somebody has decided of all of them meanwhile."""
    messages.info(request, _("Den gruppe er der ikke mere af. Her er de andre."))
    return redirect("actors:duplicates", request.workspace.slug)


def _decided(pairs: Sequence[PossibleDuplicate], out: Sequence[UUID], *, later: bool) -> str:
    if later:
        return _("De kommer frem igen om en måned.")
    if out and pairs:
        pair = pairs[0]
        name = pair.one.name if pair.one_id == out[0] else pair.other.name
        return _("%(name)s er ikke en af de andre. Vi spørger ikke igen.") % {"name": name}
    return _("De er hver sin. Vi spørger ikke igen.")


def _these(
    request: WorkspaceRequest, kept: Sequence[str], others: Sequence[str]
) -> tuple[Actor, list[Actor]]:
    first = keys_said(kept)[:1]
    keys = list(dict.fromkeys((*first, *keys_said(others))))
    actors = with_rows(Actor.objects.in_workspace(request.workspace).select_related("workspace"))
    found = {actor.pk: actor for actor in actors.filter(pk__in=keys)}
    if not first or any(key not in found for key in keys):
        raise Http404
    return found[first[0]], [found[key] for key in keys[1:]]


def _page_of_group(request: WorkspaceRequest) -> str:
    for key in keys_said([request.GET.get("group", "")]):
        return reverse("actors:duplicate_group", args=[request.workspace.slug, key])
    return reverse("actors:duplicates", args=[request.workspace.slug])


def _field(one: Disagreement) -> FieldView:
    choices = [
        Choice(
            str(actor.pk),
            lines_said(one.field, value),
            said_of_field(actor, one.field) if one.field != "notes" else None,
            one.proposed == str(actor.pk),
        )
        for actor, value in one.said
    ]
    if one.can_be_both:
        choices.append(Choice(BOTH, (), None, one.proposed == BOTH))
    return FieldView(one.field, label_of(one.field), choices)
