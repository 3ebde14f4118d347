"""What has happened, as sentences with names."""

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.accounts.telling import People, Subject, Told, Trail
from brobygger.actors.models import Actor
from brobygger.audit.models import AuditEvent
from brobygger.audit.timeline import described_events, events_about, stretch_of
from brobygger.collaborations.domain.trail import PARTY
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace

# What colleagues want to know about. Anything else stays on the page it belongs to; what a party
# does with its own unshared sheets is nobody else's business.
NEWS = (
    "actor.",
    "import.",
    "register.imported",
    "representative.",
    "collaboration.",
    "match.",
    "sheet.shared",
    "agreement.",
    "meeting.",
    "meetings.",
    "visit.held",
)
LOOKED_THROUGH = 120
# An actor is named beside the sentence only where the sentence is about that one actor.
ABOUT_ONE = ("collaboration.party_", "sheet.")


def history_of(collaboration: Collaboration, cursor: str = "", length: int = 20) -> Trail:
    """The story of a collaboration, newest first, a stretch at a time. Three queries."""
    known = events_about("collaboration", collaboration.id).filter(event__in=described_events())
    stretch = stretch_of(known, cursor, length)
    people = People(stretch.events)
    ids = {e.id: _actor_ids(e) for e in stretch.events if e.event.startswith(ABOUT_ONE)}
    names = _actor_names({actor_id for found in ids.values() for actor_id in found})
    lines = [
        Told(
            event.at,
            people.sentence(event),
            [Subject(names[one]) for one in ids.get(event.id, []) if one in names],
        )
        for event in stretch.events
    ]
    return Trail(lines, stretch.older, later=bool(cursor))


def news_of(workspace: Workspace, user: User, limit: int = 8) -> list[Told]:
    """What changed in the workspace, as far as this person may see it. Five queries."""
    known = {event for event in described_events() if event.startswith(NEWS)}
    latest = AuditEvent.objects.filter(workspace_id=workspace.id, event__in=known)
    events = list(latest.order_by("-at", "-id")[:LOOKED_THROUGH])
    touched = {key for event in events for key in _collaboration_ids(event)}
    titles = dict(
        Collaboration.objects.visible_to(user).filter(id__in=touched).values_list("id", "title")
    )
    seen = [event for event in events if set(_collaboration_ids(event)) <= titles.keys()]
    people = People(seen)
    names = _actor_names({key for event in seen for key in _told_of(event)})
    told = []
    for _key, group in groupby(seen, key=lambda e: (e.event, e.by_id, e.at.date())):
        same = list(group)
        subjects = _subjects(same, workspace, titles, names)
        told.append(Told(same[0].at, people.sentence(same[0]), subjects[:3], len(same)))
    return told[:limit]


def _subjects(
    events: Iterable[AuditEvent],
    workspace: Workspace,
    titles: dict[UUID, str],
    names: dict[UUID, str],
) -> list[Subject]:
    found: dict[UUID, Subject] = {}
    for event in events:
        for key in _collaboration_ids(event):
            found[key] = Subject(titles[key], reverse("desk:thread", args=[key]))
        for key in _told_of(event):
            if key in names:
                url = reverse("actors:detail", args=[workspace.slug, key])
                found[key] = Subject(names[key], url)
    return list(found.values())


def _told_of(event: AuditEvent) -> list[UUID]:
    """The actor a piece of news is about: itself, or the one that was visited."""
    if event.object_kind == "visit":
        return _actor_ids(event)
    return [event.object_id] if event.object_kind == "actor" else []


def _collaboration_ids(event: AuditEvent) -> list[UUID]:
    own = [event.object_id] if event.object_kind == "collaboration" else []
    return own + [UUID(key) for kind, key in event.related if kind == "collaboration"]


def _actor_ids(event: AuditEvent) -> list[UUID]:
    return [UUID(key) for kind, key in event.related if kind in {"actor", PARTY}]


def _actor_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Actor.objects.filter(id__in=ids).values_list("id", "name"))
