"""The match as the first stop on the thread: why these actors met."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.accounts.models import User
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import Station, StationLine, StationState, StationView
from brobygger.matching.domain.queries import suggestion_between
from brobygger.workspaces.authorization import can_workspace

KEY, ORDER = "match", 10


def match_station() -> Station:
    """The station as the thread knows it."""
    return Station(KEY, gettext_lazy("Match"), ORDER, build_station)


def build_station(collaboration: Collaboration, user: User) -> StationView:
    """Behind us as soon as there is a collaboration; it says what it grew out of."""
    summaries = {
        "match": _("Et forslag bragte jer sammen."),
        "relation": _("I kendte hinanden i forvejen."),
    }
    summary = summaries.get(collaboration.origin_kind, _("I blev selv enige om at begynde."))
    return StationView(StationState.DONE, summary, lines=_lines(collaboration, user))


def _lines(collaboration: Collaboration, user: User) -> list[StationLine]:
    """The way back to the match, for those who may see the register it stands on."""
    if collaboration.origin_kind != "match" or collaboration.origin_id is None:
        return []
    if not can_workspace(user, collaboration.workspace, Permission.MATCH_VIEW):
        return []
    args = [collaboration.workspace.slug, collaboration.origin_id]
    return [StationLine(_("Se forslaget og oplysningerne bag"), _url(args))]


def _url(args: list[object]) -> str:
    return reverse("matching:for_actor", args=args)


def reasons_as_purpose(actor: Actor, other: Actor, user: User) -> str:
    """The reasons the two have to meet, one a line, as a purpose to write on from.

    All parties will read it: what they may not know of each other is no reason here.
    """
    if not can_workspace(user, actor.workspace, Permission.MATCH_VIEW):
        return ""
    suggestion = suggestion_between(actor, other, Visibility.PARTIES)
    return "\n".join(f"{reason.sentence}." for reason in suggestion.reasons) if suggestion else ""
