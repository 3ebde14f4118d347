"""The two pages about the house itself: open to all, in plain words, from the settings."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.consistency.house import PACKAGE
from tests.consistency.test_plain_language import HARDEST, lix

PAGES = ("/accessibility/", "/privacy/")


def words(html: str) -> str:
    """What a page says between its headings and its footer, a sentence an item."""
    main = html.split('<div class="bb-prose">')[1].split("</main>", maxsplit=1)[0]
    text = re.sub(r"</(h2|li|p)>", ". ", main)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace(". .", ".")


@pytest.mark.parametrize("page", PAGES)
def test_everybody_can_read_them(page: str, db: None) -> None:
    html = Client().get(page).content.decode()

    assert lix(words(html)) <= HARDEST
    for other in PAGES:
        assert f'href="{other}"' in html


def test_the_statement_is_the_organisations(db: None, settings: Settings) -> None:
    settings.BROBYGGER_ORGANISATION = "Birkelund Kommune"
    settings.BROBYGGER_ACCESSIBILITY_CONTACT = "hjaelp@birkelund.example"
    settings.BROBYGGER_ACCESSIBILITY_DATE = date(2027, 3, 1)
    settings.BROBYGGER_ACCESSIBILITY_GAPS = ["Kortet er en tegning."]
    html = Client().get("/accessibility/").content.decode()

    for said in (
        "Birkelund Kommune vil have",
        "mailto:hjaelp@birkelund.example",
        "den 1. marts 2027",
        "Kortet er en tegning.",
        "Digitaliseringsstyrelsen",
    ):
        assert said in html


def test_without_settings_it_still_says_whom_to_ask(db: None) -> None:
    assert "din kontakt i kommunen" in Client().get("/accessibility/").content.decode()


def test_the_notice_to_contact_persons_is_as_plain() -> None:
    source = (PACKAGE / "actors/templates/notifications/contact_person_recorded.txt").read_text()
    text = re.sub(r"{%[^%]*translate \"([^\"]+)\"[^%]*%}", r"\1 ", source)
    text = re.sub(r"{{[^}]*}}", "Kor", re.sub(r"{%[^%]*%}", "", text))

    assert len(text.split()) > 150
    assert lix(text) <= HARDEST
