"""From the sheet of a status meeting back to the meeting, and on to the next one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.followup.agenda import TOOL
from brobygger.followup.models import StatusMeeting
from brobygger.sheets.access import Door
from brobygger.sheets.models import Sheet


def meeting_doors(user: User, sheet: Sheet) -> Sequence[Door]:
    """The meeting the sheet belongs to, or all of them when it was begun on its own."""
    if sheet.tool_id != TOOL:
        return []
    meeting = StatusMeeting.objects.filter(sheet=sheet).first()
    if meeting is not None:
        day = short_day(meeting.starts_at.astimezone(clock.DENMARK).date())
        url = reverse("followup:meetings", args=[meeting.collaboration_id])
        words = _("Mødet %(day)s") % {"day": day}
        return [Door(words, f"{url}#meeting-{meeting.id}", "calendar-month")]
    here = Collaboration.objects.visible_to(user).filter(sheets__sheet=sheet).first()
    if here is None:
        return []
    url = reverse("followup:meetings", args=[here.id])
    return [Door(_("Statusmøder"), url, "calendar-month")]
