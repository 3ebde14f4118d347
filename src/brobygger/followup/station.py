"""Follow-up as a stop on the thread of a collaboration."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
)
from brobygger.core.templatetags.brobygger import moment
from brobygger.followup.domain.queries import meetings_of
from brobygger.followup.models import StatusMeeting

KEY, ORDER = "followup", 40
SHOWN = 3


def followup_station() -> Station:
    """The station as the thread knows it."""
    return Station(
        KEY,
        gettext_lazy("Opfølgning"),
        ORDER,
        build_station,
        begun=lambda: StatusMeeting.objects.values("collaboration"),
    )


def build_station(collaboration: Collaboration, user: User) -> StationView:  # noqa: ARG001
    """The meetings ahead; what one sees does not depend on who one is."""
    meetings = list(meetings_of(collaboration))
    if not meetings:
        return StationView(
            StationState.AHEAD,
            _("Når alle har skrevet under, står de aftalte statusmøder her og i jeres kalender."),
        )
    url = reverse("followup:meetings", args=[collaboration.id])
    ahead = [meeting for meeting in meetings if meeting.is_ahead]
    see_all = StationAction(_("Se møderne, og læg dem i kalenderen"), url)
    if not ahead:
        return StationView(
            StationState.DONE,
            _("Alle aftalte møder ligger bag jer."),
            lines=[StationLine(_("Møderne"), url)],
            actions=[see_all],
        )
    return StationView(
        StationState.PRESENT,
        _("Næste statusmøde er %(when)s.") % {"when": moment(ahead[0].starts_at)},
        lines=[*_sheet_line(ahead[0]), *_days(ahead[:SHOWN], url)],
        actions=[see_all],
    )


def _days(meetings: list[StatusMeeting], url: str) -> list[StationLine]:
    return [StationLine(moment(one.starts_at), url, note=one.place) for one in meetings]


def _sheet_line(meeting: StatusMeeting) -> list[StationLine]:
    """The sheet of the next meeting, once it is begun."""
    if meeting.sheet_id is None:
        return []
    url = reverse("sheets:sheet", args=[meeting.sheet_id])
    return [StationLine(_("Arket til næste møde"), url, note=_("Alle parter skriver i det"))]
