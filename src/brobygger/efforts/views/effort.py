"""One effort: its page, what it is about, and what was decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.efforts import FACTS, RULES, change_effort, make_move
from brobygger.efforts.domain.queries import answers_of, is_due, list_of, numbers_of
from brobygger.efforts.enums import EffortStatus, MappedStatus, Question
from brobygger.efforts.forms import CloseForm, EffortForm
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import EFFORT, Move
from brobygger.efforts.views.common import can_write, laid_out, may, save_desk, status_of
from brobygger.efforts.views.listing import known_areas
from brobygger.efforts.walk import stops_of

_SAID = {
    Move.KEEP_ALIVE: gettext_lazy("Kortlægningen er på plads. Nu holder I den i live."),
    Move.MAP_AGAIN: gettext_lazy("I kortlægger igen. Alt, I vidste, er med."),
    Move.REOPEN: gettext_lazy("Indsatsen er åben igen. Alt står, som I forlod det."),
    Move.CLOSE: gettext_lazy("Indsatsen er afsluttet. I kan stadig læse det hele."),
}


@access(InEffort())
@require_safe
def detail(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """What it is about, how far it has come, and the list by group."""
    effort = request.effort
    numbers, answers = numbers_of(effort), answers_of(effort)
    rows = list_of(effort).exclude(status=MappedStatus.SET_ASIDE)
    page = page_of(request, rows.order_by("group__name", "actor__sort_name", "id"), per_page=50)
    stops = stops_of(effort, numbers, answers)
    context = {
        "workspace": request.workspace,
        "effort": effort,
        "numbers": numbers,
        "stops": stops,
        "next_stop": next((one for one in stops if one.state != "done"), None),
        "page": page,
        "is_due": is_due(effort.next_review_on),
        "may_write": can_write(request),
        "may_close": EFFORT.allows(effort.status, Move.CLOSE)
        and may(request, Permission.EFFORT_DECIDE),
        "trail": trail_of(
            events_about("effort", effort.pk),
            request.GET.get(PARAMETER, ""),
            length=10,
            reader=request.user,
            naming=("actor",),
        ),
    }
    return render(request, "efforts/detail.html", context)


@access(InEffort())
@require_safe
def table(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """The whole list as one table, for the eye and for paper."""
    rows: list[MappedActor] = list(
        list_of(request.effort)
        .exclude(status=MappedStatus.SET_ASIDE)
        .prefetch_related("actor__contact_persons")
        .order_by("group__name", "actor__sort_name", "id")
    )
    context = {
        "workspace": request.workspace,
        "effort": request.effort,
        "rows": rows,
        "answers": answers_of(request.effort),
    }
    return render(request, "efforts/table.html", context)


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Correct the purpose, the place and the rest."""
    effort = request.effort
    now: dict[str, Any] = {name: getattr(effort, name) for name in FACTS}
    form = EffortForm(request.workspace, request.POST or None, initial=now)
    desk = laid_out(form)
    if request.method == "POST":

        def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
            change_effort(effort=effort, mine=mine, base=base, by=request.user)

        again = save_desk(request, form, write, only=FACTS)
        if again is None:
            messages.success(request, _("Gemt."))
            return redirect("efforts:effort", workspace_slug, effort.pk)
        desk = again
    elif not effort.is_open:
        return redirect("efforts:decision", workspace_slug, effort.pk)
    context = {
        "workspace": request.workspace,
        "effort": effort,
        "desk": desk,
        "form": desk.form,
        "areas": known_areas(request.workspace),
        "may_write": can_write(request),
    }
    status = status_of(desk) if request.method == "POST" else 200
    return render(request, "efforts/edit.html", context, status=status)


@access(InEffort())
@require_safe
def decision(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """What was decided and why: for a no, a later and an end. It can be taken up again."""
    effort = request.effort
    answers = answers_of(effort)
    context = {
        "workspace": request.workspace,
        "effort": effort,
        "answers": answers,
        "reason": answers.get(Question.WHY_REASON, ""),
        "need": answers.get(Question.WHY_NEED, ""),
        "numbers": numbers_of(effort),
        "may_decide": may(request, Permission.EFFORT_DECIDE),
        "waits": effort.status == EffortStatus.POSTPONED,
    }
    return render(request, "efforts/decision.html", context)


@access(InEffort(Permission.EFFORT_DECIDE))
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Asks what came of it, then ends the effort."""
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            make_move(
                effort=request.effort,
                move=Move.CLOSE,
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(_SAID[Move.CLOSE]))
            return redirect("efforts:decision", workspace_slug, effort_id)
    context = {
        "workspace": request.workspace,
        "effort": request.effort,
        "form": form,
        "can_close": EFFORT.allows(request.effort.status, Move.CLOSE)
        and may(request, Permission.EFFORT_DECIDE),
    }
    return render(request, "efforts/close.html", context, status=422 if form.errors else 200)


@access(InEffort())
@require_POST
def move(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Keep alive, map again, reopen, begin after a wait: what needs no words."""
    try:
        wanted = Move(request.POST.get("move", ""))
    except ValueError:
        return redirect("efforts:effort", workspace_slug, effort_id)
    if wanted not in RULES or wanted in (Move.CLOSE, Move.SAY_NO, Move.POSTPONE):
        return redirect("efforts:effort", workspace_slug, effort_id)
    try:
        make_move(effort=request.effort, move=wanted, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(_SAID.get(wanted, _("I er i gang."))))
    return redirect(where(request.effort), workspace_slug, effort_id)


def where(effort: Effort) -> str:
    """The page that answers for an effort in its present state."""
    if effort.status == EffortStatus.PREPARING:
        return "efforts:why"
    return "efforts:effort" if effort.is_open else "efforts:decision"
