"""The set-up files hold nothing that is true on one machine only."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ["Makefile", ".ci/run", "package.json", "pyproject.toml", ".npmrc", "tools", "requirements"]
# Places every Debian has are no machine's own.
MACHINES_OWN = re.compile(r"(?<![\w.*$}-])/(?:home|root|Users|work|tmp|opt|mnt|srv|workspace)/")
DOWNLOAD = re.compile(r"https?://[^\s\"']+\.(?:whl|tgz|tar\.gz|zip|deb)\b|resolved\"|index-url[ =]")


def files(*names: str) -> list[str]:
    """The files of those names, and those in the folders of those names."""
    found = []
    for path in (ROOT / name for name in names):
        found += [path] if path.is_file() else sorted(path.glob("*.*"))
    return [str(path.relative_to(ROOT)) for path in found]


@pytest.mark.parametrize("name", files(*SETUP))
def test_no_path_of_one_machine(name: str) -> None:
    assert MACHINES_OWN.findall((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", files(*SETUP, "package-lock.json"))
def test_no_download_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if DOWNLOAD.search(line) and "--no-emit" not in line] == []


def test_the_build_machine_runs_what_people_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for target in ("-j2 setup", "check", "--keep-going test", "unit"):
        assert f"make --no-print-directory {target}" in script
