"""The page behind the link in the mail: no account, no harm, and it explains itself."""

from datetime import timedelta

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.agreements.domain.codes import send_code
from brobygger.agreements.domain.freezing import withdraw_version
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion, Signatory
from brobygger.core import clock
from brobygger.notifications.models import Notification
from tests.agreements.conftest import frozen
from tests.factories.agreements import code_of, make_signed, sign_all, token_of

BEGINS_WITH = frozen


@pytest.fixture
def signatory(version: AgreementVersion) -> Signatory:
    return signatories_of(version)[0]


@pytest.fixture
def token(signatory: Signatory) -> str:
    return token_of(signatory)


def sign(client: Client, signatory: Signatory, token: str, **changes: str) -> str:
    data = {
        "name": "Amina Ali",
        "code": code_of(signatory),
        "shown_hash": signatory.version.content_hash,
    }
    response = client.post(f"/sign/{token}/signature/", data | changes, follow=True)
    return response.content.decode()


def test_the_whole_text_stands_there_with_its_fingerprint(
    client: Client, signatory: Signatory, token: str
) -> None:
    response = client.get(f"/sign/{token}/")

    page = response.content.decode()
    assert "Flere kvinder kan selv føre foreningens regnskab." in page
    assert signatory.version.content_hash in page
    assert signatory.email in page
    assert "no-store" in response["Cache-Control"]


def test_looking_changes_nothing(client: Client, signatory: Signatory, token: str) -> None:
    for _ in range(3):
        client.get(f"/sign/{token}/")
        client.get(f"/sign/{token}/decline/")

    signatory.refresh_from_db()
    assert (signatory.signed_at, signatory.code_hash, signatory.declined_at) == (None, "", None)


def test_from_link_to_signature(client: Client, signatory: Signatory, token: str) -> None:
    page = client.post(f"/sign/{token}/code/", follow=True).content.decode()
    assert "Skriv under på aftalen" in page

    receipt = sign(client, signatory, token)

    assert "Du har skrevet under" in receipt
    assert "Vi venter på:" in receipt
    signatory.refresh_from_db()
    assert signatory.signed_name == "Amina Ali"


def test_the_last_one_sees_that_it_is_in_force(
    client: Client, version: AgreementVersion, signatory: Signatory, token: str
) -> None:
    make_signed(signatories_of(version)[1])
    send_code(signatory=signatory)

    assert "Alle har skrevet under. Aftalen gælder." in sign(client, signatory, token)


def test_a_wrong_code_keeps_the_name(client: Client, signatory: Signatory, token: str) -> None:
    send_code(signatory=signatory)
    wrong = f"{(int(code_of(signatory)) + 1) % 10**6:06}"

    page = sign(client, signatory, token, code=wrong)

    assert "Koden passer ikke" in page
    assert 'value="Amina Ali"' in page
    signatory.refresh_from_db()
    assert signatory.signed_at is None


def test_a_changed_fingerprint_signs_nothing(
    client: Client, signatory: Signatory, token: str
) -> None:
    send_code(signatory=signatory)

    page = sign(client, signatory, token, shown_hash="f" * 64)

    assert "Der er ikke skrevet under" in page
    signatory.refresh_from_db()
    assert signatory.signed_at is None


def test_a_signature_without_name_is_told(client: Client, signatory: Signatory, token: str) -> None:
    send_code(signatory=signatory)

    assert "form-error" in sign(client, signatory, token, name="")


def test_signing_twice_shows_the_receipt(client: Client, signatory: Signatory, token: str) -> None:
    send_code(signatory=signatory)
    code = code_of(signatory)
    sign(client, signatory, token)
    signatory.refresh_from_db()
    first = signatory.signed_at

    page = sign(client, signatory, token, code=code, name="En anden")

    assert "Du har allerede skrevet under" in page
    signatory.refresh_from_db()
    assert (signatory.signed_at, signatory.signed_name) == (first, "Amina Ali")


