"""Choosing an actor, and meeting those who fit."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from brobygger.actors.domain.uniting import successor
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.paging import page_of
from brobygger.matching.domain.facts import facts_of
from brobygger.matching.domain.queries import (
    actors_to_match,
    needs_in_words,
    other_of,
    resting_for,
    suggestion_between,
    suggestions_and_facts,
)
from brobygger.matching.engine import Suggestion
from brobygger.matching.gaps import gaps_of
from brobygger.matching.presentation import card_of, reason_view
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

CHIPS = 4


@access(InWorkspace(Permission.MATCH_VIEW))
@require_safe
def index(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Whom shall we find partners for? Those with unmet needs first."""
    words = request.GET.get("q", "").strip()
    page = page_of(request, actors_to_match(request.workspace, words), per_page=25)
    actors = list(page)
    needs = needs_in_words(actors)
    rows = [
        {
            "actor": actor,
            "needs": needs[actor.id][:CHIPS],
            "more": max(0, len(needs[actor.id]) - CHIPS),
        }
        for actor in actors
    ]
    context = {"workspace": request.workspace, "page": page, "rows": rows, "words": words}
    return render(request, "matching/index.html", context)


@access(InWorkspace(Permission.MATCH_VIEW))
@require_safe
def for_actor(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponse:
    """The one suggestion in focus (the best, or ?with=…), the others under it.

    One that was put together with another leads there.
    """
    if (now := successor(request.workspace.pk, actor_id)) is not None:
        return redirect("matching:for_actor", workspace_slug, now)
    actor = get_object_or_404(Actor.objects.in_workspace(request.workspace), id=actor_id)
    suggestions, facts = suggestions_and_facts(actor)
    resting = list(resting_for(actor))
    focus = _focus(request, actor, suggestions)
    ids = {one.actor_id for one in [*suggestions, *([focus] if focus else [])]}
    ids |= {other_of(one, actor) for one in resting}
    others = Actor.objects.in_workspace(request.workspace).in_bulk(list(ids))
    us = card_of(actor, workspace_slug)
    context = {
        "workspace": request.workspace,
        "us": us,
        "focus": focus,
        "rest": [
            {"suggestion": one, "actor": others[one.actor_id], "more": len(one.reasons) - 1}
            for one in suggestions
            if focus is None or one.actor_id != focus.actor_id
        ],
        "resting": [
            {"resting": one, "actor": others[other_of(one, actor)]}
            for one in resting
            if other_of(one, actor) in others
        ],
        "gaps": gaps_of(facts),
        "may_open": role_has(Role(request.membership.role), Permission.COLLABORATION_OPEN),
        "may_edit": role_has(Role(request.membership.role), Permission.ACTOR_EDIT),
    }
    if focus is not None:
        them = card_of(others[focus.actor_id], workspace_slug)
        context["them"] = them
        context["reasons"] = [reason_view(reason, us, them) for reason in focus.reasons]
        context["focus_rests"] = any(other_of(one, actor) == focus.actor_id for one in resting)
        context["gaps"] = [*gaps_of(facts), *gaps_of(facts_of([them.actor])[them.actor.id])]
    return render(request, "matching/for_actor.html", context)


def _focus(
    request: WorkspaceRequest, actor: Actor, suggestions: list[Suggestion]
) -> Suggestion | None:
    try:
        wanted = UUID(request.GET.get("with", ""))
    except ValueError:
        new = (suggestion for suggestion in suggestions if not suggestion.together)
        return next(new, next(iter(suggestions), None))
    for suggestion in suggestions:
        if suggestion.actor_id == wanted:
            return suggestion
    other = get_object_or_404(Actor.objects.in_workspace(request.workspace), id=wanted)
    return suggestion_between(actor, other)
