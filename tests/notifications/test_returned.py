"""Mails that come back: read, believed only when they are about ours, and shown."""

import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.notifications.domain.addresses import returned_among, try_again
from brobygger.notifications.domain.notify import notify
from brobygger.notifications.domain.queries import mail_state
from brobygger.notifications.domain.sending import deliver
from brobygger.notifications.models import Letter, MailAddress, Notification
from brobygger.notifications.returned.receiving import read_maildir, receive
from brobygger.notifications.tasks import read_returned
from brobygger.workspaces.models import Workspace
from tests.mailserver import PostOffice
from tests.notifications.test_gathering import AMINA, code

pytestmark = pytest.mark.django_db
WORDS = {"code": "123456", "minutes": 10}


def report(
    letter: Letter | str,
    *,
    to: str = AMINA.email,
    status: str = "5.1.1",
    action: str = "failed",
    whole: bool = False,
    sent_to: str = "post@brobygger.example",
) -> bytes:
    """What a mail server sends back."""
    number = letter if isinstance(letter, str) else str(letter.id)
    head = f"From: x@y.example\nMessage-ID: <{number}@localhost>\nSubject: Hej\n\n"
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    lines = [
        f"To: {sent_to}",
        "From: MAILER-DAEMON@mail.example",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "It did not arrive.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mail.example",
        "",
        f"Final-Recipient: rfc822; {to}",
        f"Action: {action}",
        f"Status: {status}",
        "",
        "--b",
        f"Content-Type: {kind}",
        "",
        head,
        "--b--",
    ]
    return "\n".join(lines).encode()


@pytest.fixture
def letter(office: PostOffice) -> Letter:
    """A letter that has been sent."""
    mail = code()
    deliver(mail.to_email)
    return Letter.objects.get()


@pytest.mark.parametrize("whole", [True, False])
def test_a_letter_that_came_back_stops_what_follows(letter: Letter, whole: bool) -> None:
    assert receive(report(letter, to="AMINA@koret.example", whole=whole)) is True

    assert Notification.objects.get().status == "returned"
    assert returned_among([AMINA.email, "bo@klub.example"]) == {AMINA.email}
    assert code().status == "held"
    assert deliver(AMINA.email) == 0


def test_the_return_address_names_the_letter(letter: Letter, settings: Settings) -> None:
    settings.MAIL_BOUNCES_TO = "retur+{id}@by.example"
    named = report("nothing", sent_to=f"retur+{letter.id.hex}@by.example")

    assert receive(named) is True


def test_mails_are_sent_from_the_return_address(office: PostOffice, settings: Settings) -> None:
    settings.MAIL_BOUNCES_TO = "retur+{id}@by.example"
    code()
    deliver(AMINA.email)

    [sender] = office.senders
    assert sender == f"retur+{Letter.objects.get().id.hex}@by.example"
    assert office.mails[0]["From"] == settings.DEFAULT_FROM_EMAIL


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"to": "anden@koret.example"}, False),
        ({"action": "delayed", "status": "4.4.1"}, False),
        ({"action": "delivered", "status": "2.0.0"}, False),
    ],
)
def test_what_is_no_failure_of_ours_changes_nothing(
    letter: Letter, change: dict[str, str], answer: bool
) -> None:
    assert receive(report(letter, **change)) is answer  # type: ignore[arg-type]
    assert not returned_among([AMINA.email])


def test_a_report_about_a_letter_we_never_sent_is_not_believed(letter: Letter) -> None:
    assert receive(report("01a20023-1a2a-70a3-8b58-950d189f5d47")) is False


def test_an_answer_by_a_person_is_no_report(letter: Letter) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Jeg er på ferie"
    mail.set_content("Til mandag")

    assert receive(mail.as_bytes()) is None


@pytest.mark.parametrize("junk", [b"", b"\x00\xff\xfe", b"Content-Type: multipart/report\n\nx"])
def test_junk_is_no_report(junk: bytes) -> None:
    assert receive(junk) is None


@pytest.mark.parametrize("status", ["4.4.7", "5.2.2"])
def test_not_now_three_times_in_a_row_is_never(office: PostOffice, status: str) -> None:
    for number in range(3):
        assert not returned_among([AMINA.email])
        code(str(number))
        deliver(AMINA.email)
        newest = Letter.objects.order_by("created_at").last()
        assert newest is not None
        receive(report(newest, status=status))

    assert returned_among([AMINA.email])


def test_a_mail_that_arrived_in_between_starts_the_count_again(office: PostOffice) -> None:
    for number, arrives in enumerate([False, False, True, False]):
        code(str(number))
        deliver(AMINA.email)
        newest = Letter.objects.order_by("created_at").last()
        assert newest is not None
        if not arrives:
            receive(report(newest, status="4.4.7"))

    assert not returned_among([AMINA.email])


def test_trying_again_sends_what_was_held_and_writes_anew(
    letter: Letter, office: PostOffice, run_jobs: Callable[[], int]
) -> None:
    receive(report(letter))
    code("222222")
    first = Notification.objects.get(letter=letter)
    assert notify("agreement_code", to=AMINA, context=WORDS, key=first.key) == first

    try_again(" Amina@koret.example ")
    run_jobs()
    assert len(office.mails) == 2
    assert notify("agreement_code", to=AMINA, context=WORDS, key=first.key).status == "waiting"
    receive(report(letter))  # the old report, told twice
    assert not returned_among([AMINA.email])


def test_a_refusal_at_the_door_is_a_mail_that_came_back(office: PostOffice) -> None:
    office.refuse_recipients = "550 5.1.1 no such person"
    code()
    deliver(AMINA.email)

    assert returned_among([AMINA.email])


def test_a_maildir_is_read_and_what_is_no_report_stays(
    letter: Letter, tmp_path: Path, settings: Settings
) -> None:
    box = mailbox.Maildir(tmp_path / "retur")
    box.add(report(letter))
    box.add(b"Subject: Hej\n\nTil mandag")
    settings.BOUNCE_MAILBOX = str(tmp_path / "retur")

    read_returned(timestamp=0)

    assert returned_among([AMINA.email])
    assert [mail["Subject"] for mail in box] == ["Hej"]
    assert read_maildir(tmp_path / "retur") == 0


def test_the_members_page_says_so_and_tries_again(
    letter: Letter,
    workspace: Workspace,
    administrator: User,
    as_user: Callable[[User], Client],
) -> None:
    User.objects.filter(pk=administrator.pk).update(email=AMINA.email)
    receive(report(letter))
    page = reverse("workspaces:members", args=[workspace.slug])
    client = as_user(administrator)

    assert f"Mailen til {AMINA.email} kom tilbage" in client.get(page).content.decode()
    client.post(reverse("notifications:try_again"), {"email": AMINA.email, "next": page})
    assert "kom tilbage. Tjek" not in client.get(page).content.decode()


def test_a_mailbox_that_is_not_there_is_told(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.BOUNCE_MAILBOX = str(tmp_path / "nowhere")
    read_returned(timestamp=0)

    assert "BROBYGGER_BOUNCE_MAILBOX" in mail_state().problem


def test_an_address_that_takes_mails_is_left_alone() -> None:
    try_again("en.fremmed@mail.example")

    assert not MailAddress.objects.exists()
