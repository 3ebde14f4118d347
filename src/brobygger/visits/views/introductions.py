"""Contacts passed on, for us: proposed, followed, answered by telephone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.visits.domain import introductions as verbs
from brobygger.visits.domain.introductions import Voice, is_personal, own_shares
from brobygger.visits.enums import IntroductionStatus as Status
from brobygger.visits.forms import IntroductionForm, SharesForm, shown
from brobygger.visits.models import Introduction
from brobygger.visits.views.common import back_to, visit_or_404
from brobygger.visits.views.visits import NAMING, visit_page
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def add(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Write down whom they might like to know."""
    visit = visit_or_404(request, visit_id)
    visit.actor.workspace = request.workspace
    form = IntroductionForm(visit.actor, request.POST, prefix=NAMING)
    if form.is_valid() and form.found is not None:
        try:
            verbs.propose(
                visit=visit,
                other=form.found,
                contact=form.person,
                why=form.cleaned_data["why"],
                by=request.user,
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Skrevet ned. De bliver spurgt i takken."))
            return back_to(visit, "introductions")
    return visit_page(request, visit, introduction_form=form, status=422)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_http_methods(["GET", "POST"])
def introduction(
    request: WorkspaceRequest, workspace_slug: str, visit_id: UUID, introduction_id: UUID
) -> HttpResponse:
    """How far the two have come, who sees what, and the answers we got by telephone."""
    found = get_object_or_404(
        Introduction.objects.select_related(
            "visit__actor", "visit__workspace", "visit__contact", "other", "contact"
        ),
        pk=introduction_id,
        visit_id=visit_id,
        workspace=request.workspace,
    )
    asks_visited = found.status in {Status.PROPOSED, Status.OFFERED}
    side = (
        own_shares(found.visit.contact, found.visit.actor)
        if asks_visited
        else own_shares(found.contact, found.other)
    )
    answering = request.method == "POST" and request.POST.get("do") == "accept"
    form = SharesForm(request.POST if answering else None, initial=shown(side))
    if request.method == "POST" and (not answering or form.is_valid()):
        try:
            told = _answer(request, found, form, asks_visited=asks_visited)
        except UserError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, told)
            return back_to(found.visit, "introductions")
        return redirect(request.path)
    context = {
        "workspace": request.workspace,
        "introduction": found,
        "visit": found.visit,
        "asks_visited": asks_visited,
        "is_open": asks_visited or found.status == Status.ASKED,
        "asked_name": found.visit.actor.name if asks_visited else found.other.name,
        "personal": is_personal(found),
        "form": form,
    }
    return render(request, "visits/introduction.html", context, status=422 if form.errors else 200)


def _answer(
    request: WorkspaceRequest, found: Introduction, form: SharesForm, *, asks_visited: bool
) -> str:
    voice = Voice(by=request.user)
    match request.POST.get("do", ""), asks_visited:
        case "withdraw", _side:
            verbs.withdraw(introduction=found, by=request.user)
            return _("Introduktionen er taget tilbage. Ingen får noget at vide.")
        case "accept", True:
            done = verbs.accept(introduction=found, shares=form.shares, voice=voice)
            return _after_yes(done)
        case "accept", False:
            verbs.other_accepts(introduction=found, shares=form.shares, voice=voice)
            return _("De har nu fået hinandens oplysninger.")
        case "decline", True:
            verbs.decline(introduction=found, voice=voice)
        case "decline", False:
            verbs.other_declines(introduction=found, voice=voice)
        case _unknown:
            raise Http404
    return _("Det er skrevet ned. Ingen oplysninger er givet videre.")


def _after_yes(done: Introduction) -> str:
    if done.status == Status.CONNECTED:
        return _("De har nu fået hinandens oplysninger.")
    if done.other_asked_at:
        return _("%(name)s er spurgt på mail.") % {"name": done.other.name}
    return _("Ring nu til %(name)s, og spørg dem. De kan ikke spørges på mail.") % {
        "name": done.other.name
    }
