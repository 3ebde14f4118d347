"""The pages of an agreement, for parties and for those who are not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.agreements.domain.freezing import end_agreement
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.domain.signing import decline_agreement
from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion, Signatory
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.notifications.models import Notification
from tests.factories.agreements import (
    make_agreement,
    make_contact,
    make_frozen,
    make_in_force,
    sign_all,
)

AsUser = Callable[[User], Client]


def url(name: str, collaboration: Collaboration, *args: object) -> str:
    return reverse(f"agreements:{name}", args=[collaboration.id, *args])


def test_before_there_is_one_the_page_says_what_is_carried_over(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "Begynd aftalen" in page
    assert "Det tager vi med fra samarbejdet" in page


def test_a_reader_sees_that_there_is_none(
    collaboration: Collaboration, reader: User, as_user: AsUser
) -> None:
    page = as_user(reader).get(url("agreement", collaboration)).content.decode()

    assert "Ingen aftale endnu" in page
    assert "<button" not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_a_party_begins(collaboration: Collaboration, fatma: User, as_user: AsUser) -> None:
    response = as_user(fatma).post(url("start", collaboration))

    assert response["Location"] == url("agreement", collaboration)
    assert Agreement.objects.get().created_by == fatma


def test_the_draft_shows_gaps_origin_and_what_is_missing(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    as_user(fatma).post(url("start", collaboration))

    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "4 ting mangler, før I kan skrive under" in page
    assert "samarbejdet</a>" in page
    assert "#field-resources" in page
    assert "Hvem er det for, og hvordan hører de om det?" in page


def test_a_finished_draft_can_be_sent(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_contact(collaboration, "Kvindeforeningen", "Amina", "amina@kvinder.example")
    make_agreement(collaboration, fatma)
    page = as_user(fatma).get(url("signatories", collaboration)).content.decode()
    assert 'value="amina@kvinder.example"' in page

    response = as_user(fatma).post(url("signatories", collaboration), named(collaboration))

    assert response.status_code == 302
    assert {one.email for one in Signatory.objects.all()} == {
        "a@kvinder.example",
        "a@senior.example",
    }
    assert Notification.objects.filter(kind="agreement_sign").count() == 2


def named(collaboration: Collaboration) -> dict[str, str]:
    data = {}
    for party in collaboration.parties.select_related("actor"):
        if not party.actor.is_host:
            data[f"{party.actor_id}-name"] = "Navn"
            host = party.actor.name[:6].lower()
            data[f"{party.actor_id}-email"] = (
                "a@senior.example" if host == "senior" else "a@kvinder.example"
            )
    return data


def test_a_missing_name_is_told_at_its_field_and_nothing_is_locked(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_agreement(collaboration, fatma)
    data = {key: value for key, value in named(collaboration).items() if "name" not in key}

    page = as_user(fatma).post(url("signatories", collaboration), data).content.decode()

    assert "form-error-message" in page
    assert Agreement.objects.get().status == AgreementStatus.DRAFT


def test_half_a_facilitator_is_told(
    collaboration: Collaboration, coordinator: User, as_user: AsUser
) -> None:
    make_agreement(collaboration, coordinator)
    host = collaboration.parties.get(actor__is_host=True).actor_id
    data = named(collaboration) | {f"{host}-name": "Karen"}

    page = as_user(coordinator).post(url("signatories", collaboration), data).content.decode()

    assert "Skriv både navn og e-mail" in page
    assert Agreement.objects.get().status == AgreementStatus.DRAFT


def test_an_unfinished_draft_is_not_sent(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    as_user(fatma).post(url("start", collaboration))

    page = as_user(fatma).post(url("signatories", collaboration), named(collaboration))

    assert "ting mangler" in page.content.decode()
    assert not AgreementVersion.objects.exists()


def test_a_locked_text_says_who_is_missing(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    version = make_frozen(collaboration, fatma)

    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "Vi venter på" in page
    assert version.content_hash in page
    assert "Vi har skrevet i dag" in page
    assert as_user(fatma).get(url("signatories", collaboration)).status_code == 302


def test_a_button_reminds(collaboration: Collaboration, fatma: User, as_user: AsUser) -> None:
    signatory = signatories_of(make_frozen(collaboration, fatma))[0]
    client = as_user(fatma)

    with clock.travel_to(clock.now() + timedelta(days=1)):
        client.post(url("remind", collaboration, signatory.id))
        again = client.post(url("remind", collaboration, signatory.id), follow=True)

    assert Notification.objects.filter(kind="agreement_remind").count() == 1
    assert "Vi har skrevet til vedkommende i dag" in again.content.decode()


def test_a_signatory_of_another_agreement_is_not_reminded_here(
    collaboration: Collaboration, fatma: User, coordinator: User, as_user: AsUser
) -> None:
    from tests.factories.collaborations import make_collaboration

    other = make_collaboration(collaboration.workspace, ["A", "B"], by=coordinator)
    signatory = signatories_of(make_frozen(other, coordinator))[0]

    response = as_user(fatma).post(url("remind", collaboration, signatory.id))

    assert response.status_code == 404


def test_a_signatory_with_an_account_comes_to_the_same_page(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    signatory = signatories_of(make_frozen(collaboration, fatma))[0]
    Signatory.objects.filter(id=signatory.id).update(email=fatma.email.upper())
    client = as_user(fatma)
    assert "Skriv under</button>" in client.get(url("agreement", collaboration)).content.decode()

    response = client.post(url("to_my_signature", collaboration), follow=True)

    assert response.redirect_chain[0][0].startswith("/sign/")
    assert "Send mig en kode" in response.content.decode()


def test_one_who_is_not_asked_gets_no_link(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_frozen(collaboration, fatma)

    assert as_user(fatma).post(url("to_my_signature", collaboration)).status_code == 404


def test_before_it_is_locked_there_is_nothing_to_sign(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_agreement(collaboration, fatma)

    response = as_user(fatma).post(url("to_my_signature", collaboration))

    assert response["Location"] == url("agreement", collaboration)


def test_the_text_can_be_taken_back(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_frozen(collaboration, fatma)
    client = as_user(fatma)

    page = client.post(url("withdraw", collaboration), follow=True).content.decode()

    assert Agreement.objects.get().status == AgreementStatus.DRAFT
    assert "Teksten er åben igen" in page
    again = client.post(url("withdraw", collaboration), follow=True).content.decode()
    assert "ikke sendt til underskrift" in again


def test_a_no_stands_on_the_draft(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    version = make_frozen(collaboration, fatma)
    decline_agreement(signatory=signatories_of(version)[1], reason="Torsdag går ikke")

    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "Underskriver 3 fra Seniornetværket ville ikke skrive under" in page
    assert "Torsdag går ikke" in page


def test_an_agreement_in_force_is_read_and_ended(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_in_force(collaboration, fatma)
    client = as_user(fatma)
    assert "Aftalen gælder fra" in client.get(url("agreement", collaboration)).content.decode()

    page = client.post(url("end", collaboration), follow=True).content.decode()

    assert "Aftalen er slut. I kan stadig læse den." in page
    assert Agreement.objects.get().ended_at is not None
    assert "Begynd en ny aftale" in page


def test_the_paper_is_the_one_that_was_stored(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    version = make_frozen(collaboration, fatma)
    client = as_user(fatma)
    assert client.get(url("pdf", collaboration, 1)).content == bytes(version.pdf)

    sign_all(version)
    response = client.get(url("pdf", collaboration, 1))

    assert version.signed_pdf is not None
    assert response.content == bytes(version.signed_pdf)
    assert response["Content-Type"] == "application/pdf"
    assert client.get(url("pdf", collaboration, 2)).status_code == 404


@pytest.mark.parametrize("name", ["withdraw", "end", "to_my_signature"])
def test_without_an_agreement_there_is_nothing_to_do(
    name: str, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    assert as_user(fatma).post(url(name, collaboration)).status_code == 404


def test_outsiders_find_nothing(
    collaboration: Collaboration, fatma: User, outsider: User, as_user: AsUser
) -> None:
    make_frozen(collaboration, fatma)

    assert as_user(outsider).get(url("agreement", collaboration)).status_code == 404
    assert as_user(outsider).get(url("pdf", collaboration, 1)).status_code == 404


def test_what_somebody_wrote_is_never_markup(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    make_frozen(collaboration, fatma, purpose="<script>alert(1)</script>")

    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_asks_the_database_as_often_whatever_the_size(
    collaboration: Collaboration,
    fatma: User,
    as_user: AsUser,
    django_assert_max_num_queries: object,
) -> None:
    make_in_force(collaboration, fatma)
    client = as_user(fatma)

    with django_assert_max_num_queries(28):  # type: ignore[operator]
        client.get(url("agreement", collaboration))


def test_in_english_everything_is_english(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    fatma.language = "en"
    fatma.save()
    end_agreement(agreement=make_in_force(collaboration, fatma).agreement, by=fatma)

    page = as_user(fatma).get(url("agreement", collaboration)).content.decode()

    assert "Common purpose" in page
    assert "The agreement ended" in page
