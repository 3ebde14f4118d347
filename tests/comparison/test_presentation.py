"""What a party brings, on one page: only what it has shared, by link only as long as it says."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.sheets import unshare_sheet
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.comparison.models import Presentation
from brobygger.core import clock
from brobygger.links.domain.links import revoke
from brobygger.links.models import AccessLink
from brobygger.sheets.domain.commands import SetText, apply
from tests.comparison.conftest import Begin
from tests.factories.collaborations import KVINDER, AsUser, party_actor

SECRET = "Det skal være gratis"


@pytest.fixture
def closing(begin: Begin, fatma: User) -> CollaborationSheet:
    return begin(
        "t1_closing",
        KVINDER,
        fatma,
        {"tell": "Vi er tyve kvinder.", "use_us": "Vi laver mad.", "hold_on": SECRET},
    )


@pytest.fixture
def owner(workspace: object, closing: CollaborationSheet) -> Actor:
    assert closing.owner is not None
    return closing.owner


@pytest.fixture
def page(collaboration: Collaboration, owner: Actor) -> str:
    return reverse("comparison:presentation", args=[collaboration.id, owner.id])


def text_of(content: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages)


def guest_link(client: Client, page: str) -> str:
    answer = client.post(page + "link/")
    url: str = answer.context["link_url"]
    return url[url.index("/presentation/") :]


def test_the_other_party_reads_what_was_shared_and_nothing_private(
    page: str, kurt: User, as_user: AsUser
) -> None:
    text = as_user(kurt).get(page).content.decode()
    assert "Vi er tyve kvinder." in text
    assert SECRET not in text


def test_what_is_private_stands_on_no_paper_and_behind_no_link(
    page: str, fatma: User, as_user: AsUser
) -> None:
    client = as_user(fatma)
    link = guest_link(client, page)
    papers = [client.get(page + "a4.pdf").content, Client().get(link + "a4.pdf").content]
    assert all("Vi laver mad." in text_of(one) and SECRET not in text_of(one) for one in papers)
    assert SECRET not in Client().get(link).content.decode()


def test_it_is_one_page(page: str, fatma: User, as_user: AsUser) -> None:
    assert len(PdfReader(BytesIO(as_user(fatma).get(page + "a4.pdf").content)).pages) == 1


def test_the_owner_leaves_something_off_the_page(
    page: str, closing: CollaborationSheet, fatma: User, kurt: User, as_user: AsUser
) -> None:
    as_user(fatma).post(page, {"part": [f"{closing.sheet_id}.tell"]})
    text = as_user(kurt).get(page).content.decode()
    assert "Vi laver mad." not in text


def test_the_other_party_chooses_nothing_and_makes_no_link(
    page: str, kurt: User, as_user: AsUser
) -> None:
    client = as_user(kurt)
    assert client.post(page, {"part": []}).status_code == 403
    assert client.post(page + "link/").status_code == 403
    assert not Presentation.objects.exists()


def test_a_guest_reads_it_without_an_account(page: str, fatma: User, as_user: AsUser) -> None:
    answer = Client().get(guest_link(as_user(fatma), page))
    assert "Vi er tyve kvinder." in answer.content.decode()


def test_a_link_that_is_closed_opens_nothing(page: str, fatma: User, as_user: AsUser) -> None:
    link = guest_link(as_user(fatma), page)
    as_user(fatma).post(reverse("links:close", args=[AccessLink.objects.get().id]))
    assert Client().get(link).status_code == 410
    assert Client().get(link + "a4.pdf").status_code == 410


def test_a_link_works_for_ninety_days(page: str, fatma: User, as_user: AsUser) -> None:
    link = guest_link(as_user(fatma), page)
    with clock.travel_to(clock.now() + timedelta(days=91)):
        assert Client().get(link).status_code == 410


def test_somebody_else_closes_no_link_of_ours(
    page: str, fatma: User, kurt: User, as_user: AsUser
) -> None:
    guest_link(as_user(fatma), page)
    address = reverse("links:close", args=[AccessLink.objects.get().id])
    assert as_user(kurt).post(address).status_code == 404


def test_what_is_no_longer_shared_is_gone_for_the_guest(
    page: str, closing: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    link = guest_link(as_user(fatma), page)
    unshare_sheet(link=closing, by=fatma)
    assert "Vi er tyve kvinder." not in Client().get(link).content.decode()


def test_when_it_is_over_the_page_says_what_it_said_then(
    page: str,
    closing: CollaborationSheet,
    collaboration: Collaboration,
    fatma: User,
    kurt: User,
    as_user: AsUser,
) -> None:
    close_collaboration(collaboration=collaboration, by=fatma)
    with clock.travel_to(clock.now() + timedelta(days=1)):
        was = "Vi laver mad."
        apply(closing.sheet, SetText("use_us", was, "Vi laver kaffe."), by=fatma)
        text = as_user(kurt).get(page).content.decode()
    assert was in text
    assert "kaffe" not in text


def test_what_is_counted_is_told_with_its_unit(
    begin: Begin, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    counted = {"name": "Kvinder", "unit": "kvinder", "target": "20", "now": "6"}
    link = begin("t1_activity", KVINDER, fatma, {"goals": [counted]})
    page = reverse("comparison:presentation", args=[collaboration.id, link.owner_id])
    assert "20 kvinder · nu 6" in as_user(fatma).get(page).content.decode()


def test_the_link_ends_with_the_collaboration(
    page: str, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    link = guest_link(as_user(fatma), page)
    close_collaboration(collaboration=collaboration, by=fatma)
    assert Client().get(link).status_code == 410


def test_there_is_no_link_to_an_empty_page(
    page: str, closing: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    unshare_sheet(link=closing, by=fatma)
    as_user(fatma).post(page + "link/")
    assert not AccessLink.objects.exists()


def test_it_is_found_among_the_open_links(page: str, fatma: User, as_user: AsUser) -> None:
    guest_link(as_user(fatma), page)
    assert "1 åbent link" in as_user(fatma).get(page).content.decode()
    revoke(AccessLink.objects.get(), by=fatma)
    assert "1 åbent link" not in as_user(fatma).get(page).content.decode()


def test_a_party_that_is_not_there_has_no_page(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    outside = party_actor(collaboration.workspace, "Naboskabet")
    address = reverse("comparison:presentation", args=[collaboration.id, outside.id])
    assert as_user(fatma).get(address).status_code == 404
