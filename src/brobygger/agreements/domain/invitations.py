"""Mails to those who sign."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.agreements.document import Document, party_name, read_document
from brobygger.agreements.domain.queries import lock_agreement
from brobygger.agreements.exceptions import AskedToday, NotNow, SignedAlready
from brobygger.agreements.models import AgreementStatus, Signatory
from brobygger.agreements.policies import AGREEMENT, Step
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.core import clock
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify

LINK_TIME = timedelta(days=30)
# The receipt and the paper stay at hand for as long as an agreement usually runs.
RECEIPT_TIME = timedelta(days=400)


def invite(signatory: Signatory, document: Document, *, by: User) -> None:
    """Send the signatory their own link to the text, good for thirty days."""
    _ask("agreement_sign", f"agreement.sign:{signatory.id}", signatory, document, by)


@transaction.atomic
def remind_signatory(*, signatory: Signatory, by: User) -> None:
    """Ask once more, at most once a day, with a new link.

    Raises PermissionDenied, NotNow, SignedAlready, AskedToday.
    """
    agreement = signatory.version.agreement
    check_party(by, agreement.collaboration, Permission.PARTY_WRITE)
    agreement = lock_agreement(agreement)
    signatory = Signatory.objects.select_related("version").get(id=signatory.id)
    if not AGREEMENT.allows(agreement.status, Step.SIGN) or signatory.version.withdrawn_at:
        raise NotNow(AgreementStatus(agreement.status))
    if signatory.signed_at:
        raise SignedAlready
    if asked_today(signatory):
        raise AskedToday
    signatory.asked_at = clock.now()
    signatory.save(update_fields=["asked_at"])
    key = f"agreement.remind:{signatory.id}:{clock.today()}"
    _ask("agreement_remind", key, signatory, read_document(signatory.version), by)
    record(
        "agreement.reminded",
        by=by,
        on=("agreement", agreement.id),
        workspace_id=agreement.workspace_id,
        related=[("actor", signatory.actor_id)],
    )


def asked_today(signatory: Signatory) -> bool:
    """Whether the signatory has had a mail about this today."""
    return signatory.asked_at.astimezone(clock.DENMARK).date() == clock.today()


def signing_link(signatory: Signatory, *, by: User | None, good_for: timedelta = LINK_TIME) -> str:
    """The path of a new link for the signatory."""
    _link, token = issue_link(
        purpose=Purpose.SIGN_AGREEMENT,
        subject=("signatory", signatory.id),
        by=by,
        expires_at=clock.now() + good_for,
        workspace_id=signatory.workspace_id,
        email=signatory.email,
    )
    return reverse("agreements:sign", args=[token])


def tell_in_force(signatory: Signatory, document: Document) -> None:
    """Everybody has signed: here is the paper."""
    path = signing_link(signatory, by=signatory.version.frozen_by, good_for=RECEIPT_TIME)
    notify(
        "agreement_in_force",
        to=Recipient.at(signatory.email, signatory.name),
        context={
            "title": document.title,
            "parties": ", ".join(party.name for party in document.parties),
            "url": absolute_url(path),
        },
        key=f"agreement.in_force:{signatory.id}",
    )


def tell_declined(signatory: Signatory, document: Document, *, declined: Signatory) -> None:
    """Somebody will not sign this wording, and says why."""
    notify(
        "agreement_declined",
        to=Recipient.at(signatory.email, signatory.name),
        context={
            "title": document.title,
            "who": declined.name,
            "party": party_name(document, declined.actor_id),
            "reason": declined.decline_reason,
        },
        key=f"agreement.declined:{declined.id}:{signatory.id}",
    )


def tell_withdrawn(signatory: Signatory, *, by: User | None) -> None:
    """The text is being changed: the link does not work any more."""
    document = read_document(signatory.version)
    notify(
        "agreement_withdrawn",
        to=Recipient.at(signatory.email, signatory.name),
        context={
            "title": document.title,
            "sender": str(by) if by else "",
            "signed": signatory.signed_at is not None,
        },
        key=f"agreement.withdrawn:{signatory.id}",
    )


def _ask(kind: str, key: str, signatory: Signatory, document: Document, by: User) -> None:
    notify(
        kind,
        to=Recipient.at(signatory.email, signatory.name),
        context={
            "title": document.title,
            "party": party_name(document, signatory.actor_id),
            "parties": ", ".join(party.name for party in document.parties),
            "sender": str(by),
            "url": absolute_url(signing_link(signatory, by=by)),
            "expires_at": clock.now() + LINK_TIME,
        },
        key=key,
    )
