"""Stations of the thread: rooms above register theirs, `desk` shows them in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration


class StationState(StrEnum):
    """How far a collaboration is at a station."""

    AHEAD = "ahead"
    PRESENT = "present"
    DONE = "done"


@dataclass(frozen=True)
class StationAction:
    """Something to do at a station. `post` says that it changes something."""

    label: str
    url: str
    post: bool = False
    primary: bool = False


@dataclass(frozen=True)
class StationLine:
    """One thing that lies at a station, with a link and a word on how it stands."""

    label: str
    url: str = ""
    note: str = ""
    actions: Sequence[StationAction] = ()


@dataclass(frozen=True)
class StationView:
    """What a station shows one person of one collaboration."""

    state: StationState
    summary: str
    lines: Sequence[StationLine] = ()
    actions: Sequence[StationAction] = ()
    # The one thing this person should do next here, if anything.
    next_step: StationAction | None = None
    # Nobody waits for it: a collaboration goes on past it, and it is not done by that.
    optional: bool = False


@dataclass(frozen=True)
class Station:
    """A stop on the way from match to story."""

    key: str
    title: str | Promise
    order: int
    build: Callable[[Collaboration, User], StationView] = field(compare=False)
    # Ids of the collaborations that have come this far, as a subquery for lists and filters, for
    # instance `lambda: Agreement.objects.values("collaboration")`. None: not told in lists.
    begun: Callable[[], QuerySet[Any, Any]] | None = field(default=None, compare=False)


_stations: dict[str, Station] = {}


def register_station(station: Station) -> None:
    """Add a station to every thread. Called from AppConfig.ready()."""
    _stations[station.key] = station


def stations() -> list[Station]:
    """All stations in the order of the thread."""
    return sorted(_stations.values(), key=lambda station: station.order)
