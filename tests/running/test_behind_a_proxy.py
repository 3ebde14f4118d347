"""A real Brobygger behind a real nginx with our example; and what all their logs say of people."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from tests.mailserver import PostOffice, post_office
from tests.ports import free_port
from tests.running.installation import Installation, eventually
from tests.running.proxy import Proxy, running_proxy
from tests.running.visiting import Visitor

pytestmark = pytest.mark.running
ROOT = Path(__file__).parents[2]
EMAIL, NAME = "fatma.yildirim@kvindehuset.example", "Fatma Yıldırım Østergård"
FURNISH = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.factories.people import make_member, make_user, make_workspace
from tests.factories.collaborations import make_collaboration
from tests.factories.agreements import make_frozen, token_of
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.authorization.roles import Role
workspace = make_workspace("birkelund", "Birkelund Kommune")
add_member(
    workspace=workspace, user=make_user({EMAIL!r}, {NAME!r}), role=Role.ADMINISTRATOR, by=None
)
version = make_frozen(make_collaboration(workspace), make_member(workspace, "coordinator"))
print(token_of(version.signatories.order_by("email")[0]))
"""


@dataclass
class Site(Installation):
    """An installation that people reach by https."""

    more: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        return super().environ | self.more


@dataclass
class Street:
    """Everything from the visitor to the post office."""

    site: Site
    proxy: Proxy
    post: PostOffice
    token: str

    def visitor(self) -> Visitor:
        return Visitor(f"https://localhost:{self.proxy.https}", self.proxy.certificate)

    @property
    def logs(self) -> str:
        return self.site.said + self.proxy.said


@pytest.fixture(scope="module")
def street(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    folder = tmp_path_factory.mktemp("street")
    shutil.copytree(prepared, folder / "data")
    (folder / "nginx").mkdir()
    https = free_port()
    with post_office() as post:
        site = Site(folder / "data")
        site.more = {
            "BROBYGGER_BASE_URL": f"https://localhost:{https}",
            "BROBYGGER_SMTP_URL": f"smtp://127.0.0.1:{post.port}",
            "BROBYGGER_LOG": "json",
        }
        site.start()
        try:
            token = site.python(FURNISH).splitlines()[-1]
            with running_proxy(folder / "nginx", https, site.port) as proxy:
                yield Street(site, proxy, post, token)
        finally:
            site.kill_all()


def test_http_is_sent_on_to_https(street: Street) -> None:
    address = f"http://localhost:{street.proxy.http}/account/login/"
    answer = requests.get(address, allow_redirects=False, timeout=20)

    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")


def test_pages_know_that_they_are_read_by_https(street: Street) -> None:
    visitor = street.visitor()
    page = visitor.get("/account/login/")

    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"].count("max-age") == 1
    assert "nginx/" not in page.headers.get("Server", "")
    assert visitor.session.cookies
    assert all(cookie.secure for cookie in visitor.session.cookies)


def test_static_files_come_through_and_may_be_kept(street: Street) -> None:
    visitor = street.visitor()
    page = visitor.get("/account/login/").text
    [style] = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', page)
    answer = visitor.get(style)

    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] in {"gzip", "br", "zstd"}
    assert "immutable" in answer.headers["Cache-Control"]


def test_numbers_are_for_the_machine_itself(street: Street) -> None:
    direct = f"http://127.0.0.1:{street.site.port}"

    assert street.visitor().get("/metrics").status_code == 404
    assert "brobygger_jobs" in Visitor(direct).get("/metrics").text
    passed_on = {"X-Forwarded-For": "127.0.0.1"}
    assert Visitor(direct).get("/metrics", **passed_on).status_code == 404


def test_too_much_is_refused_by_the_proxy(street: Street) -> None:
    address = f"https://localhost:{street.proxy.https}/account/login/"
    much = b"a" * (43 * 1024 * 1024)
    answer = requests.post(address, data=much, verify=str(street.proxy.certificate), timeout=60)

    assert answer.status_code == 413


def test_everything_is_ready(street: Street) -> None:
    eventually(lambda: street.visitor().get("/ready/").status_code == 200, "all parts to work")


@pytest.mark.parametrize(("part", "sign"), [("web", "Web svarer"), ("worker", "start_worker")])
def test_a_part_may_run_alone(street: Street, part: str, sign: str) -> None:
    """As a container runs it: beside a database somebody else looks after, until asked to stop."""
    log = street.site.data.parent / f"{part}.txt"
    environ = street.site.environ | {"DATABASE_URL": street.site.database}
    environ["PORT"] = str(free_port())
    with log.open("wb") as output:
        command = [sys.executable, "-m", "brobygger", part]
        process = subprocess.Popen(command, env=environ, stdout=output, stderr=output)
    try:
        eventually(lambda: sign in log.read_text() or process.poll() is not None, sign)
        if part == "web":
            assert Visitor(f"http://127.0.0.1:{environ['PORT']}").get("/health/").ok
    finally:
        process.terminate()
        code = process.wait(60)
    # uvicorn finishes what it has in hand, then ends by the signal it was sent.
    assert code in {0, -signal.SIGTERM}, log.read_text()


def test_no_log_knows_who_came_or_by_which_key(street: Street) -> None:
    """Log in by a code from a mail, open a link, forget the token of a form, miss a page."""
    visitor = street.visitor()
    visitor.send("/account/login/code/", email=EMAIL)
    eventually(lambda: street.post.mails, "the mail with the code")
    body = street.post.mails[-1].get_body(("plain",))
    assert body is not None
    [code] = re.findall(r"\b\d{6}\b", body.get_content())[:1]
    arrived = visitor.send("/account/login/code/confirm/", code=code)
    assert "/w/birkelund/" in arrived.url, arrived.url
    sign = f"/sign/{street.token}/"
    assert visitor.get(sign).status_code == 200
    refused = visitor.session.post(visitor.address + sign, data={"name": NAME}, timeout=20)
    assert refused.status_code == 403
    missed = visitor.get(f"/w/birkelund/{EMAIL}/?q={NAME}")
    eventually(lambda: missed.headers["X-Request-ID"] in street.site.said, "the last line")

    known = [EMAIL, NAME, "Yıldırım", "kvindehuset", street.token, "127.0.0.1"]
    known += [cookie.value or "?" for cookie in visitor.session.cookies if "session" in cookie.name]
    for secret in known:
        assert secret not in street.logs, secret
    assert not re.search(rf"(?<!\d){code}(?!\d)", street.logs)
    assert "@" not in street.logs
    assert '"route": "agreements:sign"' in street.logs
    assert '"task": "notifications.' in street.logs
    assert missed.headers["X-Request-ID"] in street.proxy.said
