"""What has happened, as sentences with names."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.models import AuditEvent
from brobygger.audit.timeline import described_events, events_for, sentence_of
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
)
LOOKED_THROUGH = 120
# An actor is named beside the sentence only where the sentence is about that one actor.
ABOUT_ONE = ("collaboration.party_", "sheet.")


@dataclass(frozen=True)
class Subject:
    """Whom or what a sentence is about, with its page."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Told:
    """One line of a timeline. `times` says how often the same happened in a row."""

    at: datetime
    sentence: str
    subjects: Sequence[Subject] = ()
    times: int = 1

    @property
    def more(self) -> int:
        """How many it was about besides those named."""
        return self.times - len(self.subjects) if self.subjects else 0


def history_of(collaboration: Collaboration, limit: int = 30) -> list[Told]:
    """The story of a collaboration, newest first. Three queries."""
    events = [
        event
        for event in events_for("collaboration", collaboration.id, limit)
        if event.event in described_events()
    ]
    people = _people(events)
    ids = {event.id: _actor_ids(event) for event in events if event.event.startswith(ABOUT_ONE)}
    names = _actor_names({actor_id for found in ids.values() for actor_id in found})
    return [
        Told(
            event.at,
            _sentence(event, people),
            [Subject(names[one]) for one in ids.get(event.id, []) if one in names],
        )
        for event in events
    ]


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
    people = _people(seen)
    names = _actor_names({e.object_id for e in seen if e.object_kind == "actor"})
    told = []
    for _key, group in groupby(seen, key=lambda e: (e.event, e.by_id, e.at.date())):
        same = list(group)
        subjects = _subjects(same, workspace, titles, names)
        told.append(Told(same[0].at, _sentence(same[0], people), subjects[:3], len(same)))
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
        if event.object_kind == "actor" and event.object_id in names:
            url = reverse("actors:detail", args=[workspace.slug, event.object_id])
            found[event.object_id] = Subject(names[event.object_id], url)
    return list(found.values())


def _collaboration_ids(event: AuditEvent) -> list[UUID]:
    own = [event.object_id] if event.object_kind == "collaboration" else []
    return own + [UUID(key) for kind, key in event.related if kind == "collaboration"]


def _actor_ids(event: AuditEvent) -> list[UUID]:
    return [UUID(key) for kind, key in event.related if kind in {"actor", PARTY}]


def _people(events: Iterable[AuditEvent]) -> dict[UUID, str]:
    ids = {event.by_id for event in events if event.by_id}
    return {user.id: str(user) for user in User.objects.filter(id__in=ids)}


def _actor_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Actor.objects.filter(id__in=ids).values_list("id", "name"))


def _sentence(event: AuditEvent, people: dict[UUID, str]) -> str:
    who = people.get(event.by_id, _("Nogen")) if event.by_id else _("Brobygger")
    return sentence_of(event.event, who).rstrip(".")
