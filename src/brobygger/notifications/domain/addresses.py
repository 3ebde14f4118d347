"""E-mail addresses: their fingerprints, and those whose mails come back."""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from brobygger.core import clock
from brobygger.notifications.models import (
    Letter,
    MailAddress,
    Notification,
    NotificationStatus,
)

# So many letters in a row that could not be delivered for now are as good as never.
SOFT_LIMIT = 3


def fingerprint(email: str) -> str:
    """What we keep instead of an address. The same for however it is written."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()


def address_of(email: str) -> MailAddress:
    """What is known of an address; as out of the box when nothing is."""
    key = fingerprint(email)
    return MailAddress.objects.filter(fingerprint=key).first() or MailAddress(fingerprint=key)


def kept_address(key: str) -> MailAddress:
    """The row of a fingerprint, made when there is none and held until the transaction ends."""
    MailAddress.objects.bulk_create([MailAddress(fingerprint=key)], ignore_conflicts=True)
    return MailAddress.objects.select_for_update().get(fingerprint=key)


def returned_among(emails: Iterable[str]) -> frozenset[str]:
    """Those of the addresses whose mails come back, as they were written."""
    keys = {email: fingerprint(email) for email in emails if email}
    returned = set(
        MailAddress.objects.filter(
            fingerprint__in=keys.values(), returned_at__isnull=False
        ).values_list("fingerprint", flat=True)
    )
    return frozenset(email for email, key in keys.items() if key in returned)


@transaction.atomic
def came_back(letter: Letter, code: str, *, for_good: bool) -> None:
    """Note that a letter did not arrive; told twice, it changes nothing.

    For good, or the third in a row for now: nothing more is tried to the address, and those who
    wrote it see that on their pages.
    """
    letter = Letter.objects.select_for_update().get(id=letter.id)
    if letter.returned_at and letter.returned_code == code[:20]:
        return
    letter.returned_at, letter.returned_code = clock.now(), code[:20]
    letter.save(update_fields=["returned_at", "returned_code"])
    letter.notifications.filter(status=NotificationStatus.SENT).update(
        status=NotificationStatus.RETURNED
    )
    if for_good or _three_in_a_row(letter):
        _hold(letter.to_email, code)


def _three_in_a_row(letter: Letter) -> bool:
    latest = Letter.objects.filter(
        to_email__iexact=letter.to_email, sent_at__isnull=False, sent_at__lte=letter.sent_at
    ).order_by("-sent_at", "-id")[:SOFT_LIMIT]
    return len(latest) == SOFT_LIMIT and all(one.returned_at for one in latest)


def _hold(email: str, code: str) -> None:
    address = kept_address(fingerprint(email))
    if address.returned_at is None:
        address.returned_at, address.returned_code = clock.now(), code[:20]
        address.save(update_fields=["returned_at", "returned_code"])
    Notification.objects.filter(to_email__iexact=email, status=NotificationStatus.WAITING).update(
        status=NotificationStatus.HELD, letter=None
    )


@transaction.atomic
def try_again(email: str) -> None:
    """Believe in the address again: what was held for it is sent. Others are left alone.

    A mail that came back is not kept; it is written anew the next time somebody wants it sent.
    """
    from brobygger.notifications.tasks import send_notification

    if email not in returned_among([email]):
        return
    address = kept_address(fingerprint(email))
    address.returned_at, address.returned_code = None, ""
    address.save(update_fields=["returned_at", "returned_code"])
    held = Notification.objects.filter(
        to_email__iexact=email.strip(), status=NotificationStatus.HELD
    )
    first = held.order_by("created_at").first()
    held.update(status=NotificationStatus.WAITING)
    if first is not None:
        send_notification.defer(notification_id=str(first.id))
