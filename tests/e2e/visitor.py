"""Somebody with a browser, and what we look at over their shoulder on every page."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

from tests.e2e.rules import ROOT, check_accessible, check_english, check_fits

# Pictures of whole pages take a third of the time, and only people look at them.
PICTURES = bool(os.environ.get("PICTURES"))
SCREENSHOTS = ROOT / "build" / "screenshots"
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{32,}")
SERVER_SAID = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


class Visitor:
    """One person at one screen. Every new page they come to is checked and photographed."""

    def __init__(self, page: Page, address: str, *, english: bool = False) -> None:
        self.page = page
        self.address = address
        self.english = english
        self.problems: list[str] = []
        self.seen: set[tuple[str, ...]] = set()
        self._expected = {409, 422}  # a form to be mended, or to be chosen in, is no fault
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        said = SERVER_SAID.search(message.text)
        if message.type != "error" or (said and int(said[1]) in self._expected):
            return
        self.problems.append(f"{self.page.url}: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500 and response.status not in self._expected:
            self.problems.append(f"{response.status} {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Errors from the server that this part of the test is about."""
        self._expected |= set(statuses)
        yield
        self._expected -= set(statuses)

    def say(self, text: str, **values: str) -> str:
        """One of our Danish texts in the language of this visitor's pages."""
        with translation.override("en" if self.english else "da"):
            said = gettext(text)
        return said % values if values else said

    # --- going somewhere

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address, and have a look."""
        with self.expecting(*([status] if status >= 400 else [])):
            url = path if path.startswith("http") else self.address + path
            answer = self.page.goto(url)
            assert answer is not None, url
            assert answer.status == status, f"{answer.status} at {url}"
        self.look()

    def follow(self, name: str, role: str = "link", *, inside: Locator | None = None) -> None:
        """Press a link, or a button that leads to another page."""
        with self.page.expect_navigation():
            self._control(name, role, inside).click()
        self.look()

    def submit(self, name: str, *, inside: Locator | None = None) -> None:
        """Press the button of a form that answers with a page."""
        self.follow(name, "button", inside=inside)

    def press(self, name: str, role: str = "button", *, inside: Locator | None = None) -> None:
        """Press something that works on the page where it stands."""
        self._control(name, role, inside).click()

    def download(self, name: str, role: str = "link") -> bytes:
        """What a link gives to keep."""
        with self.page.expect_download() as waiting:
            self._control(name, role, None).click()
        return Path(waiting.value.path()).read_bytes()

    def fetch(self, path: str) -> bytes:
        """What an address answers this visitor, without showing it."""
        url = path if path.startswith("http") else self.address + path
        answer = self.page.request.get(url)
        assert answer.ok, f"{answer.status} at {url}"
        return answer.body()

    def _control(self, name: str, role: str, inside: Locator | None) -> Locator:
        where = inside if inside is not None else self.page.locator("body")
        pattern = re.compile(rf"^\s*{re.escape(self.say(name))}\s*$")
        return where.get_by_role(role, name=pattern).first  # type: ignore[arg-type]

    # --- filling in

    def write(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        """Write in the field with this label."""
        where = inside if inside is not None else self.page.locator("body")
        where.get_by_label(self.say(label)).first.fill(text)

    def unfold(self, name: str) -> None:
        """Open what is folded away behind a line."""
        summary = (
            self.page.locator("summary").filter(has_text=self.say(name)).locator("visible=true")
        )
        summary.first.click()

    def menu(self, name: str) -> None:
        """Go somewhere by the menu, which is folded away on a phone."""
        summary = self.page.locator("header summary").filter(has_text="Menu")
        if summary.first.is_visible():
            summary.first.click()
        link = self.page.get_by_role("navigation").get_by_role("link", name=self.say(name))
        with self.page.expect_navigation():
            link.locator("visible=true").first.click()
        self.look()

    def sees(self, *texts: str) -> None:
        """Assert that the texts stand on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(self.say(text))

    def sees_not(self, *texts: str) -> None:
        """Assert that the texts do not stand on the page."""
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(self.say(text))

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").first.inner_text().strip()

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return self.page.url.removeprefix(self.address).split("?")[0]

    # --- looking

    def look(self) -> None:
        """Check the page, the first time it looks like this; with PICTURES keep one of it too."""
        path = IDENTIFIER.sub("x", self.path)
        errors = self.page.locator(".form-error, [aria-invalid=true]").count()
        key = (path, self.heading, str(bool(errors)))
        if key in self.seen:
            return
        self.seen.add(key)
        if PICTURES:
            self._photograph(path, wrong=bool(errors))
        check_accessible(self.page)
        check_fits(self.page)
        if self.english:
            check_english(self.page)

    def _photograph(self, path: str, *, wrong: bool) -> None:
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        name = re.sub(r"[^\w]+", "-", f"{path} {self.heading}").strip("-").lower()[:90]
        language = "en" if self.english else "da"
        file = SCREENSHOTS / f"{width}-{language}" / f"{name or 'front'}{'-errors' * wrong}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file, full_page=True)
