"""Choosing one's mails: on the account, or by the link in a mail; one click stops them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.notifications.domain.addresses import address_of, fingerprint
from brobygger.notifications.domain.choices import choice_of, choose
from brobygger.notifications.domain.sending import sweep
from brobygger.notifications.kinds import kind_of
from brobygger.notifications.models import Choice, MailChoice
from brobygger.notifications.tokens import token_for
from tests.mailserver import PostOffice
from tests.notifications.test_gathering import AMINA, MONDAY, code, meeting, text

pytestmark = pytest.mark.django_db
KIND = "meeting_reminder"
TOKEN = token_for(fingerprint(AMINA.email), [KIND])
STOP = f"/mail/stop/{TOKEN}/"


def chosen(kind: str = KIND) -> Choice:
    return choice_of(address_of(AMINA.email), kind_of(kind))


def path_of(header: str) -> str:
    return header.strip(" <>").removeprefix(settings.BASE_URL)


def test_a_mail_program_stops_a_kind_with_one_click(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        sweep()
    [mail] = office.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_of(mail["List-Unsubscribe"])

    program = Client(enforce_csrf_checks=True)
    response = program.post(path, {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, chosen()) == (204, Choice.NEVER)
    assert AMINA.email not in path
    assert f"<{settings.BASE_URL}{STOP}>".encode() in office.raw  # not wrapped in an encoding


def test_several_mails_in_one_are_stopped_together(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        meeting("Klubben")
        sweep()
    Client().post(path_of(office.mails[0]["List-Unsubscribe"]))

    assert chosen() == Choice.NEVER


def test_what_always_comes_offers_no_way_out(office: PostOffice) -> None:
    code()
    sweep()

    assert office.mails[0]["List-Unsubscribe"] is None
    assert "/mail/choices/" in text(office)


def test_every_mail_says_why_and_how_to_stop(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        sweep()
    html = office.mails[0].get_body(("html",))
    assert html is not None

    for words in (text(office), html.get_content()):
        assert "Du får mailen en uge før hvert møde" in words
        assert STOP in words


def test_looking_changes_nothing() -> None:
    page = Client().get(STOP).content.decode()

    assert "Stop de mails" in page
    assert chosen() == Choice.AT_ONCE


def test_after_the_stop_one_sees_what_still_comes_and_may_undo(client: Client) -> None:
    page = client.post(STOP, follow=True).content.decode()
    assert "Du får ikke flere af de mails" in page
    assert "Koder til at skrive under" in page

    client.post(reverse("notifications:resume", args=[TOKEN]))
    assert chosen() == Choice.AT_ONCE


@pytest.mark.parametrize("token", ["x", TOKEN[:-1], TOKEN.replace(KIND, "agreement_code")])
def test_a_link_that_is_none_of_ours_opens_nothing(client: Client, token: str) -> None:
    assert client.post(f"/mail/stop/{token}/").status_code == 404
    assert not MailChoice.objects.exists()


def test_nobody_can_stop_what_always_comes(client: Client) -> None:
    token = token_for(fingerprint(AMINA.email), ["agreement_code"])
    client.post(f"/mail/stop/{token}/")

    assert chosen("agreement_code") == Choice.AT_ONCE


def test_a_person_chooses_for_each_kind_and_the_hours(
    as_user: Callable[[User], Client], stranger: User
) -> None:
    client, page = as_user(stranger), reverse("notifications:preferences")
    first = client.get(page).context["form"]
    answers = {field.html_name: field.value() for field in first}
    answers |= {f"kind-{KIND}": "weekly", "quiet_from": 18, "quiet_until": 9, "weekends": "on"}
    assert client.post(page, answers).status_code == 302

    address = address_of(stranger.email)
    assert choice_of(address, kind_of(KIND)) == Choice.WEEKLY
    assert (address.quiet_from, address.quiet_until, address.weekends) == (18, 9, True)
    assert "De her mails kommer altid" in client.get(page).content.decode()


def test_without_an_account_the_link_opens_the_same_page(client: Client) -> None:
    page = reverse("notifications:choices", args=[token_for(fingerprint(AMINA.email), [])])
    form = client.get(page).context["form"]
    answers = {field.html_name: field.value() for field in form} | {f"kind-{KIND}": "never"}
    answers.pop("weekends")

    assert client.post(page, answers).status_code == 302
    assert chosen() == Choice.NEVER


def test_a_choice_a_kind_does_not_give_is_left_out() -> None:
    choose(fingerprint(AMINA.email), {"agreement_code": "weekly", KIND: "nonsense"})

    assert not MailChoice.objects.exists()
