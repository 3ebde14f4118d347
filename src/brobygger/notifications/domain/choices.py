"""Which mails somebody wants, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from brobygger.core import clock
from brobygger.notifications.domain.addresses import kept_address
from brobygger.notifications.hours import Hours
from brobygger.notifications.kinds import Kind, Urgency, all_kinds, kind_of
from brobygger.notifications.models import (
    Choice,
    MailAddress,
    MailChoice,
    Notification,
    NotificationStatus,
)

_BY_URGENCY = {
    Urgency.DUE: Choice.AT_ONCE,
    Urgency.AT_ONCE: Choice.AT_ONCE,
    Urgency.DIGEST: Choice.WEEKLY,
}


@dataclass(frozen=True)
class KindChoice:
    """A kind of mail, what may be chosen for it, and what is."""

    kind: Kind
    options: tuple[Choice, ...]
    chosen: Choice


def options_for(kind: Kind) -> tuple[Choice, ...]:
    """What somebody may choose for a kind. What is due cannot wait a week."""
    options = [Choice.AT_ONCE]
    if kind.urgency != Urgency.DUE:
        options.append(Choice.WEEKLY)
    if kind.may_opt_out:
        options.append(Choice.NEVER)
    return tuple(options)


def choice_of(address: MailAddress, kind: Kind) -> Choice:
    """How the reader of the address wants this kind."""
    row = MailChoice.objects.filter(address__fingerprint=address.fingerprint, kind=kind.id).first()
    return _valid(row.choice if row else "", kind)


def choices_of(address: MailAddress) -> list[KindChoice]:
    """Every kind and what is chosen for it, in the order of the rooms."""
    rows = dict(
        MailChoice.objects.filter(address__fingerprint=address.fingerprint).values_list(
            "kind", "choice"
        )
    )
    return [
        KindChoice(kind, options_for(kind), _valid(rows.get(kind.id, ""), kind))
        for kind in all_kinds()
    ]


@transaction.atomic
def choose(fingerprint: str, chosen: Mapping[str, str], hours: Hours | None = None) -> None:
    """Keep what the reader of an address has chosen. Also a mail that waits is dropped when its
    kind is stopped. A choice a kind does not give is left as it was.
    """
    address = kept_address(fingerprint)
    for kind_id, choice in chosen.items():
        if choice in options_for(kind_of(kind_id)):
            MailChoice.objects.update_or_create(
                address=address, kind=kind_id, defaults={"choice": choice}
            )
    if hours is not None:
        address.quiet_from, address.quiet_until = hours.quiet_from, hours.quiet_until
        address.weekends = hours.weekends
        address.save(update_fields=["quiet_from", "quiet_until", "weekends"])


def stop(fingerprint: str, kinds: Iterable[str]) -> None:
    """No more mails of these kinds to the address. Kinds that always come are left alone."""
    choose(fingerprint, dict.fromkeys(kinds, Choice.NEVER.value))


@transaction.atomic
def resume(fingerprint: str, kinds: Iterable[str]) -> None:
    """Undo `stop`: the kinds come as they do out of the box."""
    MailChoice.objects.filter(
        address__fingerprint=fingerprint, kind__in=list(kinds), choice=Choice.NEVER
    ).delete()


def plan(mail: Notification, address: MailAddress) -> None:
    """Say when a mail leaves, by its kind and what its receiver has chosen. Saves nothing."""
    kind, now, hours = kind_of(mail.kind), clock.now(), address.hours
    choice = choice_of(address, kind)
    if choice == Choice.NEVER:
        mail.status = NotificationStatus.DROPPED
    elif kind.urgency == Urgency.DUE:
        mail.send_after = None
    else:
        wished = hours.next_weekly(now) if choice == Choice.WEEKLY else hours.next_open(now)
        mail.send_after = hours.planned(wished, now=now, until=mail.until)


def _valid(choice: str, kind: Kind) -> Choice:
    if choice in options_for(kind):
        return Choice(choice)
    return _BY_URGENCY[kind.urgency]
