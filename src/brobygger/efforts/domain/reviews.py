"""Keeping alive: when to look again, and telling the one who is responsible."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.efforts.domain.efforts import locked, sign
from brobygger.efforts.domain.queries import numbers_of, people_of
from brobygger.efforts.enums import EffortStatus
from brobygger.efforts.models import OPEN, Effort
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.models import Notification


@transaction.atomic
def plan_review(*, effort: Effort, on: date | None, by: User) -> None:
    """Say when the list is to be looked through again; None takes the day away.

    Raises PermissionDenied, NotOpen.
    """
    stored = locked(effort, by)
    stored.next_review_on = effort.next_review_on = on
    sign(stored, by)
    stored.save(update_fields=["next_review_on", "updated_by", "updated_at"])
    record(
        "effort.review_planned", by=by, on=("effort", stored.id), workspace_id=stored.workspace_id
    )


def remind_of_reviews() -> int:
    """Write to the responsible of every effort whose day has come; answers how many.

    Once per effort and day chosen, however often this runs. Only people who still may write in the
    workspace's efforts are told.
    """
    due = Effort.objects.filter(
        status__in=[*OPEN, EffortStatus.POSTPONED],
        next_review_on__lte=clock.today(),
        responsible__isnull=False,
    ).select_related("workspace", "responsible")
    return sum(_remind(effort) for effort in due.order_by("next_review_on", "id"))


@transaction.atomic
def _remind(effort: Effort) -> bool:
    person = effort.responsible
    if person is None or not people_of(effort.workspace).filter(pk=person.pk).exists():
        return False
    waits = effort.status == EffortStatus.POSTPONED
    page = "efforts:decision" if waits else "efforts:alive"
    notify(
        "effort_review",
        to=Recipient.of_user(person),
        context={
            "title": effort.title,
            "waits": waits,
            "numbers": numbers_of(effort),
            "url": absolute_url(reverse(page, args=[effort.workspace.slug, effort.pk])),
        },
        key=f"effort.review:{effort.pk}:{effort.next_review_on}:{person.pk}",
        about=effort.pk,
    )
    return True


def is_still_due(mail: Notification) -> bool:
    """Whether the list has not been looked through, or put off, since the mail was written."""
    if mail.about is None:
        return False
    return Effort.objects.filter(
        pk=mail.about,
        status__in=[*OPEN, EffortStatus.POSTPONED],
        next_review_on__lte=clock.today(),
    ).exists()
