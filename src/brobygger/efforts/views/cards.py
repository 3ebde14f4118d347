"""One at a time: a card for each actor of the list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brobygger.actors.domain.rows import with_rows
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.mapped import change_mapped, look_at
from brobygger.efforts.domain.proposals import said
from brobygger.efforts.domain.queries import first_unseen, list_of, neighbours
from brobygger.efforts.enums import MappedStatus
from brobygger.efforts.forms import CardForm
from brobygger.efforts.models import MappedActor
from brobygger.efforts.policies import Look
from brobygger.efforts.views.common import (
    Desk,
    can_write,
    laid_out,
    save_desk,
    status_of,
    step_page,
)

_FIELDS = ("because", "group")


@access(InEffort())
@require_safe
def cards(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """The first card nobody has looked at; when all have been, a page that says so."""
    row = first_unseen(request.effort)
    if row is not None:
        return redirect("efforts:card", workspace_slug, effort_id, row.pk)
    first = MappedActor.objects.on_list(request.effort).taken().first()
    return step_page(request, "cards", {"first": first})


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def card(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, mapped_id: UUID
) -> HttpResponseBase:
    """What is known and what is missing; one button says it has been seen and shows the next."""
    rows = list_of(request.effort).select_related("effort__workspace", "updated_by")
    row = get_object_or_404(rows, pk=mapped_id)
    stored = {"because": row.because, "group": row.group_id or ""}
    form = CardForm(request.effort, request.POST or None, initial=stored)
    if request.method != "POST":
        return _show(request, row, laid_out(form))

    def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
        change_mapped(mapped=row, mine=mine, base=base, by=request.user)
        _look(request, row)

    again = save_desk(request, form, write, only=_FIELDS)
    if again is not None:
        return _show(request, row, again, status_of(again))
    return _onward(request, row)


def _look(request: EffortRequest, row: MappedActor) -> None:
    wish = request.POST.get("look", "")
    if wish == Look.SET_ASIDE and row.status != MappedStatus.SET_ASIDE:
        look_at(mapped=row, look=Look.SET_ASIDE, by=request.user)
    elif wish == Look.LOOK and row.status == MappedStatus.NOT_LOOKED_AT:
        look_at(mapped=row, look=Look.LOOK, by=request.user)
    elif wish == Look.TAKE_BACK and row.status == MappedStatus.SET_ASIDE:
        look_at(mapped=row, look=Look.TAKE_BACK, by=request.user)


def _onward(request: EffortRequest, row: MappedActor) -> HttpResponseBase:
    slug, key = request.workspace.slug, request.effort.pk
    if request.POST.get("look") not in (Look.LOOK, Look.SET_ASIDE):
        messages.success(request, _("Gemt."))
        return redirect("efforts:card", slug, key, row.pk)
    following = first_unseen(request.effort, row)
    if following is None:
        messages.success(request, _("Det var den sidste. I har set på dem alle."))
        return redirect("efforts:cards", slug, key)
    return redirect("efforts:card", slug, key, following.pk)


def _show(request: EffortRequest, row: MappedActor, desk: Desk, status: int = 200) -> HttpResponse:
    actor: Actor = with_rows(Actor.objects.filter(pk=row.actor_id)).get()
    before, after, place, of = neighbours(row)
    context = {
        "row": row,
        "actor": actor,
        "because": said(row.reasons),
        "missing": missing_of(actor),
        "desk": desk,
        "form": desk.form,
        "previous": before,
        "following": after,
        "place": place,
        "of": of,
        "may_write": can_write(request),
    }
    return step_page(request, "cards", context, status=status)


def missing_of(actor: Actor) -> list[str]:
    """What nobody has told of the actor yet, in words."""
    told: list[tuple[Any, str]] = [
        (actor.description, _("hvem de er")),
        (actor.target_groups, _("hvem de er til for")),
        (actor.activity_areas or actor.activities.all(), _("hvad de laver")),
        (actor.offers.all(), _("hvad de kan give")),
        (actor.needs.all(), _("hvad de mangler")),
        (actor.area or actor.town or actor.locations.all(), _("hvor de holder til")),
        (actor.contact_persons.all() or actor.email or actor.phone, _("hvem man ringer til")),
    ]
    return [words for value, words in told if not value]
