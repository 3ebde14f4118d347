"""How much one person is asked to do: counted across workspaces, and capped.

A person is the address they are written to, whoever writes. A kind of mail that asks the receiver
to do something says so (`Kind.is_request`); `notify` counts it here, so none gets round the cap.
See docs/adr for which kinds those are, and why a quarter runs from day to day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from brobygger.core import clock
from brobygger.notifications.exceptions import AskedEnough
from brobygger.notifications.models import PersonRequest

# Any three months in a row.
QUARTER = timedelta(days=92)


@dataclass(frozen=True)
class RequestAllowance:
    """How often a person has been asked in the last quarter; never by whom, nor for what."""

    used: int
    cap: int
    free_again_on: date | None = None

    @property
    def left(self) -> int:
        """How many more times anybody may ask now."""
        return max(self.cap - self.used, 0)


def requests_left(email: str) -> RequestAllowance:
    """How often the person with this address has been asked, and whether one may ask again."""
    return allowances([email])[email]


def allowances(emails: Iterable[str]) -> dict[str, RequestAllowance]:
    """The same for several people, in one query."""
    person_of = {email: person_hash(email) for email in emails}
    asked: dict[str, list[date]] = {person: [] for person in person_of.values()}
    rows = PersonRequest.objects.filter(
        person_hash__in=asked, asked_on__gt=clock.today() - QUARTER
    ).order_by("asked_on")
    for person, day in rows.values_list("person_hash", "asked_on"):
        asked[person].append(day)
    return {email: _allowance(asked[person]) for email, person in person_of.items()}


def check_may_ask(email: str) -> None:
    """Raise AskedEnough when the person has been asked as often as one may."""
    allowance = requests_left(email)
    if not allowance.left:
        raise AskedEnough(allowance.cap, allowance.free_again_on)


@transaction.atomic
def count_request(*, kind: str, email: str) -> None:
    """Count that the person is asked now. Raises AskedEnough, and counts nothing, at the cap.

    Of two who ask for the last time at the same moment, one gets AskedEnough.
    """
    person = person_hash(email)
    _one_at_a_time(person)
    check_may_ask(email)
    PersonRequest.objects.filter(asked_on__lte=clock.today() - QUARTER).delete()
    PersonRequest.objects.create(person_hash=person, kind=kind)


def person_hash(email: str) -> str:
    """The person behind an address, as a key that cannot be read back."""
    person = email.strip().casefold()
    return salted_hmac("notifications.requests", person, algorithm="sha256").hexdigest()


def _allowance(days: list[date]) -> RequestAllowance:
    cap = settings.BROBYGGER_REQUEST_CAP
    # Free when so many have grown old that there is room for one.
    waits_for = len(days) - cap
    free = days[waits_for] + QUARTER if 0 <= waits_for < len(days) else None
    return RequestAllowance(used=len(days), cap=cap, free_again_on=free)


def _one_at_a_time(person: str) -> None:
    """Wait until nobody else is counting this person. There may be no row yet to lock."""
    with connection.cursor() as cursor:
        key = int(person[:15], 16)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
