"""What is stricter when the address is https."""

import json
import os
import subprocess
import sys
from pathlib import Path

READ = """
import json
from brobygger.config import settings
print(json.dumps({name: getattr(settings, name, None) for name in %r}))
"""
NAMES = [
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
]  # fmt: skip


def settings_at(address: str, data: Path, **more: str) -> dict[str, object]:
    environment = {
        **os.environ, "BROBYGGER_BASE_URL": address, "BROBYGGER_DATA": str(data), **more,
    }  # fmt: skip
    answer = subprocess.run(
        [sys.executable, "-c", READ % NAMES], env=environment, capture_output=True, check=True
    )
    found: dict[str, object] = json.loads(answer.stdout)
    return found


def test_cookies_and_transport_are_locked_to_the_host(tmp_path: Path) -> None:
    found = settings_at("https://brobygger.example", tmp_path)
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert str(found[f"{kind}_COOKIE_NAME"]).startswith("__Host-")
        assert found[f"{kind}_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_subdomains_can_be_left_alone(tmp_path: Path) -> None:
    found = settings_at("https://brobygger.example", tmp_path, BROBYGGER_HSTS_SUBDOMAINS="0")
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False


def test_a_machine_of_ones_own_needs_no_certificate(tmp_path: Path) -> None:
    found = settings_at("http://localhost:8000", tmp_path)
    assert found["SESSION_COOKIE_SECURE"] is False
    assert "__Host-" not in str(found["SESSION_COOKIE_NAME"])