def test_after_signing_the_link_gives_the_paper(
    client: Client, version: AgreementVersion, token: str
) -> None:
    assert client.get(f"/sign/{token}/agreement.pdf").content == bytes(version.pdf)
    sign_all(version)

    assert version.signed_pdf is not None
    assert client.get(f"/sign/{token}/agreement.pdf").content == bytes(version.signed_pdf)
    assert client.get(f"/sign/{token}/decline/")["Location"] == f"/sign/{token}/"


def test_the_mail_when_it_is_in_force_leads_to_the_receipt(
    client: Client, version: AgreementVersion, signatory: Signatory
) -> None:
    sign_all(version)

    with clock.travel_to(clock.now() + timedelta(days=200)):
        page = client.get(f"/sign/{token_of(signatory)}/").content.decode()

    assert "Aftalen gælder" in page


def test_a_code_too_many_is_explained(client: Client, signatory: Signatory, token: str) -> None:
    client.post(f"/sign/{token}/code/")

    page = client.post(f"/sign/{token}/code/", follow=True).content.decode()

    assert "Vi har lige sendt dig en kode" in page
    assert Notification.objects.filter(kind="agreement_code").count() == 1


def test_an_old_link_explains_itself(
    client: Client, signatory: Signatory, token: str, coordinator: User
) -> None:
    with clock.travel_to(clock.now() + timedelta(days=31)):
        response = client.get(f"/sign/{token}/")
        tried = client.post(f"/sign/{token}/code/")

    assert (response.status_code, tried.status_code) == (410, 410)
    page = response.content.decode()
    assert "Linket er for gammelt" in page
    assert f"mailto:{coordinator.email}" in page


def test_a_link_to_a_withdrawn_text_explains_itself(
    client: Client, version: AgreementVersion, token: str, coordinator: User
) -> None:
    withdraw_version(agreement=version.agreement, by=coordinator)

    response = client.get(f"/sign/{token}/")

    assert response.status_code == 410
    assert "Linket er lukket" in response.content.decode()


@pytest.mark.parametrize("path", ["", "decline/", "agreement.pdf"])
def test_a_guessed_link_explains_itself(client: Client, db: None, path: str) -> None:
    response = client.get(f"/sign/gaettet/{path}")

    assert response.status_code == 404
    assert "Linket findes ikke" in response.content.decode()


def test_no_is_an_answer(client: Client, signatory: Signatory, token: str) -> None:
    response = client.post(f"/sign/{token}/decline/", {"reason": "Torsdag går ikke."})

    page = response.content.decode()
    assert "De andre har fået dit svar" in page
    assert "Torsdag går ikke." in page
    assert Agreement.objects.get().status == AgreementStatus.DRAFT
    assert client.post(f"/sign/{token}/decline/", {"reason": "Igen"}).status_code == 410


def test_no_without_a_reason_is_asked_why(client: Client, signatory: Signatory, token: str) -> None:
    page = client.post(f"/sign/{token}/decline/", {"reason": " "}).content.decode()

    assert "form-error" in page
    assert Agreement.objects.get().status == AgreementStatus.SIGNING


def test_the_trail_knows_a_signatory_with_an_account(
    client: Client, signatory: Signatory, token: str, fatma: User
) -> None:
    from brobygger.audit.models import AuditEvent

    client.force_login(fatma, backend="allauth.account.auth_backends.AuthenticationBackend")
    send_code(signatory=signatory)

    sign(client, signatory, token)

    assert AuditEvent.objects.get(event="agreement.signed").by_id == fatma.id


def test_the_mails_of_signing_are_what_they_say(signatory: Signatory) -> None:
    mail = Notification.objects.get(kind="agreement_sign", to_email=signatory.email)

    assert mail.subject == "Skriv under: Regnskab med ro på"
    assert "for Kvindeforeningen" in mail.text
    assert "http" in mail.text
