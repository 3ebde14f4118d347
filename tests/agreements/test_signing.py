"""Signing: the text shown, by the one who was asked, once."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from brobygger.accounts.models import User
from brobygger.agreements.domain.codes import (
    ATTEMPTS,
    CODES_A_DAY,
    COOLDOWN,
    GOOD_FOR,
    has_live_code,
    send_code,
)
from brobygger.agreements.domain.freezing import withdraw_version
from brobygger.agreements.domain.invitations import remind_signatory
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.domain.signing import decline_agreement, sign_agreement
from brobygger.agreements.exceptions import (
    AskedToday,
    CodeJustSent,
    NameMissing,
    NoCode,
    NotNow,
    OtherText,
    ReasonMissing,
    SignedAlready,
    TooManyCodes,
    WrongCode,
)
from brobygger.agreements.models import (
    Agreement,
    AgreementStatus,
    AgreementVersion,
    IdentityLevel,
    Signatory,
)
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.models import OutboxEvent
from brobygger.notifications.models import Notification
from tests.agreements.conftest import frozen
from tests.factories.agreements import code_of, make_signed, sign_all

BEGINS_WITH = frozen


@pytest.fixture
def signatory(version: AgreementVersion) -> Signatory:
    return signatories_of(version)[0]


def sign(signatory: Signatory, code: str, name: str = "Amina Ali", shown: str = "") -> Signatory:
    shown_hash = shown or signatory.version.content_hash
    return sign_agreement(signatory=signatory, name=name, code=code, shown_hash=shown_hash)


def test_name_and_code_are_a_signature(signatory: Signatory) -> None:
    send_code(signatory=signatory)

    sign(signatory, code_of(signatory))

    signatory.refresh_from_db()
    assert signatory.signed_name == "Amina Ali"
    assert signatory.signed_at is not None
    assert signatory.identity_level == IdentityLevel.EMAIL_CODE
    assert signatory.signed_hash == signatory.version.content_hash
    assert AuditEvent.objects.filter(event="agreement.signed").count() == 1


def test_a_code_may_be_written_with_a_space(signatory: Signatory) -> None:
    send_code(signatory=signatory)
    code = code_of(signatory)

    assert sign(signatory, f" {code[:3]} {code[3:]} ").signed_at


def test_only_a_keyed_hash_of_the_code_is_kept(signatory: Signatory) -> None:
    send_code(signatory=signatory)

    signatory.refresh_from_db()
    assert code_of(signatory) not in signatory.code_hash
    assert len(signatory.code_hash) == 64


def test_a_wrong_code_is_refused_and_counted(signatory: Signatory) -> None:
    send_code(signatory=signatory)
    wrong = f"{(int(code_of(signatory)) + 1) % 10**6:06}"

    with pytest.raises(WrongCode, match="Forsøg tilbage: 4"):
        sign(signatory, wrong)

    signatory.refresh_from_db()
    assert (signatory.signed_at, signatory.code_attempts) == (None, 1)


def test_after_five_tries_the_right_code_helps_no_more(signatory: Signatory) -> None:
    send_code(signatory=signatory)
    right = code_of(signatory)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(ATTEMPTS):
        with pytest.raises((WrongCode, NoCode)):
            sign(signatory, wrong)

    with pytest.raises(NoCode):
        sign(signatory, right)


def test_a_code_is_good_for_a_quarter_of_an_hour(signatory: Signatory) -> None:
    send_code(signatory=signatory)
    code = code_of(signatory)

    with clock.travel_to(clock.now() + GOOD_FOR), pytest.raises(NoCode):
        sign(signatory, code)


def test_a_code_is_for_one_signatory(version: AgreementVersion) -> None:
    first, second = signatories_of(version)
    send_code(signatory=first)

    with pytest.raises(NoCode):
        sign(second, code_of(first))


def test_without_a_code_nobody_signs(signatory: Signatory) -> None:
    with pytest.raises(NoCode):
        sign(signatory, "")


def test_a_new_code_replaces_the_old_one(signatory: Signatory) -> None:
    send_code(signatory=signatory)
    old = code_of(signatory)
    with clock.travel_to(clock.now() + COOLDOWN):
        send_code(signatory=signatory)
        new = code_of(signatory)
        if old != new:
            with pytest.raises(WrongCode):
                sign(signatory, old)
        assert sign(signatory, new).signed_at


def test_codes_are_not_sent_in_a_hurry(signatory: Signatory) -> None:
    send_code(signatory=signatory)

    with pytest.raises(CodeJustSent):
        send_code(signatory=signatory)
    assert Notification.objects.filter(kind="agreement_code").count() == 1


def test_there_is_a_limit_to_codes_in_a_day(signatory: Signatory) -> None:
    noon = clock.now().replace(hour=11, minute=0) + timedelta(days=1)
    for number in range(CODES_A_DAY):
        with clock.travel_to(noon + number * COOLDOWN * 2):
            send_code(signatory=signatory)

    with clock.travel_to(noon + timedelta(hours=1)), pytest.raises(TooManyCodes):
        send_code(signatory=signatory)
    with clock.travel_to(noon + timedelta(days=1)):
        send_code(signatory=signatory)
    signatory.refresh_from_db()
    assert signatory.codes_today == 1


def test_another_text_than_the_one_shown_is_not_signed(signatory: Signatory) -> None:
    send_code(signatory=signatory)

    with pytest.raises(OtherText):
        sign(signatory, code_of(signatory), shown="0" * 64)

    signatory.refresh_from_db()
    assert (signatory.signed_at, signatory.code_attempts) == (None, 0)


def test_a_text_changed_in_the_database_is_not_signed(signatory: Signatory) -> None:
    changed = signatory.version.content.replace("2 timer", "9 timer")
    AgreementVersion.objects.filter(id=signatory.version_id).update(content=changed)
    signatory.version.refresh_from_db()
    send_code(signatory=signatory)

    with pytest.raises(OtherText):
        sign(signatory, code_of(signatory))


def test_a_signature_needs_a_name(signatory: Signatory) -> None:
    send_code(signatory=signatory)

    with pytest.raises(NameMissing):
        sign(signatory, code_of(signatory), name="  ")


def test_nobody_signs_twice(signatory: Signatory) -> None:
    make_signed(signatory)

    with pytest.raises(SignedAlready):
        make_signed(signatory)
    with pytest.raises(SignedAlready):
        send_code(signatory=signatory)
    assert AuditEvent.objects.filter(event="agreement.signed").count() == 1


def test_a_withdrawn_text_is_not_signed(version: AgreementVersion, coordinator: User) -> None:
    signatory = signatories_of(version)[0]
    send_code(signatory=signatory)
    code = code_of(signatory)
    withdraw_version(agreement=version.agreement, by=coordinator)

    with pytest.raises(NotNow):
        sign(signatory, code)


def test_half_a_signature_is_refused_by_the_database(signatory: Signatory) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Signatory.objects.filter(id=signatory.id).update(signed_at=clock.now())


def test_when_the_last_has_signed_it_is_in_force(version: AgreementVersion) -> None:
    sign_all(version)

    agreement = Agreement.objects.get(id=version.agreement_id)
    assert agreement.status == AgreementStatus.IN_FORCE
    assert version.in_force_at is not None
    event = OutboxEvent.objects.get(name="agreement.in_force")
    assert event.payload == {
        "agreement_id": str(agreement.id),
        "version_id": str(version.id),
        "collaboration_id": str(agreement.collaboration_id),
    }


def test_not_before_the_last(version: AgreementVersion, signatory: Signatory) -> None:
    make_signed(signatory)

    version.refresh_from_db()
    assert version.in_force_at is None
    assert not OutboxEvent.objects.filter(name="agreement.in_force").exists()


def test_the_signed_paper_names_everybody(version: AgreementVersion) -> None:
    sign_all(version)

    assert version.signed_pdf is not None
    pages = PdfReader(BytesIO(bytes(version.signed_pdf))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Underskriver 2" in text
    assert "engangskode" in text
    assert "Alle har skrevet under" in text


def test_the_signed_paper_carries_the_text_that_was_hashed(version: AgreementVersion) -> None:
    sign_all(version)

    assert version.signed_pdf is not None
    [attached] = PdfReader(BytesIO(bytes(version.signed_pdf))).attachments["aftale.json"]
    assert hashlib.sha256(attached).hexdigest() == version.content_hash


def test_everybody_hears_that_it_is_in_force(version: AgreementVersion) -> None:
    sign_all(version)

    told = Notification.objects.filter(kind="agreement_in_force")
    assert {mail.to_email for mail in told} == {one.email for one in signatories_of(version)}


def test_no_is_an_answer_and_opens_the_draft(version: AgreementVersion) -> None:
    first, second = signatories_of(version)

    decline_agreement(signatory=first, reason="Torsdag går ikke.")

    assert Agreement.objects.get(id=version.agreement_id).status == AgreementStatus.DRAFT
    told = Notification.objects.get(kind="agreement_declined")
    assert told.to_email == second.email
    assert "Torsdag går ikke." in told.text
    first.refresh_from_db()
    assert (first.declined_at is not None, first.decline_reason) == (True, "Torsdag går ikke.")


def test_no_needs_a_reason(signatory: Signatory) -> None:
    with pytest.raises(ReasonMissing):
        decline_agreement(signatory=signatory, reason=" ")


def test_who_has_signed_cannot_say_no(signatory: Signatory) -> None:
    make_signed(signatory)

    with pytest.raises(SignedAlready):
        decline_agreement(signatory=signatory, reason="Fortrudt")


def test_one_reminder_a_day(signatory: Signatory, fatma: User) -> None:
    with pytest.raises(AskedToday):
        remind_signatory(signatory=signatory, by=fatma)

    with clock.travel_to(clock.now() + timedelta(days=1)):
        remind_signatory(signatory=signatory, by=fatma)
        with pytest.raises(AskedToday):
            remind_signatory(signatory=signatory, by=fatma)
    assert Notification.objects.filter(kind="agreement_remind").count() == 1


def test_who_has_signed_is_left_in_peace(signatory: Signatory, fatma: User) -> None:
    make_signed(signatory)

    with clock.travel_to(clock.now() + timedelta(days=1)), pytest.raises(SignedAlready):
        remind_signatory(signatory=signatory, by=fatma)


def test_a_code_is_live_until_it_is_used(signatory: Signatory) -> None:
    assert not has_live_code(signatory)
    send_code(signatory=signatory)
    signatory.refresh_from_db()
    assert has_live_code(signatory)

    make_signed(signatory)

    signatory.refresh_from_db()
    assert not has_live_code(signatory)
