"""The goals of a collaboration."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.comparison.domain import goals as verbs
from brobygger.comparison.domain.goals import Step
from brobygger.comparison.domain.queries import origins_of_goals
from brobygger.comparison.forms import GoalForm
from brobygger.comparison.models import Goal
from brobygger.comparison.views.making import may_make
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of

_TOLD = {
    Step.REACH: _("Målet er nået. Godt gået."),
    Step.REOPEN: _("Målet er åbent igen."),
    Step.BRING_BACK: _("Målet er hentet tilbage."),
}


@access(AsParty(Permission.PARTY_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """All goals; set one more."""
    form = GoalForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _saved(request, form):
            messages.success(request, _("Målet er sat. Alle parter ser det."))
            return redirect("comparison:goals", collaboration_id)
    page = page_of(request, verbs.goals_of(request.collaboration))
    origins = origins_of_goals(goal.id for goal in page)
    removed = list(verbs.removed_goals(request.collaboration)[:10])
    just_now = request.GET.get("removed", "")
    context = {
        "collaboration": request.collaboration,
        "page": page,
        "rows": [(goal, origins.get(goal.id)) for goal in page],
        "removed": removed,
        "just_removed": next((one for one in removed if str(one.id) == just_now), None),
        "form": form,
        "may_write": may_make(request.user, request.collaboration),
    }
    return render(request, "comparison/goals.html", context, status=status)


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: PartyRequest, collaboration_id: UUID, goal_id: UUID) -> HttpResponse:
    """Put a goal in other words; note that it is reached; take it away and bring it back."""
    found = get_object_or_404(Goal, collaboration=request.collaboration, id=goal_id)
    if request.method == "POST" and "do" in request.POST:
        return _step(request, found, request.POST["do"])
    if found.removed_at is not None:
        raise Http404
    form = GoalForm(request.POST or None, initial={"text": found.text, "by_on": found.by_on})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _saved(request, form, found):
            messages.success(request, _("Målet er rettet."))
            return redirect(_at(found))
    context = {
        "collaboration": request.collaboration,
        "goal": found,
        "form": form,
        "origin": origins_of_goals([found.id]).get(found.id),
    }
    return render(request, "comparison/goal.html", context, status=status)


def _saved(request: PartyRequest, form: GoalForm, found: Goal | None = None) -> bool:
    said = {"text": form.cleaned_data["text"], "by_on": form.cleaned_data["by_on"]}
    try:
        if found is None:
            verbs.set_goal(collaboration=request.collaboration, by=request.user, **said)
        else:
            verbs.rewrite_goal(goal=found, by=request.user, **said)
    except UserError as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _step(request: PartyRequest, found: Goal, asked: str) -> HttpResponse:
    step = next((one for one in Step if one == asked), None)
    if step is None:
        raise Http404
    try:
        verbs.move_goal(goal=found, step=step, by=request.user)
    except UserError as refused:
        messages.error(request, refused.message)
        return redirect("comparison:goals", found.collaboration_id)
    if step is Step.REMOVE:  # the page offers to bring it back
        goals = reverse("comparison:goals", args=[found.collaboration_id])
        return redirect(f"{goals}?removed={found.id}")
    messages.success(request, _TOLD[step])
    return redirect(_at(found))


def _at(found: Goal) -> str:
    return reverse("comparison:goals", args=[found.collaboration_id]) + f"#goal-{found.id}"
