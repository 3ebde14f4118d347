"""Telling contact persons what the register holds about them, once, when others wrote it.

Nothing has to remember to tell: whoever stands in a register and has not been told is found here,
whether they came by a form, a quick line or a file. An hour passes first, so that what is
corrected at once is not told; the pace is set by BROBYGGER_NOTICES_PER_HOUR and rises with what
waits, so that nobody waits a month.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Lower
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ActorData
from brobygger.actors.models import ContactNotice, ContactPerson
from brobygger.actors.models.notice import NoticeWay
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.models import Notification, NotificationStatus
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.domain.settings import controller_of
from brobygger.workspaces.models import Membership, Workspace

KIND = "contact_person_recorded"
GRACE = timedelta(hours=1)
ROUNDS_AN_HOUR = 6
# The law says a month; this leaves a week for a mail server that is down.
LONGEST_WAIT = timedelta(days=21)

_LOST = (NotificationStatus.FAILED, NotificationStatus.RETURNED, NotificationStatus.HELD)

People = QuerySet[ContactPerson]


def waiting_for_mail() -> People:
    """Everybody with an address who has not been told, the one who has waited longest first."""
    told = ContactNotice.objects.filter(
        workspace=OuterRef("workspace"), email=Lower(OuterRef("email"))
    )
    there = ContactPerson.objects.filter(actor__deleted_at__isnull=True).exclude(email="")
    return there.filter(~Exists(told)).order_by("id")


def to_tell_orally(workspace: Workspace) -> People:
    """Those no mail reaches: without an address, or with one that sends mail back."""
    told = ContactNotice.objects.filter(person=OuterRef("pk"), email="", name=OuterRef("name"))
    key = Concat(Value(f"{KIND}:"), Cast(OuterRef("id"), CharField()))
    lost = Notification.objects.filter(key=key, status__in=_LOST)
    in_vain = ContactNotice.objects.filter(
        Exists(lost),
        workspace=OuterRef("workspace"),
        email=Lower(OuterRef("email")),
        way=NoticeWay.MAIL,
    )
    unreached = (Q(email="") & ~Exists(told)) | (~Q(email="") & Exists(in_vain))
    people = ContactPerson.objects.filter(workspace=workspace, actor__deleted_at__isnull=True)
    found: People = people.filter(unreached).select_related("actor")
    return found.order_by("actor__sort_name", "name", "id")


def tell_some() -> int:
    """A round of mails; answers how many were written. Run every ten minutes by the worker."""
    waiting = waiting_for_mail().filter(id__lt=_key_of(clock.now() - GRACE))
    written = 0
    for person in waiting.select_related("actor", "workspace")[: _pace(waiting.count())]:
        written += _tell(person)
    return written


@transaction.atomic
def told_orally(*, person: ContactPerson, by: User) -> None:
    """Note that somebody has said it to the person, face to face or by telephone."""
    check_workspace(by, person.workspace, Permission.ACTOR_EDIT)
    said = {"way": NoticeWay.ORALLY, "told_at": clock.now(), "told_by_id": by.id}
    if person.email:
        ContactNotice.objects.update_or_create(
            workspace=person.workspace, email=person.email.lower(), defaults=said
        )
    else:
        ContactNotice.objects.update_or_create(
            workspace=person.workspace, email="", person=person, name=person.name, defaults=said
        )
    record(
        "contact.told",
        by=by,
        on=("actor", person.actor_id),
        workspace_id=person.workspace_id,
    )


def regard_as_told(workspace: Workspace) -> None:
    """Everybody who stands in the register now knows it: the invented people of the demo."""
    addresses = waiting_for_mail().filter(workspace=workspace)
    emails = set(addresses.annotate(small=Lower("email")).values_list("small", flat=True))
    ContactNotice.objects.bulk_create(
        ContactNotice(workspace=workspace, email=email, way=NoticeWay.KNOWN)
        for email in sorted(emails)
    )


def new_addresses(workspace: Workspace, after: Iterable[ActorData]) -> int:
    """How many people would get a mail if the register said this."""
    said = {
        person.email.lower() for data in after for person in data.contact_persons if person.email
    }
    known = ContactNotice.objects.filter(workspace=workspace, email__in=said)
    members = Membership.objects.filter(workspace=workspace).annotate(small=Lower("user__email"))
    told = {*known.values_list("email", flat=True), *members.values_list("small", flat=True)}
    return len(said - told)


def hours_to_tell(number: int) -> int:
    """How long it takes to write so many mails."""
    return ceil(number / settings.BROBYGGER_NOTICES_PER_HOUR)


@transaction.atomic
def _tell(person: ContactPerson) -> bool:
    """Write the one mail to an address, unless it has been written or a member's own."""
    email = person.email.lower()
    member = Membership.objects.filter(workspace=person.workspace, user__email__iexact=email)
    way = NoticeWay.KNOWN if member.exists() else NoticeWay.MAIL
    notice, created = ContactNotice.objects.get_or_create(
        workspace=person.workspace, email=email, defaults={"way": way}
    )
    if not created or way == NoticeWay.KNOWN:
        return False
    records = ContactPerson.objects.filter(
        workspace=person.workspace, email__iexact=email, actor__deleted_at__isnull=True
    )
    here = list(records.select_related("actor").order_by("actor__sort_name", "id"))
    sources = sorted({one.actor.source for one in here if one.actor.source})
    notify(
        KIND,
        to=Recipient.at(person.email, person.name),
        context={
            "workspace": person.workspace.name,
            "controller": controller_of(person.workspace),
            "records": here,
            "sources": ", ".join(sources),
            "url": absolute_url(reverse("desk:privacy")),
        },
        key=f"{KIND}:{notice.id}",
    )
    record(
        "contact.informed", by=None, on=("actor", person.actor_id), workspace_id=person.workspace_id
    )
    return True


def _pace(waiting: int) -> int:
    """How many in one round: as many as was asked for, more when somebody would wait too long."""
    rounds = ROUNDS_AN_HOUR * 24 * LONGEST_WAIT.days
    return max(ceil(settings.BROBYGGER_NOTICES_PER_HOUR / ROUNDS_AN_HOUR), ceil(waiting / rounds))


def _key_of(moment: datetime) -> UUID:
    """The smallest key made at that moment: keys begin with their time (RFC 9562)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
