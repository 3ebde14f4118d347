"""An actor's own profile: by a link, as its representative, or read aloud on the telephone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brobygger.accounts.models import User
from brobygger.actors.access import RepresentativeRequest, Represents
from brobygger.actors.domain.profile import for_their_eyes, last_change
from brobygger.actors.domain.queries import relations_of
from brobygger.actors.domain.representation import OwnProfile, profiles_of
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.stored_form import seal
from brobygger.actors.domain.visibility import Told
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource, Visibility
from brobygger.actors.models import Acquaintance, Actor, Relation
from brobygger.actors.profile_caller import Caller
from brobygger.actors.profile_page import shown_background, shown_groups
from brobygger.actors.profile_panels import profile_panels_for
from brobygger.actors.profile_parts import PART_OF, exchange_words
from brobygger.actors.profile_places import moved_titles, shown_places
from brobygger.actors.views.profile_actions import ACTIONS, opened
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.links.access import ByLink, LinkRequest
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(ByLink(Purpose.PROFILE))
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: LinkRequest, token: str) -> HttpResponseBase:
    """For whoever holds the link, without an account."""
    link = request.access_link
    actor = _actor(link.subject_id)
    voice = Voice(actor, FactSource.SELF, link=link)
    return _served(Caller(request, voice, reverse("actors:profile", args=[token])))


@access(Represents())
@never_cache
@require_http_methods(["GET", "POST"])
def as_representative(request: RepresentativeRequest, actor_id: UUID) -> HttpResponseBase:
    """For those who represent the actor, logged in; an old address leads to who it became."""
    if request.actor.pk != actor_id:
        return redirect("actors:own_profile", request.actor.pk)
    voice = Voice(_actor(actor_id), FactSource.SELF, by=request.user)
    return _served(Caller(request, voice, reverse("actors:own_profile", args=[actor_id])))


@access(InWorkspace(Permission.ACTOR_EDIT))
@never_cache
@require_http_methods(["GET", "POST"])
def by_telephone(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID
) -> HttpResponseBase:
    """The coordinator rings, reads aloud, and writes what is said."""
    actor = _actor(get_object_or_404(Actor.objects.in_workspace(request.workspace), pk=actor_id).pk)
    voice = Voice(actor, FactSource.TELEPHONE, by=request.user)
    address = reverse("actors:telephone", args=[workspace_slug, actor_id])
    return _served(Caller(request, voice, address))


def _actor(key: UUID) -> Actor:
    actors = with_rows(Actor.objects.select_related("workspace"))
    actor: Actor = get_object_or_404(actors, pk=key)
    return actor


def _served(caller: Caller) -> HttpResponseBase:
    if caller.actor.deleted_at is not None:
        return render(caller.request, "actors/profile_gone.html", {"actor": caller.actor})
    if caller.request.method == "GET":
        caller.open = opened(caller, caller.request.GET.get("edit", ""))
        return _page(caller)
    try:
        act = ACTIONS.get(caller.request.POST.get("do", ""), Caller.back)
        return act(caller) or _page(caller)
    except UserError as refused:
        messages.error(caller.request, str(refused))
        return caller.back()


def _page(caller: Caller) -> HttpResponse:
    asked, actor, opened_part = caller.request.GET, caller.actor, caller.open
    data, link = data_of(actor), caller.voice.link
    saved = asked.get("saved", "")
    context: dict[str, Any] = {
        "actor": actor,
        "workspace": actor.workspace,
        "groups": shown_groups(
            actor,
            data,
            reader=link.email.casefold() if link else "",
            opened=opened_part.part.key if opened_part else "",
        ),
        "background": shown_background(actor, data),
        "places": shown_places(caller.voice),
        "words": exchange_words(),
        "areas": [label for _id, label in vocabulary("activity_areas").choices()],
        "open": opened_part,
        "base": seal(for_their_eyes(opened_part.base if opened_part else data)),
        "moved": moved_titles(caller.moved),
        "saved": saved,
        "undone": asked.get("undone", ""),
        "chosen": asked.get("chosen", ""),
        "change": last_change(caller.voice, saved) if saved in PART_OF else None,
        "address": caller.address,
        "telephone": caller.on_telephone,
        "link": link,
        "sender": _sender(link),
        "confirmed": actor.last_confirmed_on == clock.today() and bool(actor.confirmed_source),
        "relations": _relations(actor),
        "acquaintances": _acquaintances(actor),
        "records": actor.imported_records.order_by("-imported_at", "file_name", "row"),
        "panels": profile_panels_for(actor),
        "wish_form": caller.wish_form,
        "mine": _own(caller),
    }
    return render(caller.request, "actors/profile.html", context, status=caller.status)


def _sender(link: AccessLink | None) -> User | None:
    key = link.created_by_id if link else None
    return User.objects.filter(pk=key).first() if key else None


def _relations(actor: Actor) -> list[Relation]:
    """Those the actor is tied to, without those whose very name stays with the workspace."""
    return [
        one
        for one in relations_of(actor).select_related("actor_a", "actor_b")
        if Told.of(
            one.actor_b if one.actor_a_id == actor.pk else one.actor_a, Visibility.PARTIES
        ).field("name")
    ]


def _acquaintances(actor: Actor) -> "QuerySet[Acquaintance]":
    """Who of the workspace knows them: it is they who are known."""
    known = Acquaintance.objects.filter(actor=actor).select_related("membership__user")
    return known.order_by("created_at", "id")


def _own(caller: Caller) -> list[OwnProfile]:
    """Everything else the person represents, when they are logged in for it."""
    voice = caller.voice
    if voice.by is None or caller.on_telephone:
        return []
    return [one for one in profiles_of(voice.by) if voice.actor not in one.actors]
