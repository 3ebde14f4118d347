"""Somebody who visits a running installation without a browser: cookies and forms, no scripts."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import requests

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """Keeps cookies; believes only the certificate it is given."""

    address: str
    certificate: Path | None = None
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False  # no proxy of this machine's comes between
        if self.certificate:
            self.session.verify = str(self.certificate)

    def get(self, path: str, **headers: str) -> requests.Response:
        """Ask for a page; follows where it is sent."""
        return self.session.get(self.address + path, headers=headers, timeout=60)

    def send(self, path: str, **form: str) -> requests.Response:
        """Open the page with the form, fill it in and send it."""
        page = self.get(path).text
        found = _TOKEN.search(page)
        assert found, page
        sent = {"csrfmiddlewaretoken": found[1]} | form
        headers = {"Referer": self.address + path}
        return self.session.post(self.address + path, data=sent, headers=headers, timeout=60)
