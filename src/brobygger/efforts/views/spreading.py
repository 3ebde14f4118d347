"""Whom else to ask, whether it is right, and keeping it alive."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.actors.domain.actors import confirm_actor
from brobygger.actors.domain.profile_mail import addressees, ask_for_profile
from brobygger.authorization.access import access
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.mapped import change_mapped
from brobygger.efforts.domain.queries import is_due, list_of, unconfirmed
from brobygger.efforts.domain.reviews import plan_review
from brobygger.efforts.domain.snowball import (
    Named,
    confirm_naming,
    name_actor,
    recognised,
    was_asked,
)
from brobygger.efforts.forms import ReviewForm, WhoElseForm
from brobygger.efforts.models import MappedActor, Naming
from brobygger.efforts.policies import EFFORT, Move
from brobygger.efforts.views.asking import answered
from brobygger.efforts.views.common import (
    Desk,
    can_write,
    laid_out,
    save_desk,
    status_of,
    step_page,
)
from brobygger.efforts.views.lists import row_of
from brobygger.notifications.domain.requests import allowances


@access(InEffort())
@require_safe
def who_else(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """Everybody on the list, those not asked yet first, and who came by being named."""
    from django.db.models import F

    rows = list_of(request.effort).taken()
    page = page_of(
        request,
        rows.order_by(F("who_else_on").asc(nulls_first=True), "actor__sort_name", "id"),
        per_page=25,
    )
    return step_page(request, "who_else", {"page": page})


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def ask_who_else(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, mapped_id: UUID
) -> HttpResponseBase:
    """What one of them answered. Names that look like somebody we know are asked about."""
    row = get_object_or_404(row_of(request).select_related("updated_by"), pk=mapped_id)
    now = {"who_else": row.who_else, "asked": True, "names": ""}
    form = WhoElseForm(request.POST or None, initial=now)
    if request.method != "POST":
        return _ask_page(request, row, laid_out(form))
    names = form.cleaned_data["names"].splitlines() if form.is_valid() else []
    named = recognised(request.effort, names[:30])
    if form.is_valid() and not all(_answered(request, one) for one in named):
        return _ask_page(request, row, Desk(form, request.POST.get("base", "")), named=named)

    def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
        change_mapped(mapped=row, mine=mine, base=base, by=request.user)

    again = save_desk(request, form, write, only=("who_else",))
    if again is not None:
        return _ask_page(request, row, again, status=status_of(again), named=named)
    return _named(request, row, form, named)


def _answered(request: EffortRequest, one: Named) -> bool:
    return one.is_clear or bool(request.POST.get(f"who-{one.name}"))


def _named(
    request: EffortRequest, row: MappedActor, form: WhoElseForm, named: list[Named]
) -> HttpResponseBase:
    asked = form.cleaned_data["asked"] or bool(named)
    new = 0
    try:
        was_asked(
            mapped=row, on=(row.who_else_on or clock.today()) if asked else None, by=request.user
        )
        for one in named:
            choice = request.POST.get(f"who-{one.name}", "")
            actor = one.same or next((a for a in one.alike if str(a.pk) == choice), None)
            _row, fresh = name_actor(by_actor=row, actor=actor, name=one.name, by=request.user)
            new += fresh
    except UserError as refused:
        form.add_error(None, str(refused))
        return _ask_page(request, row, Desk(form, request.POST.get("base", "")), status=422)
    words = ngettext(
        "Gemt. %(n)s ny er kommet på listen.", "Gemt. %(n)s nye er kommet på listen.", new
    )
    messages.success(request, words % {"n": new} if new else _("Gemt."))
    return redirect("efforts:who_else", request.workspace.slug, request.effort.pk)


def _ask_page(
    request: EffortRequest,
    row: MappedActor,
    desk: Desk,
    *,
    status: int = 200,
    named: list[Named] | None = None,
) -> HttpResponse:
    context = {
        "row": row,
        "desk": desk,
        "form": desk.form,
        "named": [one for one in named or () if not one.is_clear],
        "may_write": can_write(request),
        "gave": Naming.objects.filter(by=row).select_related("named__actor").order_by("id")[:50],
    }
    return step_page(request, "who_else", context, status=status)


@access(InEffort())
@require_POST
def confirm_named(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, naming_id: UUID
) -> HttpResponseBase:
    """The named one says that it is right to ask it."""
    namings = request.effort.namings.select_related("effort__workspace", "named")
    naming = get_object_or_404(namings, pk=naming_id)
    try:
        confirm_naming(naming=naming, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Skrevet ned: de har selv sagt ja til at blive spurgt."))
    return redirect("efforts:who_else", workspace_slug, effort_id)


@access(InEffort())
@require_safe
def confirm(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """What nobody has said is right lately, with whom one can ask, and how often they were."""
    rows = list_of(request.effort).taken().filter(unconfirmed())
    rows = rows.prefetch_related("actor__contact_persons").order_by(
        "actor__last_confirmed_on", "actor__sort_name", "id"
    )
    page = page_of(request, rows, per_page=25)
    people = {row.pk: addressees(row.actor) for row in page}
    emails = {one.email for found in people.values() for one in found}
    asked = allowances(emails) if emails else {}
    shown = [(row, [(one, asked[one.email]) for one in people[row.pk]]) for row in page]
    return step_page(request, "confirm", {"page": page, "shown": shown})


@access(InEffort())
@require_POST
def confirmed(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, mapped_id: UUID
) -> HttpResponseBase:
    """Send a link to one of them, or say that they confirmed on the telephone."""
    row = get_object_or_404(row_of(request), pk=mapped_id)
    try:
        if email := request.POST.get("email", ""):
            ask_for_profile(actor=row.actor, email=email, by=request.user)
            words = _("Linket er på vej til %(email)s.") % {"email": email}
        else:
            confirm_actor(actor=row.actor, by=request.user)
            words = _("%(name)s er bekræftet i dag.") % {"name": row.actor.name}
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("efforts:confirm", workspace_slug, effort_id)


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def alive(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Who looks the list through and when, and what is getting old."""
    return answered(request, "alive", _alive_page)


def _alive_page(
    request: EffortRequest, desk: Desk, status: int = 200, review: ReviewForm | None = None
) -> HttpResponse:
    effort = request.effort
    rows = list_of(effort).taken().filter(unconfirmed())
    now = {"review_on": effort.next_review_on}
    context = {
        "desk": desk,
        "form": desk.form,
        "review": review or ReviewForm(initial=now),
        "page": page_of(request, rows.order_by("actor__last_confirmed_on", "id"), per_page=25),
        "is_due": is_due(effort.next_review_on),
        "may_keep": EFFORT.allows(effort.status, Move.KEEP_ALIVE),
        "may_map": EFFORT.allows(effort.status, Move.MAP_AGAIN),
    }
    return step_page(request, "alive", context, status=status)


@access(InEffort())
@require_POST
def review(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """The day of the next look."""
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            plan_review(effort=request.effort, on=form.cleaned_data["review_on"], by=request.user)
        except UserError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Dagen er skrevet ned."))
    else:
        messages.error(request, _("Skriv dagen som en dato, for eksempel 2027-03-01."))
    return redirect(reverse("efforts:alive", args=[workspace_slug, effort_id]))
