"""The browser, the sites it visits, and the post office their mails go to."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.e2e.people import log_in
from tests.e2e.site import Site, clean_environ, running_site
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice, post_office
from tests.oidc.provider import Provider, running_provider
from tests.prepared import prepared_folder
from tools.test_tools import BROWSERS

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Visitor]
expect.set_options(timeout=20_000)  # a busy machine is no fault


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def _installed_browser() -> str | None:
    names = [os.environ.get("BROBYGGER_BROWSER", ""), *BROWSERS]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium, else the one Playwright has (`make tools` sees to it)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_installed_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def office() -> Iterator[PostOffice]:
    """A real SMTP server, which keeps what it is sent."""
    with post_office() as office:
        yield office


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """A real OpenID provider, where people log in by saying who they are."""
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this version, without data."""
    return prepared_folder(tmp_path_factory, "prepared", clean_environ())


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the invented municipality."""
    environ = clean_environ() | {"BROBYGGER_DEMO": "1"}
    return prepared_folder(tmp_path_factory, "prepared-demo", environ)


@pytest.fixture(scope="session")
def site(prepared: Path, office: PostOffice, provider: Provider) -> Iterator[Site]:
    """An ordinary installation with a real mail server and another place to log in."""
    smtp = f"smtp://127.0.0.1:{office.port}"
    with running_site(prepared, BROBYGGER_SMTP_URL=smtp, **provider.environ) as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(prepared_demo: Path) -> Iterator[Site]:
    """An installation with the invented municipality."""
    with running_site(prepared_demo, BROBYGGER_DEMO="1") as site:
        yield site


@pytest.fixture(scope="session")
def keys() -> dict[tuple[str, str], StorageState]:
    """The cookies of those who have logged in already, by site and address."""
    return {}


@pytest.fixture
def visit(
    browser: Browser, office: PostOffice, keys: dict[tuple[str, str], StorageState]
) -> Iterator[Visit]:
    """Makes visitors; at the end of the test none of them has seen anything go wrong.

    With `email` the visitor has logged in with a code from a mail (the first time for real).
    """
    visitors: list[Visitor] = []

    def make(
        site: Site,
        email: str = "",
        *,
        screen: dict[str, int] = PHONE,
        english: bool = False,
        scripts: bool = True,
    ) -> Visitor:
        key = (site.address, email)
        context = browser.new_context(
            viewport={"width": screen["width"], "height": screen["height"]},
            locale="en-GB" if english else "da-DK",
            timezone_id="Europe/Copenhagen",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            storage_state=keys.get(key),
        )
        context.set_default_timeout(30_000)
        if english:  # as the button in the header leaves it; Danish comes first whoever asks
            context.add_cookies([{"name": "django_language", "value": "en", "url": site.address}])
        visitor = Visitor(context.new_page(), site.address, english=english)
        visitors.append(visitor)
        if email and key not in keys:
            log_in(visitor, office, email)
            keys[key] = context.storage_state()
        return visitor

    yield make
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.page.context.close()
    assert problems == []
