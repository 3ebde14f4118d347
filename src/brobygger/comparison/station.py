"""Sheets side by side as a stop on the thread, between the dialogue and the agreement."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brobygger.accounts.models import User
from brobygger.collaborations.domain.queries import sheets_seen_by
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
)
from brobygger.comparison.domain.goals import count_open, goals_of
from brobygger.comparison.domain.laying import pairings
from brobygger.comparison.models import Goal, Outcome

KEY, ORDER = "comparison", 25

# The thread shows the first; the page of the comparison has them all.
MOST = 4


def comparison_station() -> Station:
    """The station as the thread knows it."""
    return Station(KEY, gettext_lazy("Side om side"), ORDER, build_station)


def build_station(collaboration: Collaboration, user: User) -> StationView:
    """What can be laid side by side, and the goals that came of it."""
    pairs = pairings(sheets_seen_by(user, collaboration))
    goals = list(goals_of(collaboration))
    used = bool(goals) or _used(collaboration)
    index = reverse("comparison:index", args=[collaboration.id])
    if not pairs and not used:
        return StationView(
            StationState.AHEAD,
            _("Når begge har delt et ark, kan I se, hvor I er enige, og hvor I er forskellige."),
            lines=[StationLine(_("Mål og det, I bidrager med"), index)],
            optional=True,
        )
    lines = [
        StationLine(
            _("%(left)s og %(right)s") % {"left": pair.left.owner, "right": pair.right.owner},
            reverse(
                "comparison:sides",
                args=[collaboration.id, pair.left.sheet_id, pair.right.sheet_id],
            ),
        )
        for pair in pairs[:MOST]
    ]
    if goals:
        url = reverse("comparison:goals", args=[collaboration.id])
        lines.append(StationLine(_("Jeres mål"), url, note=_goal_words(goals)))
    lay = StationAction(_("Læg arkene side om side"), index, primary=not used)
    return StationView(
        StationState.DONE if used else StationState.PRESENT,
        _goal_words(goals) if goals else _("Jeres ark kan lægges side om side."),
        lines=lines,
        actions=[StationAction(lay.label, lay.url)],
        next_step=lay if not used and collaboration.closed_at is None else None,
    )


def _used(collaboration: Collaboration) -> bool:
    return Outcome.objects.filter(collaboration=collaboration, undone_at__isnull=True).exists()


def _goal_words(goals: list[Goal]) -> str:
    waiting = count_open(goals)
    if goals and not waiting:
        return _("Alle mål er nået.")
    return ngettext("%(count)s mål at nå", "%(count)s mål at nå", waiting) % {"count": waiting}
