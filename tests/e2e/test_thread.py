"""The thread: from a register in a file to a signed agreement with its meetings in the calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from brobygger.core import clock
from tests.e2e import thread as the
from tests.e2e.conftest import Visit
from tests.e2e.mail import await_mail, text_of
from tests.e2e.people import log_in
from tests.e2e.site import Site
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice

A3 = (1191, 842)


@pytest.mark.parametrize("english", [False, True], ids=["danish", "english"])
def test_from_a_register_to_an_agreement_with_meetings(
    visit: Visit, site: Site, office: PostOffice, english: bool
) -> None:
    cast = the.make_cast(site, english=english)
    maja = visit(site, english=english)
    log_in(maja, office, cast.coordinator)
    the.import_register(maja, cast)
    thread = the.open_from_match(maja, cast)
    fatma, karen = visit(site, english=english), visit(site, english=english)
    for who, actor, name, email in (
        (fatma, the.ASSOCIATION, "Fatma Aslan", cast.association),
        (karen, the.COMPANY, "Karen Lund", cast.company),
    ):
        who.open(the.invite(maja, cast, actor, name, email, office))
        log_in(who, office, email)
        who.sees(the.TITLE)

    the.fill_sheet(fatma, thread)
    fatma.follow("Hele arket")
    fatma.follow("Papir og filer")
    paper = the.paper_of(fatma, "Udfyldt på A3")
    assert sorted(map(round, paper.pages[0].mediabox[2:])) == sorted(A3)
    karen.open(thread)
    karen.sees_not(the.ASSOCIATION + "\n" + "Strik")
    the.share_sheet(fatma, thread)

    the.write_agreement(karen, thread)
    before = len(office.mails)
    the.send_to_signing(karen, thread, cast)
    the.sign(visit(site, english=english), office, cast.association, "Fatma Aslan", before)
    the.sign(visit(site, english=english), office, cast.company, "Karen Lund", before)
    _agreement_holds(fatma, thread)
    _meetings_are_there(karen, thread)
    _the_first_reminder_comes(site, office, cast)


def _agreement_holds(visitor: Visitor, thread: str) -> None:
    visitor.open(f"{thread}agreement/")
    visitor.sees("Fatma Aslan", "Karen Lund")
    text = "".join(page.extract_text() for page in the.paper_of(visitor, "Hent som PDF").pages)
    assert "Fatma Aslan" in text
    assert "Karen Lund" in text


def _meetings_are_there(visitor: Visitor, thread: str) -> None:
    for _try in range(50):  # the worker has its own pace
        visitor.page.goto(f"{visitor.address}{thread}meetings/")
        if visitor.page.locator(".bb-meeting").count():
            break
        visitor.page.wait_for_timeout(200)
    visitor.look()
    visitor.sees("Lokale 2")
    link = visitor.page.get_by_role("link", name=visitor.say("Hent alle møder som fil"))
    events = Calendar.from_ical(visitor.fetch(str(link.get_attribute("href")))).walk("VEVENT")
    assert len(events) == 4
    assert events[0].decoded("DTSTART").astimezone(clock.DENMARK).strftime("%H.%M") == "16.30"
    visitor.submit("Lav mit kalenderlink")
    address = visitor.page.locator("#calendar-url").input_value()
    assert visitor.fetch(address).count(b"BEGIN:VEVENT") == 4


def _the_first_reminder_comes(site: Site, office: PostOffice, cast: the.Cast) -> None:
    """Time goes to a few days before the first meeting, and the mail goes out for real."""
    before = len(office.mails)
    shift = datetime(2027, 3, 1, 8, tzinfo=UTC) - datetime.now(UTC)
    site.python(
        "from brobygger.followup.domain.mails import remind_of_meetings; remind_of_meetings();"
        "from brobygger.notifications.domain.sending import sweep; sweep()",
        BROBYGGER_CLOCK_SHIFT=str(shift / timedelta(seconds=1)),
    )
    mail = await_mail(office, cast.association, after=before)
    assert "Lokale 2" in text_of(mail)
