"""The real OpenID provider of the tests (provider.mjs), and a person's browser at it."""

import html
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client

from brobygger.accounts.oidc.configuration import OidcProvider

HERE = Path(__file__).parent
SECRET = "a-secret-both-of-us-know-0123456789"
TIMEOUT = 10


@dataclass
class Provider:
    """One provider, with one client: us."""

    issuer: str

    def told(self, **what: Any) -> None:
        """Say who people are (`people`), what is wrong with its tokens (`flaw`), and where it
        puts what it knows (`claimsIn`)."""
        requests.post(f"{self.issuer}/control", json=what, timeout=TIMEOUT).raise_for_status()

    def as_ours(self, **changed: Any) -> OidcProvider:
        """How the environment would describe it."""
        values = {
            "key": "kommune",
            "name": "Fjordby Kommunes login",
            "issuer": self.issuer,
            "client_id": "brobygger",
            "client_secret": SECRET,
        }
        return OidcProvider(**(values | changed))

    @property
    def environ(self) -> dict[str, str]:
        """How an installation is told of it."""
        ours = self.as_ours()
        return {
            "BROBYGGER_OIDC": ours.key,
            "BROBYGGER_OIDC_KOMMUNE_NAME": ours.name,
            "BROBYGGER_OIDC_KOMMUNE_ISSUER": ours.issuer,
            "BROBYGGER_OIDC_KOMMUNE_CLIENT_ID": ours.client_id,
            "BROBYGGER_OIDC_KOMMUNE_CLIENT_SECRET": ours.client_secret,
        }


@contextmanager
def running_provider() -> Iterator[Provider]:
    """The provider as a process of its own, gone afterwards. Needs Node (`make setup`)."""
    client = {
        "client_id": "brobygger",
        "client_secret": SECRET,
        "redirect_uris": ["http://localhost/callback/"],
    }
    process = subprocess.Popen(
        ["node", str(HERE / "provider.mjs"), json.dumps([client])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http://127.0.0.1:"), "the provider did not start: `make setup`"
        yield Provider(issuer)
    finally:
        process.communicate()


@dataclass
class Person:
    """Somebody with a browser: our pages by Django's client, the provider's over the network."""

    client: Client = field(default_factory=Client)
    elsewhere: requests.Session = field(default_factory=requests.Session)

    def begin(self, path: str = "/account/oidc/kommune/login/", **form: str) -> str:
        """Press the button; answers the address of the provider's page."""
        page = self.client.post(path, form)
        assert page.status_code == 200, page.content.decode()
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
        assert found is not None
        return html.unescape(found[1])

    def authenticate(self, url: str, login: str | None) -> str:
        """Say who one is at the provider, or go back; answers where it sends the person."""
        form = self.elsewhere.get(url, timeout=TIMEOUT)
        assert form.status_code == 200, form.text
        said = {"login": login} if login else {"cancel": "1"}
        answer = self.elsewhere.post(form.url, said, timeout=TIMEOUT, allow_redirects=False)
        while "/callback/" not in answer.headers["Location"]:
            onward = urljoin(form.url, answer.headers["Location"])
            answer = self.elsewhere.get(onward, timeout=TIMEOUT, allow_redirects=False)
        return str(answer.headers["Location"])

    def come_back(self, url: str) -> Any:
        """Our page for whoever comes from the provider."""
        address = urlsplit(url)
        return self.client.get(f"{address.path}?{address.query}")

    def log_in(self, login: str | None, **form: str) -> Any:
        """All of it."""
        return self.come_back(self.authenticate(self.begin(**form), login))
