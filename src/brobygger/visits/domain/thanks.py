"""The thank-you of the same day: composed, edited, sent with ten minutes to change one's mind."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.links.domain.links import issue_link, revoke
from brobygger.links.models import Purpose
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.domain.requests import count_request, requests_left
from brobygger.notifications.models import NotificationStatus
from brobygger.sheets.domain.queries import sheet_values
from brobygger.visits.domain.visits import locked as locked_visit
from brobygger.visits.enums import IntroductionStatus, PromiseStatus, ThanksStatus
from brobygger.visits.exceptions import NobodyToThank, NotYetHeld
from brobygger.visits.models import Introduction, Promise, Thanks, Visit
from brobygger.visits.policies import INTRODUCTION, THANKS, IntroductionStep, ThanksStep

LINK_TIME = timedelta(days=60)
TO_REGRET = timedelta(minutes=10)


@dataclass(frozen=True)
class ThanksData:
    """The mail as one edits it. Promises and introductions are listed in it as they stand."""

    to_email: str = ""
    to_name: str = ""
    opening: str = ""
    heard: str = ""
    closing: str = ""


def composed(visit: Visit) -> ThanksData:
    """The mail we suggest, in the reader's language, from what was written on the visit.

    Our own notes are never in it.
    """
    contact = visit.contact
    email = (contact.email if contact else "") or visit.actor.email
    to = Recipient.at(email, visit.meets)
    with translation.override(to.language):
        return ThanksData(
            to_email=email,
            to_name=visit.meets,
            opening=_(
                "Tak, fordi I tog imod os. I gør en forskel, og det var godt at høre om. "
                "Her er det, vi tog med hjem."
            ),
            heard="\n".join(_heard(visit)),
            closing=_closing(visit),
        )


def _heard(visit: Visit) -> list[str]:
    values = sheet_values(visit.sheet)
    words = {
        "does": _("Det laver I: %(said)s"),
        "for_whom": _("Det er for: %(said)s"),
        "reach": _("I vil gerne nå: %(said)s"),
        "ideas": _("I går og tænker på: %(said)s"),
        "challenges": _("Det er svært lige nu: %(said)s"),
        "together": _("Det kan vi gøre for hinanden: %(said)s"),
    }
    return [
        line % {"said": values.text(field).strip()}
        for field, line in words.items()
        if values.text(field).strip()
    ]


def _closing(visit: Visit) -> str:
    visitors = [one.user for one in visit.visitors.select_related("user").order_by("id")]
    names = "\n".join(f"{one} · {one.email}" if one.name else one.email for one in visitors)
    ending = _("Har vi misforstået noget, så skriv eller ring. Venlig hilsen")
    return f"{ending}\n{names}\n{visit.workspace.name}"


@transaction.atomic
def write_thanks(*, visit: Visit, data: ThanksData, by: User) -> Thanks:
    """Keep the mail as it is written so far; nothing is sent. Raises PermissionDenied, NotNow."""
    visit = locked_visit(visit, by)
    thanks = _thanks_of(visit)
    thanks.status = THANKS.after(thanks.status, ThanksStep.WRITE)
    _put(thanks, data)
    thanks.save()
    return thanks


@transaction.atomic
def send_thanks(*, visit: Visit, data: ThanksData, by: User) -> Thanks:
    """Send the mail in ten minutes; until then it can be taken back.

    Raises PermissionDenied, NotYetHeld, NobodyToThank, NotNow.
    """
    visit = locked_visit(visit, by)
    if not visit.is_held:
        raise NotYetHeld
    if not data.to_email:
        raise NobodyToThank
    thanks = _thanks_of(visit)
    if thanks.status == ThanksStatus.STOPPED:
        thanks.status = ThanksStatus.DRAFT
    thanks.status = THANKS.after(thanks.status, ThanksStep.SEND)
    _put(thanks, data)
    thanks.leaves_at = clock.now() + TO_REGRET
    thanks.sent_by = by
    thanks.save()
    _record("thanks.queued", visit, by)
    return thanks


@transaction.atomic
def undo_thanks(*, visit: Visit, by: User) -> Thanks:
    """Take the mail back before it leaves, or that one has thanked in another way.

    Raises PermissionDenied, NotNow.
    """
    visit = locked_visit(visit, by)
    thanks = _thanks_of(visit)
    thanks.status = THANKS.after(thanks.status, ThanksStep.UNDO)
    thanks.leaves_at = None
    thanks.save()
    _record("thanks.undone", visit, by)
    return thanks


@transaction.atomic
def thanked_orally(*, visit: Visit, by: User) -> Thanks:
    """They have been thanked in another way: nobody is nudged any more.

    Raises PermissionDenied, NotYetHeld, NotNow.
    """
    visit = locked_visit(visit, by)
    if not visit.is_held:
        raise NotYetHeld
    thanks = _thanks_of(visit)
    thanks.status = THANKS.after(thanks.status, ThanksStep.SAY)
    thanks.sent_by = by
    thanks.save()
    _record("thanks.orally", visit, by)
    return thanks


def send_due() -> int:
    """Send the thank-yous whose ten minutes have passed; answers how many. Run every minute."""
    due = Thanks.objects.filter(status=ThanksStatus.LEAVING, leaves_at__lte=clock.now())
    keys = list(due.order_by("leaves_at").values_list("pk", flat=True)[:200])
    return sum(_leave(key) for key in keys)


def listed_promises(visit: Visit) -> list[Promise]:
    """What the mail says we promised."""
    kept_or_open = (PromiseStatus.OPEN, PromiseStatus.KEPT)
    return list(visit.promises.filter(status__in=kept_or_open).order_by("due_on", "id"))


def listed_introductions(visit: Visit) -> list[Introduction]:
    """Whom the mail offers to put them in touch with."""
    proposed = visit.introductions.filter(
        status=IntroductionStatus.PROPOSED, other__deleted_at__isnull=True
    ).exclude(other_id=visit.actor_id)
    return list(proposed.select_related("other").order_by("id"))


@transaction.atomic
def _leave(key: UUID) -> bool:
    thanks = (
        Thanks.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("visit__workspace", "visit__actor", "sent_by")
        .filter(pk=key, status=ThanksStatus.LEAVING)
        .first()
    )
    if thanks is None:  # taken back, or another worker has it
        return False
    visit = thanks.visit
    introductions = listed_introductions(visit)
    if introductions and not requests_left(thanks.to_email).left:
        # Being asked whom one wants to know is a request; the thank-you itself is none.
        introductions, thanks.without_introductions = [], True
    sent = _post(thanks, introductions)
    step = ThanksStep.LEAVE if sent else ThanksStep.STOP
    thanks.status = THANKS.after(thanks.status, step)
    thanks.leaves_at = None
    thanks.sent_at = clock.now() if sent else None
    thanks.save()
    _record("thanks.sent" if sent else "thanks.stopped", visit, thanks.sent_by)
    return sent


def _post(thanks: Thanks, introductions: list[Introduction]) -> bool:
    """Write the mail with its link. False when mails of this kind do not reach the person."""
    visit = thanks.visit
    expires_at = clock.now() + LINK_TIME
    link, token = issue_link(
        purpose=Purpose.VISIT_THANKS,
        subject=("visit", visit.pk),
        by=thanks.sent_by,
        expires_at=expires_at,
        workspace_id=visit.workspace_id,
        email=thanks.to_email,
    )
    mail = notify(
        "visit_thanks",
        to=Recipient.at(thanks.to_email, thanks.to_name),
        context={
            "actor": visit.actor.name,
            "workspace": visit.workspace.name,
            "by": str(thanks.sent_by or visit.workspace.name),
            "thanks": thanks,
            "promises": listed_promises(visit),
            "introductions": introductions,
            "url": absolute_url(reverse("visits:thanks_link", args=[token])),
            "until": expires_at,
        },
        key=f"visit_thanks:{link.pk}",
    )
    if mail.status != NotificationStatus.WAITING:
        revoke(link, by=thanks.sent_by)
        return False
    if introductions:
        count_request(kind="visit_thanks", email=thanks.to_email)
    for one in introductions:
        one.status = INTRODUCTION.after(one.status, IntroductionStep.OFFER)
        one.save(update_fields=["status"])
    return True


def _thanks_of(visit: Visit) -> Thanks:
    thanks, _created = Thanks.objects.select_for_update(of=("self",)).get_or_create(
        visit=visit, defaults={"workspace_id": visit.workspace_id}
    )
    return thanks


def _put(thanks: Thanks, data: ThanksData) -> None:
    thanks.to_email, thanks.to_name = data.to_email.strip(), data.to_name.strip()
    thanks.opening, thanks.heard, thanks.closing = data.opening, data.heard, data.closing


def _record(event: str, visit: Visit, by: User | None) -> None:
    record(
        event,
        by=by,
        on=("visit", visit.pk),
        workspace_id=visit.workspace_id,
        related=[("actor", visit.actor_id)],
    )
