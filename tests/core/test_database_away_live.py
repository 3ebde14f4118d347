"""A real web process, a database that really stops, and a form somebody had filled in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from brobygger.embedded.postgres import start_or_join

pytestmark = pytest.mark.running

EMAIL, PASSWORD = "maja@birkelund.example", "en lang sætning om broer"
TYPED = "Maja Ødegård <b>& søn</b>\r\nto linjer"
MAKE_PERSON = f"""
from brobygger.accounts.domain.users import get_or_create_user
user = get_or_create_user(email={EMAIL!r}, name="Maja")
user.set_password({PASSWORD!r})
user.save()
"""


class Forms(HTMLParser):
    """The fields a browser would send with the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "input" and (name := named.get("name")):
            self.fields[name] = named.get("value") or ""
        if tag == "textarea":
            self.area = named.get("name")
            self.fields[self.area or ""] = ""

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            # The first line break after <textarea> is not part of the text.
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None


class Browser:
    """Keeps cookies, shows pages."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        data = urlencode(form).encode() if form is not None else None
        try:
            with self.opener.open(self.address + path, data, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def fields(self, page: str) -> dict[str, str]:
        forms = Forms()
        forms.feed(page)
        return forms.fields


class House:
    """A database we start and stop ourselves, and a web process beside it."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.port = port
        self.database = ExitStack()
        self.environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith("BROBYGGER_")},
            "BROBYGGER_DATA": str(data),
            "PORT": str(port),
        }

    def start_database(self) -> None:
        self.environ["DATABASE_URL"] = self.database.enter_context(start_or_join(self.data))

    def stop_database(self) -> None:
        self.database.close()

    def brobygger(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "brobygger", *arguments]
        subprocess.run(command, env=self.environ, check=True, timeout=120)

    def web(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "uvicorn", "brobygger.config.asgi:application"]
        rest = ["--port", str(self.port), "--lifespan", "off", "--log-level", "critical"]
        return subprocess.Popen(command + rest, env=self.environ, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(browser: Browser) -> None:
    for _ in range(300):
        try:
            browser.ask("/account/login/")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the web process did not come up")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    # This test run has a database of its own; the house under test gets another.
    monkeypatch.delenv("DATABASE_URL", raising=False)
    house = House(tmp_path / "data", free_port())
    house.start_database()
    try:
        house.brobygger("prepare")
        house.brobygger("manage", "shell", "-v0", "-c", MAKE_PERSON)
        with house.web() as web:
            try:
                yield house
            finally:
                web.kill()
    finally:
        house.stop_database()


@pytest.mark.telling
def test_nothing_typed_is_lost_when_the_database_stops(house: House) -> None:
    browser = Browser(f"http://localhost:{house.port}")
    wait_for(browser)
    token = browser.fields(browser.ask("/account/login/")[1])["csrfmiddlewaretoken"]
    browser.ask(
        "/account/login/", {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
    )
    page = browser.ask("/account/")[1]
    token = browser.fields(page)["csrfmiddlewaretoken"]
    assert EMAIL in page

    house.stop_database()
    form = {"name": TYPED, "language": "da", "csrfmiddlewaretoken": token}
    status, page = browser.ask("/account/", form)
    assert status == 503
    assert "Maja Ødegård &lt;b&gt;&amp; søn&lt;/b&gt;" in page
    repeated = browser.fields(page)
    assert repeated["name"].split() == TYPED.split()

    house.start_database()
    status, page = browser.ask("/account/", {**repeated, "name": repeated["name"].strip()})
    assert status == 200
    assert "Dine oplysninger er gemt" in page
    assert "Maja Ødegård &lt;b&gt;&amp; søn&lt;/b&gt;" in page
