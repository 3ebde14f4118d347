"""Which letter leaves for an address next."""

from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from brobygger.core import clock
from brobygger.notifications.domain.addresses import address_of, fingerprint
from brobygger.notifications.domain.choices import choice_of, plan
from brobygger.notifications.hours import LONGEST_HOLD
from brobygger.notifications.kinds import kind_of
from brobygger.notifications.models import (
    Choice,
    Letter,
    MailAddress,
    Notification,
    NotificationStatus,
)


def ready(now: datetime) -> "QuerySet[Notification]":
    """Mails whose time has come. One planned absurdly far ahead is looked at again."""
    return Notification.objects.filter(
        Q(send_after__isnull=True) | Q(send_after__lte=now) | Q(send_after__gt=now + LONGEST_HOLD),
        Q(until__isnull=True) | Q(until__gt=now),
        status=NotificationStatus.WAITING,
    ).order_by("created_at", "id")


@transaction.atomic
def next_letter(email: str) -> Letter | None:
    """The letter to send now: one that was begun before, else one made of what is ready.

    What is due goes alone, the oldest first. The rest leaves together, at most once a day and
    outside quiet hours; what must wait is given its new time.
    """
    _one_at_a_time(email)
    now, address = clock.now(), address_of(email)
    mails = [mail for mail in ready(now).filter(to_email__iexact=email) if _wanted(mail, address)]
    if address.returned_at or not mails:
        return None
    if begun := next((mail.letter for mail in mails if mail.letter is not None), None):
        return begun
    gathered = [mail for mail in mails if mail.send_after and not _postponed(mail, address, now)]
    if due := next((mail for mail in mails if mail.send_after is None), None):
        return _letter([due], due=True)
    return _letter(gathered, due=False) if gathered else None


def _one_at_a_time(email: str) -> None:
    """Two workers never gather the same mails, nor two letters for one day."""
    number = int(fingerprint(email)[:15], 16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _wanted(mail: Notification, address: MailAddress) -> bool:
    """Whether the mail is still wanted and true; dropped for good when it is not."""
    kind = kind_of(mail.kind)
    wanted = choice_of(address, kind) != Choice.NEVER
    if wanted and (kind.still_true is None or kind.still_true(mail)):
        return True
    drop(mail)
    return False


def drop(mail: Notification) -> None:
    """Never send the mail. Its words go, its key stays."""
    mail.status, mail.letter = NotificationStatus.DROPPED, None
    forget_words(mail)
    mail.save()


def forget_words(mail: Notification) -> None:
    """Empty a mail that is done with: the words held links and codes kept only as hashes."""
    mail.text = mail.html = mail.part_text = mail.part_html = ""


def _postponed(mail: Notification, address: MailAddress, now: datetime) -> bool:
    """Whether the mail cannot go with the others now; it has been given its new time then."""
    hours = address.hours
    if mail.send_after and mail.send_after > now:
        plan(mail, address)  # planned by a clock that has been put right since
    elif not hours.is_open(now):
        mail.send_after = hours.planned(hours.next_open(now), now=now, until=mail.until)
    elif _had_one_today(mail.to_email, now):
        mail.send_after = hours.planned(hours.next_day(now), now=now, until=mail.until)
    else:
        return False
    mail.save(update_fields=["send_after", "status"])
    return True


def _had_one_today(email: str, now: datetime) -> bool:
    today = now.astimezone(clock.DENMARK).date()
    midnight = datetime.combine(today, time(), tzinfo=clock.DENMARK)
    next_midnight = datetime.combine(today + timedelta(days=1), time(), tzinfo=clock.DENMARK)
    return Letter.objects.filter(
        to_email__iexact=email, due=False, sent_at__gte=midnight, sent_at__lt=next_midnight
    ).exists()


def _letter(mails: list[Notification], *, due: bool) -> Letter:
    letter = Letter.objects.create(to_email=mails[0].to_email, due=due)
    Notification.objects.filter(id__in=[mail.id for mail in mails]).update(letter=letter)
    return letter
