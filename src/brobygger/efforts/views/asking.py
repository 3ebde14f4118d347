"""The first two steps: why at all, and what we ourselves have to offer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.answers import (
    BACKING,
    add_backing,
    change_backing,
    remove_backing,
    write_answers,
)
from brobygger.efforts.domain.efforts import make_move
from brobygger.efforts.domain.queries import answers_of
from brobygger.efforts.enums import EffortStatus
from brobygger.efforts.forms import BackingForm, DecisionForm, StepForm
from brobygger.efforts.models import Backing
from brobygger.efforts.policies import Move
from brobygger.efforts.views.common import Desk, Write, laid_out, save_desk, status_of, step_page
from brobygger.efforts.walk import BY_PAGE, Step, step_after

_DECIDABLE = (EffortStatus.PREPARING, EffortStatus.MAPPING, EffortStatus.POSTPONED)


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Why at all? What is written is kept; the decision stands in the same form."""
    return answered(request, "why", _why_page, beside="reason")


def _why_page(request: EffortRequest, desk: Desk, status: int = 200) -> HttpResponse:
    so_far = {name: request.POST.get(name, "") for name in DecisionForm.base_fields}
    return _why(request, desk, DecisionForm(initial=so_far), status)


def _why(
    request: EffortRequest, desk: Desk, decision: DecisionForm, status: int = 200
) -> HttpResponse:
    context = {
        "desk": desk,
        "form": desk.form,
        "decision": decision,
        "decidable": request.effort.status in _DECIDABLE,
    }
    return step_page(request, "why", context, status=status)


@access(InEffort(Permission.EFFORT_DECIDE))
@require_POST
def decide(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Yes leads on to the clarification; later and no to a page that says so and why.

    What is written to the questions of the page is kept first.
    """
    form = DecisionForm(request.POST)
    again = _keep_talk(request) if "base" in request.POST else None
    if again is not None:
        return _why(request, again, form, status_of(again))
    if form.is_valid():
        move = Move(form.cleaned_data["move"])
        later = form.cleaned_data["review_on"] if move == Move.POSTPONE else None
        try:
            make_move(
                effort=request.effort,
                move=move,
                by=request.user,
                reason=form.cleaned_data["reason"],
                review_on=later,
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            if move == Move.GO_AHEAD:
                messages.success(request, _("I går i gang. Nu ser I på, hvad I selv har med."))
                return redirect("efforts:clarification", workspace_slug, effort_id)
            return redirect("efforts:decision", workspace_slug, effort_id)
    return _why(request, laid_out(step_form(request, BY_PAGE["why"])), form, 422)


def _keep_talk(request: EffortRequest) -> Desk | None:
    return save_desk(request, StepForm(BY_PAGE["why"], request.POST), _write_answers(request))


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def clarification(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Resources, knowledge, network, role and backing: five themes."""
    return answered(request, "clarification", _clarification_page)


def _clarification_page(request: EffortRequest, desk: Desk, status: int = 200) -> HttpResponse:
    return _clarification(request, desk, status=status)


def _clarification(
    request: EffortRequest,
    desk: Desk | None = None,
    *,
    new: BackingForm | None = None,
    wrong: tuple[Backing, Desk] | None = None,
    status: int = 200,
) -> HttpResponse:
    backings = []
    for row in request.effort.backings.order_by("department", "id")[:50]:
        form = BackingForm(
            initial={name: getattr(row, name) for name in BACKING}, auto_id=f"b{row.pk}_%s"
        )
        its = wrong[1] if wrong and wrong[0].pk == row.pk else laid_out(form)
        backings.append((row, its))
    desk = desk or laid_out(step_form(request, BY_PAGE["clarification"]))
    context = {
        "desk": desk,
        "form": desk.form,
        "backings": backings,
        "new_backing": new or BackingForm(auto_id="new_%s"),
        "open_backing": wrong[0] if wrong else None,
    }
    return step_page(request, "clarification", context, status=status)


@access(InEffort())
@require_POST
def new_backing(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """One more department."""
    form = BackingForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        try:
            add_backing(effort=request.effort, by=request.user, facts=form.cleaned_data)
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Afdelingen er skrevet ned."))
            return _to_backings(request)
    return _clarification(request, new=form, status=422)


@access(InEffort())
@require_POST
def backing(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, backing_id: UUID
) -> HttpResponseBase:
    """Correct what a department says, or take it off."""
    row = get_object_or_404(request.effort.backings.select_related("updated_by"), pk=backing_id)
    if "remove" in request.POST:
        try:
            remove_backing(backing=row, by=request.user)
        except UserError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Afdelingen er taget af."))
        return _to_backings(request)

    def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
        change_backing(backing=row, mine=mine, base=base, by=request.user)

    form = BackingForm(request.POST, auto_id=f"b{row.pk}_%s")
    again = save_desk(request, form, write, only=BACKING)
    if again is None:
        messages.success(request, _("Gemt."))
        return _to_backings(request)
    return _clarification(request, wrong=(row, again), status=status_of(again))


def _to_backings(request: EffortRequest) -> HttpResponseBase:
    page = reverse("efforts:clarification", args=[request.workspace.slug, request.effort.pk])
    return redirect(f"{page}#backing")


def step_form(request: EffortRequest, step: Step) -> StepForm:
    """The step's questions with what is written to them."""
    known = answers_of(request.effort)
    return StepForm(step, initial={one.key.value: known.get(one.key, "") for one in step.asked})


def answered(request: EffortRequest, page: str, show: Any, *, beside: str = "") -> HttpResponseBase:
    """A page whose questions are answered in one form: shown, or saved and gone on from.

    With words in `beside`, a field of the form that is sent by a button of its own, the page stays
    as it is, so that they are there still.
    """
    step = BY_PAGE[page]
    if request.method != "POST":
        shown: HttpResponseBase = show(request, laid_out(step_form(request, step)))
        return shown

    form = StepForm(step, request.POST)
    again = save_desk(request, form, _write_answers(request))
    if again is not None:
        refused: HttpResponseBase = show(request, again, status_of(again))
        return refused
    if request.POST.get(beside, "").strip():
        messages.success(
            request, _("Gemt. Jeres svar er ikke sendt endnu: tryk på »Det er vores svar«.")
        )
        stays: HttpResponseBase = show(request, laid_out(step_form(request, step)))
        return stays
    messages.success(request, _("Gemt."))
    onward = step_after(page)
    goal = onward.page if onward and "onward" in request.POST else page
    return redirect(f"efforts:{goal}", request.workspace.slug, request.effort.pk)


def _write_answers(request: EffortRequest) -> Write:
    def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
        write_answers(effort=request.effort, mine=mine, base=base, by=request.user)

    return write
