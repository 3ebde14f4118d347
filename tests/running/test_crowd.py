"""Two hundred people log in at the same moment: a course, a Monday, a bell that rings."""

import asyncio
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.running.installation import Installation

pytestmark = pytest.mark.running

PEOPLE = 200
PASSWORD = "en lang sætning om broer"
MAKE_PEOPLE = f"""
from django.contrib.auth.hashers import make_password
from brobygger.accounts.models import User
password = make_password({PASSWORD!r})
User.objects.bulk_create(
    User(email=f"p{{n}}@mail.example", name=f"P {{n}}", password=password) for n in range({PEOPLE})
)
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def running(site: Installation) -> Installation:
    """An installation with two hundred people."""
    site.start()
    site.python(MAKE_PEOPLE)
    return site


class Visitor:
    """One browser, as little of it as logging in takes. `address` is what our proxy says it is."""

    def __init__(self, port: int, address: str) -> None:
        self.port = port
        self.address = address
        self.cookies: SimpleCookie = SimpleCookie()

    async def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the page."""
        body = urlencode(form).encode() if form is not None else b""
        cookies = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        head = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            f"Origin: http://localhost:{self.port}",
            f"X-Forwarded-For: {self.address}",
            f"Cookie: {cookies}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        answer = (await reader.read()).decode()
        writer.close()
        await writer.wait_closed()
        headers, _, page = answer.partition("\r\n\r\n")
        for line in headers.split("\r\n"):
            if line.lower().startswith("set-cookie:"):
                self.cookies.load(line.split(":", 1)[1].strip())
        return int(headers.split(" ")[1]), page

    async def send(self, path: str, form: dict[str, str]) -> int:
        """Open the page and send its form; answers the status."""
        status, page = await self.ask(path)
        token = TOKEN.search(page)
        if status != 200 or token is None:
            return status
        return (await self.ask(path, {"csrfmiddlewaretoken": token[1], **form}))[0]


async def crowd(port: int) -> list[tuple[int, bool]]:
    """What each is answered at log-in, and whether that logged them in."""

    async def one(number: int) -> tuple[int, bool]:
        # All from one office: one address for all of them.
        visitor = Visitor(port, "192.0.2.1")
        form = {"login": f"p{number}@mail.example", "password": PASSWORD}
        return await visitor.send("/account/login/", form), "sessionid" in visitor.cookies

    return await asyncio.gather(*map(one, range(PEOPLE)))


async def forger(port: int) -> list[int]:
    """Somebody who says they are somewhere else each time; the proxy adds where they are."""
    answers = []
    for number in range(26):
        visitor = Visitor(port, f"198.51.100.{number}, 192.0.2.66")
        form = {"email": f"ukendt{number}@mail.example"}
        answers.append(await visitor.send("/account/password/reset/", form))
    return answers


def test_two_hundred_log_in_at_once_and_a_forged_address_helps_nobody(
    running: Installation,
) -> None:
    answers = asyncio.run(crowd(running.port))
    assert [answer for answer in answers if answer != (302, True)] == []

    answers_to_forger = asyncio.run(forger(running.port))
    assert answers_to_forger[0] == 302
    assert answers_to_forger[-1] == 429
