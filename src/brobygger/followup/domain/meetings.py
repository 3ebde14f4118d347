"""Status meetings: made from the agreement, moved, cancelled, added."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from brobygger.accounts.models import User
from brobygger.agreements.document import read_document
from brobygger.agreements.domain.queries import agreement_of, counting_version
from brobygger.agreements.models import AgreementVersion
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.domain.mails import tell_changed
from brobygger.followup.exceptions import InThePast, MeetingOver, NoAgreement
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.followup.rhythm import MONTHS, meeting_days

# When the parties did not say: in the afternoon, when both employees and volunteers can come.
USUAL_TIME = time(15)


@transaction.atomic
def create_agreed_meetings(version_id: UUID) -> list[StatusMeeting]:
    """Put the meetings the agreement promises into the calendar, once.

    A second time changes nothing, also when meetings have been moved or cancelled since.
    """
    version = AgreementVersion.objects.select_related("agreement__collaboration").get(id=version_id)
    if StatusMeeting.objects.filter(agreement_version_id=version.id).exists():
        return []
    values = read_document(version).values
    agreed, period = values.get("status_meetings") or {}, values.get("period") or {}
    if agreed.get("every") not in MONTHS or not agreed.get("first_on"):
        return []
    days = meeting_days(
        date.fromisoformat(agreed["first_on"]), agreed["every"], _day(period.get("ends_on"))
    )
    at = time.fromisoformat(agreed["at"]) if agreed.get("at") else USUAL_TIME
    meetings = StatusMeeting.objects.bulk_create(
        [
            StatusMeeting(
                workspace_id=version.workspace_id,
                collaboration_id=version.agreement.collaboration_id,
                agreement_version_id=version.id,
                number=number,
                starts_at=_moment(day, at),
                place=agreed.get("place", ""),
                caller=agreed.get("caller", ""),
            )
            for number, day in enumerate(days, 1)
        ],
        ignore_conflicts=True,
    )
    _record("meetings.planned", version.agreement.collaboration, None)
    return meetings


@transaction.atomic
def add_meeting(
    *,
    collaboration: Collaboration,
    starts_at: datetime,
    by: User,
    minutes: int = 60,
    place: str = "",
    caller: str = "",
) -> StatusMeeting:
    """Put one more meeting into the calendar and tell the others.

    Raises PermissionDenied, NoAgreement, InThePast.
    """
    check_party(by, collaboration, Permission.PARTY_WRITE)
    Collaboration.objects.select_for_update().get(id=collaboration.id)
    agreement = agreement_of(collaboration)
    version = counting_version(agreement) if agreement else None
    if version is None or version.in_force_at is None:
        raise NoAgreement
    _check_ahead(starts_at)
    last = StatusMeeting.objects.filter(agreement_version_id=version.id).aggregate(
        last=Max("number")
    )["last"]
    meeting = StatusMeeting.objects.create(
        workspace_id=collaboration.workspace_id,
        collaboration=collaboration,
        agreement_version_id=version.id,
        number=(last or 0) + 1,
        starts_at=starts_at,
        minutes=minutes,
        place=place.strip(),
        caller=caller.strip(),
    )
    _record("meeting.added", collaboration, by)
    tell_changed(meeting, "added", by=by)
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: StatusMeeting,
    starts_at: datetime,
    minutes: int,
    place: str,
    by: User,
    caller: str | None = None,
) -> StatusMeeting:
    """Give a meeting another time or place; every calendar follows, and the others are told.

    Raises PermissionDenied, MeetingOver, InThePast.
    """
    check_party(by, meeting.collaboration, Permission.PARTY_WRITE)
    meeting = _lock(meeting)
    if not meeting.is_ahead:
        raise MeetingOver
    caller = meeting.caller if caller is None else caller.strip()
    wanted = (starts_at, minutes, place.strip(), caller)
    if wanted == (meeting.starts_at, meeting.minutes, meeting.place, meeting.caller):
        return meeting
    if starts_at != meeting.starts_at:
        _check_ahead(starts_at)
    meeting.starts_at, meeting.minutes, meeting.place, meeting.caller = wanted
    _save_change(meeting)
    _record("meeting.moved", meeting.collaboration, by)
    tell_changed(meeting, "moved", by=by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: StatusMeeting, by: User) -> StatusMeeting:
    """Call a meeting off; it stays in the list, and the others are told.

    Raises PermissionDenied, MeetingOver.
    """
    check_party(by, meeting.collaboration, Permission.PARTY_WRITE)
    meeting = _lock(meeting)
    if meeting.status == MeetingStatus.CANCELLED:
        return meeting
    if not meeting.is_ahead:
        raise MeetingOver
    meeting.status = MeetingStatus.CANCELLED
    _save_change(meeting)
    _record("meeting.cancelled", meeting.collaboration, by)
    tell_changed(meeting, "cancelled", by=by)
    return meeting


def danish_moment(day: date, at: time) -> datetime:
    """The moment a clock in Denmark shows that day and time."""
    return _moment(day, at)


def _lock(meeting: StatusMeeting) -> StatusMeeting:
    return (
        StatusMeeting.objects.select_for_update(of=("self",))
        .select_related("collaboration")
        .get(id=meeting.id)
    )


def _save_change(meeting: StatusMeeting) -> None:
    # Calendars take the event with the highest sequence for the true one.
    meeting.sequence += 1
    meeting.changed_at = clock.now()
    meeting.save()


def _check_ahead(starts_at: datetime) -> None:
    if starts_at <= clock.now():
        raise InThePast


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.DENMARK)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _record(event: str, collaboration: Collaboration, by: User | None) -> None:
    record(
        event,
        by=by,
        on=("collaboration", collaboration.id),
        workspace_id=collaboration.workspace_id,
    )
