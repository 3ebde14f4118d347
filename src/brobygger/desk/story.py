"""The last stop, still ahead: a story worth telling others."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import Station, StationState, StationView

KEY, ORDER = "story", 90


def story_station() -> Station:
    """The station as the thread knows it."""
    return Station(KEY, gettext_lazy("Historie"), ORDER, build_station)


def build_station(collaboration: Collaboration, user: User) -> StationView:  # noqa: ARG001
    """Says what will be here; nothing to do yet."""
    words = _("Når I har været i gang en tid, er der en historie at fortælle andre.")
    return StationView(StationState.AHEAD, words)
