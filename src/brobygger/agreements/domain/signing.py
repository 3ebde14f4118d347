"""Signing, and saying no."""

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.agreements.content import content_hash
from brobygger.agreements.document import read_document
from brobygger.agreements.domain.codes import check_code
from brobygger.agreements.domain.freezing import take_back
from brobygger.agreements.domain.invitations import tell_declined, tell_in_force
from brobygger.agreements.domain.queries import lock_agreement, signatories_of
from brobygger.agreements.exceptions import (
    NameMissing,
    NotNow,
    OtherText,
    ReasonMissing,
    SignedAlready,
)
from brobygger.agreements.models import (
    Agreement,
    AgreementStatus,
    AgreementVersion,
    IdentityLevel,
    Signatory,
)
from brobygger.agreements.policies import AGREEMENT, Step
from brobygger.agreements.printing import version_pdf
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.core.events import emit


def sign_agreement(
    *, signatory: Signatory, name: str, code: str, shown_hash: str, by: User | None = None
) -> Signatory:
    """Sign with name and code. When the last one signs, the agreement is in force.

    `shown_hash` is the fingerprint of the text that was on the screen: another text is not signed.
    Raises NameMissing, OtherText, NotNow, SignedAlready, WrongCode, NoCode.
    """
    # Cheap mistakes first: they should not cost one of the five tries.
    if not name.strip():
        raise NameMissing
    _check_text(signatory.version, shown_hash)
    check_code(signatory, code)
    return record_signature(
        signatory=signatory,
        name=name,
        shown_hash=shown_hash,
        identity_level=IdentityLevel.EMAIL_CODE,
        by=by,
    )


@transaction.atomic
def record_signature(
    *,
    signatory: Signatory,
    name: str,
    shown_hash: str,
    identity_level: IdentityLevel,
    by: User | None = None,
) -> Signatory:
    """Put a name on the agreement; the caller has made sure whose it is.

    Two who sign at once wait for each other, so exactly one of them is the last.
    Raises NameMissing, OtherText, NotNow, SignedAlready.
    """
    if not name.strip():
        raise NameMissing
    agreement = lock_agreement(signatory.version.agreement)
    signatory = Signatory.objects.select_related("version", "version__agreement").get(
        id=signatory.id
    )
    version = signatory.version
    if signatory.signed_at:
        raise SignedAlready
    if version.withdrawn_at:
        raise NotNow(AgreementStatus(agreement.status))
    AGREEMENT.after(agreement.status, Step.SIGN)
    _check_text(version, shown_hash)
    signatory.signed_name = name.strip()[:200]
    signatory.signed_at = clock.now()
    signatory.identity_level = identity_level
    signatory.signed_hash = version.content_hash
    signatory.code_hash = ""
    signatory.save()
    _record("agreement.signed", agreement, by, signatory)
    if not version.signatories.filter(signed_at__isnull=True).exists():
        _enter_into_force(agreement, version)
    return signatory


@transaction.atomic
def decline_agreement(*, signatory: Signatory, reason: str, by: User | None = None) -> None:
    """Say no to this wording, and why. The draft opens again and the others are told.

    Raises ReasonMissing, NotNow, SignedAlready.
    """
    if not reason.strip():
        raise ReasonMissing
    agreement = lock_agreement(signatory.version.agreement)
    signatory = Signatory.objects.select_related("version").get(id=signatory.id)
    if signatory.signed_at:
        raise SignedAlready
    if signatory.version.withdrawn_at:
        raise NotNow(AgreementStatus(agreement.status))
    AGREEMENT.after(agreement.status, Step.DECLINE)
    signatory.declined_at = clock.now()
    signatory.decline_reason = reason.strip()[:2000]
    signatory.save(update_fields=["declined_at", "decline_reason"])
    document = read_document(signatory.version)
    others = [one for one in signatories_of(signatory.version) if one.id != signatory.id]
    take_back(agreement, Step.DECLINE, by=by)
    for other in others:
        tell_declined(other, document, declined=signatory)
    _record("agreement.declined", agreement, by, signatory)


def _enter_into_force(agreement: Agreement, version: AgreementVersion) -> None:
    agreement.status = AGREEMENT.after(agreement.status, Step.SIGN_LAST)
    agreement.save(update_fields=["status"])
    document = read_document(version)
    version.in_force_at = clock.now()
    version.signed_pdf = version_pdf(document, version)
    version.save(update_fields=["in_force_at", "signed_pdf"])
    for signatory in signatories_of(version):
        tell_in_force(signatory, document)
    _record("agreement.in_force", agreement, None)
    emit(
        "agreement.in_force",
        key=str(version.id),
        payload={
            "agreement_id": str(agreement.id),
            "version_id": str(version.id),
            "collaboration_id": str(agreement.collaboration_id),
        },
    )


def _check_text(version: AgreementVersion, shown_hash: str) -> None:
    """The text shown, the text kept and the fingerprint must be one."""
    if not shown_hash == version.content_hash == content_hash(version.content):
        raise OtherText


def _record(
    event: str, agreement: Agreement, by: User | None, signatory: Signatory | None = None
) -> None:
    related = [("collaboration", agreement.collaboration_id)]
    if signatory is not None:
        related.append(("actor", signatory.actor_id))
    record(
        event,
        by=by,
        on=("agreement", agreement.id),
        workspace_id=agreement.workspace_id,
        related=related,
    )
