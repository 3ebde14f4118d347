"""The eyes of the visitors: what was sound once is not looked at again, what differs is."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import rules

SOUND = """<!doctype html><html lang="da"><head><title>Side</title><style>a {
display: block; padding: 1em }</style></head><body><main><h1>Bro</h1>
<h2>Navn</h2><label for="name">Navn</label> <input id="name" name="name"> <p class="text">Hej</p>
<ul><li><a href="/a/1/">En</a></li><li><a href="/a/2/">To</a></li></ul></main></body></html>"""
# Each takes away what axe would miss, on a page that else is the same.
BROKEN = {
    'for="name"': 'for="nome"',
    "<h2>Navn</h2>": "<h4>Navn</h4>",
    ">To<": "><",
    "1em": "0",
    '<p class="text">': '<p class="text" style="color: #ddd">',
    "<ul>": '<ul role="img">',
    "<main>": "<div>",
}


def test_a_page_of_the_same_parts_is_asked_about_once_and_a_broken_one_always(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    look = rules._ask_axe

    def counted(page: Page) -> None:
        asked.append(page.url)
        look(page)

    monkeypatch.setattr(rules, "_ask_axe", counted)
    with browser.new_page() as page:
        for html in (SOUND, SOUND.replace("Hej", "Farvel").replace("/1/", "/7/")):
            page.set_content(html)
            rules.check_accessible(page)
        assert len(asked) == 1
        for part, broken in BROKEN.items():
            page.set_content(SOUND.replace(part, broken))
            with pytest.raises(AssertionError, match="axe on"):
                rules.check_accessible(page)
