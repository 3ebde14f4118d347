"""Reads of collaborations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, QuerySet, Value, When
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    Involvement,
    Party,
)
from brobygger.collaborations.stations import stations
from brobygger.core.asking import once

# Each party has a colour and a shape; the facilitator always has the same one.
PARTY_MARKS = 5
FACILITATOR_MARK = 6


@dataclass(frozen=True)
class PartyView:
    """A party as every page shows it: the same colour and shape wherever it appears."""

    party: Party
    mark: int
    mine: bool = False

    @property
    def name(self) -> str:
        return self.party.actor.name

    @property
    def facilitates(self) -> bool:
        return self.party.involvement == Involvement.FACILITATOR


def parties_for(
    collaborations: Collection[Collaboration], user: User | None = None
) -> dict[UUID, list[PartyView]]:
    """Everybody who takes part, in alphabetical order, by collaboration. Two queries.

    The mark follows the order of joining, so that nobody changes colour when others come or go.
    """
    mine = set(actors_represented_by(user).values_list("id", flat=True)) if user else set()
    by_collaboration: dict[UUID, list[Party]] = defaultdict(list)
    for party in Party.objects.filter(collaboration__in=collaborations).select_related("actor"):
        by_collaboration[party.collaboration_id].append(party)
    return {
        collaboration.id: _in_order(by_collaboration[collaboration.id], mine)
        for collaboration in collaborations
    }


def present_parties(views: Iterable[PartyView]) -> list[PartyView]:
    """Those who have not withdrawn."""
    return [view for view in views if view.party.withdrew_at is None]


def _in_order(parties: list[Party], mine: set[UUID]) -> list[PartyView]:
    marks = {party.id: FACILITATOR_MARK for party in parties}
    joined = sorted(
        (party for party in parties if party.involvement == Involvement.PARTY),
        key=lambda party: (party.joined_at, party.actor.sort_name, party.id),
    )
    marks |= {party.id: index % PARTY_MARKS + 1 for index, party in enumerate(joined)}
    return [
        PartyView(party, marks[party.id], party.actor_id in mine)
        for party in sorted(parties, key=lambda party: (party.actor.sort_name, party.id))
    ]


def sheets_seen_by(user: User, collaboration: Collaboration) -> list[CollaborationSheet]:
    """The sheets of the collaboration this person may read something of: their own side's, what
    the others have shared, and those everybody writes in. `fields` is there already."""
    question = ("sheets seen by", user.pk, collaboration.pk)
    return list(once(question, lambda: _sheets_seen_by(user, collaboration)))


def _sheets_seen_by(user: User, collaboration: Collaboration) -> list[CollaborationSheet]:
    mine = once(
        ("speaks for", user.pk),
        lambda: set(actors_represented_by(user).values_list("id", flat=True)),
    )
    links = (
        CollaborationSheet.objects.filter(collaboration=collaboration)
        .select_related("sheet", "owner")
        .prefetch_related("fields")
        .order_by("owner__sort_name", "sheet__created_at", "id")
    )
    return [
        link
        for link in links
        if link.owner_id is None or link.owner_id in mine or link.shared_fields()
    ]


def with_stage(collaborations: QuerySet[Collaboration]) -> QuerySet[Any]:
    """Annotates `stage`: the key of the last station each has come to, or "closed"."""
    reached = [
        When(id__in=station.begun(), then=Value(station.key))
        for station in reversed(stations())
        if station.begun is not None
    ]
    return collaborations.annotate(
        stage=Case(
            When(closed_at__isnull=False, then=Value("closed")),
            *reached,
            default=Value("match"),
            output_field=CharField(),
        )
    )


def stages() -> list[tuple[str, str]]:
    """(key, words) of the stages a list can be filtered by."""
    known = [(one.key, str(one.title)) for one in stations() if one.begun is not None]
    return [("match", _("Lige begyndt")), *known, ("closed", _("Afsluttet"))]


@dataclass(frozen=True)
class CollaborationRow:
    """A collaboration as lists show it: who is in, and how far it has come in words."""

    collaboration: Collaboration
    parties: Sequence[PartyView]
    stage: str


def rows_of(collaborations: Iterable[Any]) -> list[CollaborationRow]:
    """Rows of one page of `with_stage`. Two queries."""
    shown = list(collaborations)
    parties = parties_for(shown)
    titles = dict(stages())
    return [
        CollaborationRow(one, present_parties(parties[one.id]), titles.get(one.stage, one.stage))
        for one in shown
    ]
