"""The examples in deploy/ hold what they promise, as far as it can be read."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from brobygger.cli.main import COMMANDS
from tests.consistency.house import ROOT

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
UNITS = sorted(DEPLOY.glob("*.service"))
# systemd's own measure: 0 is shut, 10 is wide open.
OPEN_AT_MOST = 20  # tenths


@pytest.fixture
def compose() -> dict[str, Any]:
    """compose.yaml as it is read."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_container_runs_as_nobody_special() -> None:
    users = re.findall(r"^USER (\S+)", CONTAINER, re.MULTILINE)

    assert users
    assert users[-1] not in {"root", "0"}
    assert CONTAINER.index(f"USER {users[-1]}") < CONTAINER.index("ENTRYPOINT")


def test_the_container_fetches_nothing_without_a_hash() -> None:
    fetches = re.findall(r"pip install (.*)$", CONTAINER, re.MULTILINE)

    assert not re.search(r"^ADD ", CONTAINER, re.MULTILINE)
    assert "http" not in re.sub(r"http://127\.0\.0\.1", "", CONTAINER)
    assert all("--require-hashes" in one or "/dist/" in one for one in fetches)
    assert "npm ci" in CONTAINER


def test_the_images_are_named_without_a_registry(compose: dict[str, Any]) -> None:
    images = re.findall(r"_IMAGE=(\S+)", CONTAINER)
    images += [one["image"] for one in compose["services"].values()]

    assert all(re.fullmatch(r"[a-z]+:[\w.-]+", image) for image in images), images


def test_the_container_says_whether_it_is_well() -> None:
    assert "HEALTHCHECK" in CONTAINER
    assert "/health/" in CONTAINER


def test_what_the_container_needs_is_let_in() -> None:
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rest = CONTAINER.partition("FROM ${PYTHON_IMAGE} AS runtime")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", rest[0] + rest[2], re.MULTILINE)
    files = {name for line in copied for name in line.split()} - {"."}

    assert let_in[0] == "*"
    assert {f"!{name}" for name in files} <= set(let_in)
    assert all((ROOT / name).exists() for name in files)


def test_compose_has_no_password_of_its_own(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|TOKEN|DATABASE_URL|SMTP_URL", name):
                assert name.endswith("_FILE"), name
                assert str(value).startswith("/run/secrets/")


def test_compose_runs_commands_there_are(compose: dict[str, Any]) -> None:
    ours = [one for one in compose["services"].values() if one["image"].startswith("brobygger")]

    assert {one["command"][0] for one in ours} == {"prepare", "web", "worker"}
    assert all(one["command"][0] in COMMANDS for one in ours)
    assert all(one["cap_drop"] == ["ALL"] and one["read_only"] for one in ours)
    secrets = {name for one in compose["services"].values() for name in one.get("secrets", [])}
    assert secrets == set(compose["secrets"])


def test_the_proxies_close_the_numbers_and_set_who_came() -> None:
    caddy, nginx = ((DEPLOY / name).read_text() for name in ("Caddyfile", "nginx.conf"))

    assert "respond /metrics 404" in caddy
    assert re.search(r"location = /metrics \{\s+return 404;", nginx)
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx


@pytest.fixture
def systemd(tmp_path: Path) -> Path:
    """The units in a folder of their own, with programs that exist here."""
    if not shutil.which("systemd-analyze"):
        pytest.fail("systemd-analyze mangler: installér pakken systemd.")
    for path in DEPLOY.glob("*.*"):
        if path.suffix in {".service", ".timer"}:
            text = path.read_text().replace("/opt/brobygger/bin/brobygger", "/bin/true")
            (tmp_path / path.name).write_text(text)
    return tmp_path


def test_systemd_understands_the_units(systemd: Path) -> None:
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(systemd.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "brobygger" not in done.stderr


@pytest.mark.parametrize("unit", [path.name for path in UNITS])
def test_systemd_finds_the_units_shut_enough(systemd: Path, unit: str) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", f"--threshold={OPEN_AT_MOST}"]
    done = subprocess.run(
        [*command, str(systemd / unit)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-300:]
