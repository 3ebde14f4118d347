"""Composing the thread: the stations every room has registered, in order, and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
    stations,
)
from brobygger.core.asking import asked_once


@dataclass(frozen=True)
class Stop:
    """A station as it stands on one thread."""

    station: Station
    view: StationView
    state: StationState

    def lines_without(self, shown: StationAction | None) -> list[StationLine]:
        """What lies here; a line does not offer once more what is the next step."""
        if shown is None:
            return list(self.view.lines)
        return [
            replace(line, actions=[one for one in line.actions if one.url != shown.url])
            for line in self.view.lines
        ]

    def other_actions(self, shown: StationAction | None) -> list[StationAction]:
        """What can be done here besides the step that is shown as the next one."""
        return [one for one in self.view.actions if shown is None or one.url != shown.url]

    @property
    def is_present(self) -> bool:
        return self.state is StationState.PRESENT


@dataclass(frozen=True)
class Thread:
    """The whole way of one collaboration, as one person sees it."""

    collaboration: Collaboration
    stops: Sequence[Stop]

    @property
    def present(self) -> Stop | None:
        """Where the collaboration is now; None when everything is done or it is closed."""
        return next((stop for stop in self.stops if stop.is_present), None)

    @property
    def next_stop(self) -> Stop | None:
        """Where the next step is to be taken."""
        found = self._next()
        return found[0] if found else None

    @property
    def next_step(self) -> StationAction | None:
        """The one thing for this person to do: first where the collaboration is, then elsewhere."""
        found = self._next()
        return found[1] if found else None

    def _next(self) -> tuple[Stop, StationAction] | None:
        here = self.present
        if here is None:
            return None
        begins = here.view.actions[:1] if here.view.state is StationState.AHEAD else []
        steps = [(here, step) for step in (here.view.next_step, *begins)]
        steps += [(stop, stop.view.next_step) for stop in reversed(self.stops)]
        return next(((stop, step) for stop, step in steps if step is not None), None)


def thread_of(collaboration: Collaboration, user: User) -> Thread:
    """Ask every station how it stands."""
    with asked_once():
        built = [(station, station.build(collaboration, user)) for station in stations()]
    return Thread(collaboration, place(built, closed=collaboration.closed_at is not None))


def place(built: Sequence[tuple[Station, StationView]], *, closed: bool = False) -> list[Stop]:
    """Exactly one station is the present one: the last that says so, else the first not done.

    What lies before it is behind us, whatever it says, except what was optional and passed by; on a
    closed thread none is present.
    """
    says = [view.state for _station, view in built]
    begun = [at for at, state in enumerate(says) if state is StationState.PRESENT]
    ahead = [
        at
        for at, (_station, view) in enumerate(built)
        if view.state is not StationState.DONE and not view.optional
    ]
    here = max(begun, default=min(ahead, default=len(built)))
    stops = []
    for at, (station, view) in enumerate(built):
        behind = at < here and not (view.optional and view.state is StationState.AHEAD)
        state = StationState.DONE if behind else StationState.AHEAD
        if at == here:
            state = StationState.AHEAD if closed else StationState.PRESENT
        stops.append(Stop(station, view, state))
    return stops
