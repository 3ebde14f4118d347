"""The list of visits, and the one page of a visit: brief, questions, promises, contacts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.actors.domain.queries import relations_of
from brobygger.actors.domain.rows import with_rows
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.links.domain.queries import live_links_to
from brobygger.links.models import Purpose
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.posted import posted_value, save_posted, was_sent
from brobygger.sheets.presentation import FieldView, sheet_views, with_error
from brobygger.visits.domain.harvest import harvests, move_answer
from brobygger.visits.domain.queries import before, for_list
from brobygger.visits.domain.visits import cancel_visit, hold_visit, resume_visit, undo_held
from brobygger.visits.enums import ThanksStatus
from brobygger.visits.forms import IntroductionForm, ListForm, PromiseForm, members_of
from brobygger.visits.models import Thanks, Visit
from brobygger.visits.policies import VISIT, VisitStep
from brobygger.visits.views.common import back_to, may, visit_or_404
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

RELATIONS = 6
# The name under which the register looks up what is being typed (actors:names).
NAMING = "relation"


@access(InWorkspace(Permission.VISIT_VIEW))
@require_safe
def visit_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Visits ahead, those that have been, or all of them."""
    form = ListForm(request.GET)
    visits = Visit.objects.in_workspace(request.workspace)
    which = "ahead"
    if form.is_valid():
        which = form.cleaned_data["which"] or "ahead"
        if form.cleaned_data["q"]:
            visits = visits.filter(actor__name__icontains=form.cleaned_data["q"])
        if form.cleaned_data["mine"]:
            visits = visits.of_visitor(request.user)
        if form.cleaned_data["effort"]:
            visits = visits.filter(effort_id=form.cleaned_data["effort"])
    page = page_of(request, for_list(_in_order(visits, which)), per_page=25)
    context = {
        "workspace": request.workspace,
        "form": form,
        "which": which,
        "page": page,
        "filtered": any(form.cleaned_data.get(name) for name in ("q", "mine", "effort")),
        "any": page.paginator.count or Visit.objects.in_workspace(request.workspace).exists(),
        "may_write": may(request, Permission.VISIT_WRITE),
    }
    return render(request, "visits/list.html", context)


def _in_order(visits: Any, which: str) -> QuerySet[Visit]:
    newest = visits.order_by(F("starts_at").desc(nulls_first=True), "-id")
    if which == "held":
        return newest.held()  # type: ignore[no-any-return]
    if which == "all":
        return newest  # type: ignore[no-any-return]
    ahead: QuerySet[Visit] = visits.ahead()
    return ahead.order_by(F("starts_at").asc(nulls_last=True), "id")


@access(InWorkspace(Permission.VISIT_VIEW))
@require_safe
def visit(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Everything one needs on the way there, at the table, and afterwards."""
    return visit_page(request, visit_or_404(request, visit_id))


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def step(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """The visit is held, called off, or one of the two is taken back."""
    found = visit_or_404(request, visit_id)
    steps = {
        "hold": (hold_visit, _("Besøget er holdt. Skriv det sidste ned, og send en tak i dag.")),
        "not_held": (undo_held, _("Besøget står som planlagt igen.")),
        "cancel": (cancel_visit, _("Besøget er aflyst. De andre, der skulle med, får besked.")),
        "resume": (resume_visit, _("Besøget er planlagt igen.")),
    }
    try:
        change, told = steps[request.POST.get("do", "")]
    except KeyError as unknown:
        raise Http404 from unknown
    try:
        change(visit=found, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return back_to(found)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def answers(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Save all answers by a button. What cannot be saved is shown again as it was typed."""
    found = visit_or_404(request, visit_id)
    if not _may_write_in(request, found):
        messages.error(request, _("Besøget er aflyst. Tag det op igen, før I skriver i det."))
        return back_to(found)
    refused: dict[str, NotSaved] = {}
    for field in found.sheet.tool.fields:
        if was_sent(field, request.POST):
            try:
                save_posted(found.sheet, field, request.POST, by=request.user)
            except NotSaved as error:
                refused[field.id] = error
    if refused:
        views = [
            with_error(one, posted_value(one.field, request.POST), refused[one.field.id])
            if one.field.id in refused
            else one
            for one in _views(request, found)
        ]
        return visit_page(request, found, views=views, status=422)
    messages.success(request, _("Svarene er gemt."))
    return back_to(found, "answers")


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def move(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Put one answer into the register."""
    found = visit_or_404(request, visit_id)
    try:
        moved = move_answer(visit=found, question=request.POST.get("question", ""), by=request.user)
    except KeyError as unknown:
        raise Http404 from unknown
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        told = _("Det står nu i registret som sagt ved et besøg.")
        messages.success(request, told if moved else _("Det stod der allerede."))
    return back_to(found, "harvest")


def visit_page(
    request: WorkspaceRequest,
    found: Visit,
    *,
    views: list[FieldView] | None = None,
    promise_form: PromiseForm | None = None,
    introduction_form: IntroductionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with whichever form was refused as it was typed."""
    actor: Actor = with_rows(Actor.objects.filter(pk=found.actor_id)).get()
    found.actor = actor
    members = members_of(request.workspace)
    may_write = _may_write_in(request, found)
    introductions = found.introductions.select_related("other", "contact").order_by("id")
    initial = {"promised_by": str(request.user.pk)}
    context: dict[str, Any] = {
        "workspace": request.workspace,
        "visit": found,
        "actor": actor,
        "relations": relations_of(actor).select_related("actor_a", "actor_b")[:RELATIONS],
        "before": before(found),
        "sheet": found.sheet,
        "views": views if views is not None else _views(request, found),
        "promises": found.promises.select_related("promised_by", "settled_by").order_by("id"),
        "introductions": introductions,
        "promise_form": promise_form or PromiseForm(members, prefix="promise", initial=initial),
        "introduction_form": introduction_form or IntroductionForm(actor, prefix=NAMING),
        "harvests": harvests(found) if found.is_held else [],
        "thanks": Thanks.objects.filter(visit=found).select_related("sent_by").first(),
        "thanked": (ThanksStatus.SENT, ThanksStatus.ORALLY, ThanksStatus.LEAVING),
        "links": live_links_to("visit", [found.pk], Purpose.VISIT_THANKS)
        + live_links_to("introduction", [one.pk for one in introductions], Purpose.INTRODUCTION),
        "may_write": may_write,
        "may_change": may(request, Permission.VISIT_WRITE),
        "may_edit_actor": may(request, Permission.ACTOR_EDIT) and actor.deleted_at is None,
        "trail": trail_of(events_about("visit", found.pk), request.GET.get(PARAMETER, "")),
    }
    return render(request, "visits/visit.html", context, status=status)


def _views(request: WorkspaceRequest, found: Visit) -> list[FieldView]:
    return sheet_views(found.sheet, request.user, can_edit=_may_write_in(request, found))


def _may_write_in(request: WorkspaceRequest, found: Visit) -> bool:
    stage = VISIT.allows(found.status, VisitStep.WRITE)
    return stage and may(request, Permission.VISIT_WRITE)
