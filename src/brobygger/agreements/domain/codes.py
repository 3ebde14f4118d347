"""The six digits that show that whoever signs also reads the mail."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from brobygger.agreements.domain.queries import lock_agreement
from brobygger.agreements.exceptions import (
    CodeJustSent,
    NoCode,
    NotNow,
    SignedAlready,
    TooManyCodes,
    WrongCode,
)
from brobygger.agreements.models import AgreementStatus, Signatory
from brobygger.agreements.policies import AGREEMENT, Step
from brobygger.core import clock
from brobygger.notifications.domain.notify import Recipient, notify

GOOD_FOR = timedelta(minutes=10)
COOLDOWN = timedelta(minutes=1)
ATTEMPTS = 5
CODES_A_DAY = 10


@transaction.atomic
def send_code(*, signatory: Signatory) -> None:
    """Send a new code to the signatory's own address; an earlier one no longer counts.

    Raises NotNow, SignedAlready, CodeJustSent, TooManyCodes.
    """
    signatory = _may_sign(signatory)
    now = clock.now()
    today = bool(signatory.code_sent_at) and _day(signatory) == clock.today()
    if signatory.code_sent_at and now - signatory.code_sent_at < COOLDOWN:
        raise CodeJustSent
    if today and signatory.codes_today >= CODES_A_DAY:
        raise TooManyCodes
    code = f"{secrets.randbelow(10**6):06}"
    signatory.code_hash = _hash(signatory, code)
    signatory.code_sent_at = now
    signatory.code_expires_at = now + GOOD_FOR
    signatory.code_attempts = 0
    signatory.codes_today = signatory.codes_today + 1 if today else 1
    signatory.save()
    notify(
        "agreement_code",
        to=Recipient.at(signatory.email, signatory.name),
        context={"code": code, "minutes": int(GOOD_FOR.total_seconds() // 60)},
        key=f"agreement.code:{signatory.id}:{now.isoformat()}",
        until=signatory.code_expires_at,
    )


def has_live_code(signatory: Signatory) -> bool:
    """Whether a code is out that can still be used."""
    return bool(
        signatory.code_hash
        and signatory.code_expires_at
        and signatory.code_expires_at > clock.now()
        and signatory.code_attempts < ATTEMPTS
    )


def check_code(signatory: Signatory, code: str) -> None:
    """Raise WrongCode or NoCode unless this is the code that was sent.

    Each try is counted before it is compared, and stays counted when the answer is no.
    """
    with transaction.atomic():
        signatory = _may_sign(signatory)
        live = has_live_code(signatory)
        if live:
            signatory.code_attempts += 1
            signatory.save(update_fields=["code_attempts"])
    if not live:
        raise NoCode
    digits = "".join(letter for letter in code if letter.isdigit())
    if not constant_time_compare(_hash(signatory, digits), signatory.code_hash):
        left = ATTEMPTS - signatory.code_attempts
        raise WrongCode(left) if left else NoCode


def _may_sign(signatory: Signatory) -> Signatory:
    """The signatory as they are now, held until the transaction ends."""
    agreement = lock_agreement(signatory.version.agreement)
    fresh = Signatory.objects.select_related("version").get(id=signatory.id)
    if fresh.signed_at:
        raise SignedAlready
    if fresh.version.withdrawn_at or not AGREEMENT.allows(agreement.status, Step.SIGN):
        raise NotNow(AgreementStatus(agreement.status))
    return fresh


def _day(signatory: Signatory) -> object:
    assert signatory.code_sent_at is not None
    return signatory.code_sent_at.astimezone(clock.DENMARK).date()


def _hash(signatory: Signatory, code: str) -> str:
    # Six digits are few: without our key the table alone would give them away.
    return salted_hmac("agreements.code", f"{signatory.id}:{code}", algorithm="sha256").hexdigest()
