"""The thank-you: composed from what was heard, edited, taken back, sent once, the same day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.links.models import AccessLink, Purpose
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.choices import stop
from brobygger.notifications.domain.requests import count_request, requests_left
from brobygger.notifications.models import Notification
from brobygger.visits.cards import visit_cards
from brobygger.visits.domain.introductions import propose
from brobygger.visits.domain.promises import add_promise
from brobygger.visits.domain.thanks import (
    composed,
    send_due,
    send_thanks,
    thanked_orally,
    undo_thanks,
    write_thanks,
)
from brobygger.visits.domain.visits import undo_held
from brobygger.visits.enums import IntroductionStatus, ThanksStatus
from brobygger.visits.exceptions import AlreadyThanked, NobodyToThank, NotNow, NotYetHeld
from brobygger.visits.models import Introduction, Thanks, Visit
from brobygger.visits.policies import THANKS, ThanksStep
from tests.visits.conftest import NOW, held_one

BEGINS_WITH = held_one

As = Callable[[User], Client]
FATMA = "fatma@kvinder.example"
LATER = NOW + timedelta(minutes=11)


def act(step: ThanksStep, visit: Visit, by: User) -> Thanks:
    if step in {ThanksStep.WRITE, ThanksStep.SEND}:
        verb = send_thanks if step == ThanksStep.SEND else write_thanks
        return verb(visit=visit, data=composed(visit), by=by)
    verbs = {ThanksStep.UNDO: undo_thanks, ThanksStep.SAY: thanked_orally}
    return verbs[step](visit=visit, by=by)


def post(visit: Visit, by: User) -> Notification:
    """The mail, its ten minutes later."""
    send_thanks(visit=visit, data=composed(visit), by=by)
    with clock.travel_to(LATER):
        assert send_due() == 1
    return Notification.objects.get(kind="visit_thanks")


def token_in(mail: Notification) -> str:
    return mail.text.split("/visit/")[1].split("/")[0]


@pytest.mark.parametrize("status", ThanksStatus)
@pytest.mark.parametrize(
    "step", [ThanksStep.WRITE, ThanksStep.SEND, ThanksStep.UNDO, ThanksStep.SAY]
)
def test_every_step_from_every_state(
    held: Visit, adviser: User, status: ThanksStatus, step: ThanksStep
) -> None:
    leaves = NOW if status == ThanksStatus.LEAVING else None
    Thanks.objects.create(workspace=held.workspace, visit=held, status=status, leaves_at=leaves)
    # One that could not be sent is written anew by being sent.
    allowed = {**THANKS.steps, (ThanksStatus.STOPPED, ThanksStep.SEND): ThanksStatus.LEAVING}

    if (status, step) in allowed:
        assert act(step, held, adviser).status == allowed[status, step]
    else:
        with pytest.raises(NotNow):
            act(step, held, adviser)
        assert Thanks.objects.get().status == status


@pytest.mark.parametrize("role", ["reader", "outsider"])
@pytest.mark.parametrize(
    "step", [ThanksStep.WRITE, ThanksStep.SEND, ThanksStep.UNDO, ThanksStep.SAY]
)
def test_only_those_who_write_visits(
    held: Visit, request: pytest.FixtureRequest, role: str, step: ThanksStep
) -> None:
    with pytest.raises(PermissionDenied):
        act(step, held, request.getfixturevalue(role))


def test_it_says_what_we_heard_and_never_our_notes(held: Visit) -> None:
    words = composed(held)

    assert (words.to_email, words.to_name) == (FATMA, "Fatma")
    assert "For få frivillige" in words.heard
    assert "trætte" not in f"{words.opening}{words.heard}{words.closing}"
    assert "coordinator@birkelund.example" in words.closing


def test_nothing_leaves_before_ten_minutes_and_then_once(held: Visit, adviser: User) -> None:
    send_thanks(visit=held, data=composed(held), by=adviser)

    assert send_due() == 0
    with clock.travel_to(LATER):
        assert (send_due(), send_due()) == (1, 0)

    mail = Notification.objects.get(kind="visit_thanks")
    assert (mail.to_email, mail.send_after) == (FATMA, None)
    assert "For få frivillige" in mail.text


def test_taken_back_it_is_never_sent(held: Visit, adviser: User) -> None:
    send_thanks(visit=held, data=composed(held), by=adviser)
    undo_thanks(visit=held, by=adviser)

    with clock.travel_to(LATER):
        assert send_due() == 0
    assert not Notification.objects.filter(kind="visit_thanks").exists()


def test_only_a_held_visit_with_an_address_is_thanked_for(visit: Visit, adviser: User) -> None:
    with pytest.raises(NotYetHeld):
        act(ThanksStep.SEND, visit, adviser)
    with pytest.raises(NotYetHeld):
        act(ThanksStep.SAY, visit, adviser)


def test_without_an_address_it_says_what_to_do(held: Visit, adviser: User) -> None:
    from dataclasses import replace

    with pytest.raises(NobodyToThank):
        send_thanks(visit=held, data=replace(composed(held), to_email=""), by=adviser)


def test_a_visit_that_was_thanked_for_has_been(held: Visit, adviser: User) -> None:
    post(held, adviser)
    with pytest.raises(AlreadyThanked):
        undo_held(visit=held, by=adviser)


def test_promises_stand_in_it_and_thanks_alone_is_no_request(held: Visit, adviser: User) -> None:
    add_promise(
        visit=held, text="Låne salen", promised_by=adviser, due_on=date(2026, 12, 9), by=adviser
    )

    mail = post(held, adviser)

    assert "Låne salen (senest 9. december 2026)" in mail.text
    assert requests_left(FATMA).used == 0


def test_introductions_are_asked_about_and_count(held: Visit, other: Actor, adviser: User) -> None:
    propose(visit=held, other=other, why="De søger medspillere", by=adviser)

    mail = post(held, adviser)

    assert "Boldklubben: De søger medspillere" in mail.text
    assert requests_left(FATMA).used == 1
    assert Introduction.objects.get().status == IntroductionStatus.OFFERED


def test_one_who_is_asked_enough_is_thanked_without_being_asked(
    held: Visit, other: Actor, adviser: User
) -> None:
    propose(visit=held, other=other, by=adviser)
    for _time in range(3):
        count_request(kind="profile_request", email=FATMA)

    mail = post(held, adviser)

    assert "Boldklubben" not in mail.text
    assert Introduction.objects.get().status == IntroductionStatus.PROPOSED
    assert Thanks.objects.get().without_introductions


def test_one_who_wants_no_such_mail_gets_none_and_we_are_told(held: Visit, adviser: User) -> None:
    stop(fingerprint(FATMA), ["visit_thanks"])
    send_thanks(visit=held, data=composed(held), by=adviser)

    with clock.travel_to(LATER):
        assert send_due() == 0

    assert Thanks.objects.get().status == ThanksStatus.STOPPED
    assert AccessLink.objects.filter(revoked_at__isnull=True).count() == 0


def test_edited_seen_and_sent_on_the_page(held: Visit, adviser: User, as_user: As) -> None:
    client, path = as_user(adviser), reverse("visits:thanks", args=["birkelund", held.pk])
    form = {"to_name": "Fatma", "to_email": FATMA, "opening": "Tusind tak", "closing": "Hilsen"}

    client.post(path, {**form, "do": "save"})
    page = client.get(path).text
    assert "Tusind tak" in page.split("preview-heading")[2]
    client.post(path, {**form, "do": "send"})

    assert Thanks.objects.get().status == ThanksStatus.LEAVING
    assert "Fortryd, og ret" in client.get(path).text


def test_a_cpr_number_never_goes_in_a_mail(held: Visit, adviser: User, as_user: As) -> None:
    path = reverse("visits:thanks", args=["birkelund", held.pk])
    form = {"to_email": FATMA, "opening": "Tak", "heard": "Om 010190-1234", "closing": "Hilsen"}

    response = as_user(adviser).post(path, {**form, "do": "send"})

    assert response.status_code == 422
    assert not Thanks.objects.exists()


def test_who_was_there_sees_that_it_is_not_sent(held: Visit, adviser: User) -> None:
    [card] = visit_cards(held.workspace, adviser)
    assert "Takken er ikke sendt endnu" in card.text
    with clock.travel_to(NOW + timedelta(days=1)):
        assert "ikke hørt fra jer siden" in visit_cards(held.workspace, adviser)[0].text

    thanked_orally(visit=held, by=adviser)

    assert visit_cards(held.workspace, adviser) == []


def test_the_link_shows_what_was_written_and_whether_it_is_kept(
    held: Visit, adviser: User, client: Client
) -> None:
    from brobygger.visits.domain.promises import settle_promise
    from brobygger.visits.policies import PromiseStep

    promise = add_promise(visit=held, text="Låne salen", promised_by=adviser, by=adviser)
    path = reverse("visits:thanks_link", args=[token_in(post(held, adviser))])
    assert "Låne salen" in client.get(path).text
    settle_promise(promise=promise, step=PromiseStep.KEEP, by=adviser)

    page = client.get(path).text

    assert "Det er gjort." in page
    assert "trætte" not in page
    assert AccessLink.objects.get(purpose=Purpose.VISIT_THANKS).used_at is None


def test_the_preview_is_in_the_language_of_the_one_who_gets_it(
    held: Visit, adviser: User, as_user: As
) -> None:
    client = as_user(adviser)
    path = reverse("visits:thanks", args=["birkelund", held.pk])
    client.post(reverse("accounts:language"), {"language": "en"})
    page = client.get(path).content.decode()

    assert "This is how the mail looks" in page
    assert "<h3>Det hørte vi</h3>" in page
