"""The sheet of a status meeting (T8): begun from the meeting, and what it says feeds the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.catalog.tools import tool
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.domain.sheets import OWNER_KIND, start_joint_sheet
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.followup.agenda import TOOL
from brobygger.followup.exceptions import MeetingCancelled
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.sheets.domain.reading import values_for
from brobygger.sheets.models import Sheet
from brobygger.sheets.values import FieldValues

SHOWN_ACTIONS = 10


@dataclass(frozen=True)
class Promise:
    """Something somebody said they would do."""

    what: str
    who: str
    by: date | None


@dataclass(frozen=True)
class FromLast:
    """What the last status meeting handed on to the next one."""

    sheet: Sheet
    goal: str
    promises: Sequence[Promise]
    next_day: date | None
    caller: str

    @property
    def says_something(self) -> bool:
        """Whether there is anything to begin the agenda with."""
        return bool(self.goal or self.promises)


@transaction.atomic
def begin_meeting_sheet(*, meeting: StatusMeeting, by: User) -> Sheet:
    """Begin the sheet all parties write in at the meeting, filled with the goal and the promises
    from last time; when it is begun already, that one is answered.

    Raises PermissionDenied, MeetingCancelled, CollaborationClosed.
    """
    check_party(by, meeting.collaboration, Permission.PARTY_WRITE)
    meeting = StatusMeeting.objects.select_for_update(of=("self",)).get(id=meeting.id)
    if meeting.sheet is not None:
        return meeting.sheet
    if meeting.status == MeetingStatus.CANCELLED:
        raise MeetingCancelled
    day = meeting.starts_at.astimezone(clock.DENMARK).date()
    link = start_joint_sheet(
        collaboration=meeting.collaboration,
        tool=tool(TOOL),
        by=by,
        title=_("Statusmøde %(day)s") % {"day": short_day(day)},
    )
    meeting.sheet = link.sheet
    meeting.save(update_fields=["sheet"])
    return link.sheet


def from_last(collaboration: Collaboration, reader: User) -> FromLast | None:
    """The newest status sheet with a next goal or promises in it; None: there is none yet."""
    sheets = Sheet.objects.filter(
        collaboration_sheets__collaboration=collaboration, owner_kind=OWNER_KIND, tool_id=TOOL
    ).select_related("workspace")
    for sheet in sheets.order_by("-created_at", "-id")[:2]:
        found = handed_on(sheet, values_for(sheet, reader))
        if found.says_something or found.next_day:
            return found
    return None


def handed_on(sheet: Sheet, values: FieldValues) -> FromLast:
    """What a status sheet says about what comes next."""
    rows = values.rows("actions")[:SHOWN_ACTIONS]
    return FromLast(
        sheet=sheet,
        goal=values.text("next_goal").strip(),
        promises=[Promise(one["what"], one["who"], _day(one["by"])) for one in rows if one["what"]],
        next_day=_day(values.parts("next_date")["date"]),
        caller=values.text("caller").strip(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
