"""Finds the programs the tests need outside Python, or gets them.

What cannot be had fails by name, with the way to get it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

# The same engine without windows, tabs and menus round it: a page costs a third less.
WINDOWLESS = "chromium-headless-shell"
BROWSERS = (
    WINDOWLESS,
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
PACKAGES = {
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "systemd-analyze": "systemd",
}
DEBIAN_BROWSER = "chromium"
UNPACKED = Path(__file__).resolve().parent.parent / "build" / "nginx"
# Tests move data from an older PostgreSQL to ours; CI tests on the oldest we support, too.
OLDER_POSTGRES = (15, 16, 17)
NO_SERVER = Path("/etc/postgresql-common/createcluster.conf")


def _works(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _from_playwright() -> str | None:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).exists() and _works([path, "--version"]) else None


def find_browser() -> str | None:
    """The browser to test with: BROBYGGER_BROWSER, an installed Chromium, else Playwright's."""
    names = [os.environ.get("BROBYGGER_BROWSER", ""), *BROWSERS]
    for name in filter(None, names):
        # Some systems have a stand-in that only tells how to install the real one.
        if (path := shutil.which(name)) and _works([path, "--version"]):
            return path
    return _from_playwright()


def _install(package: str) -> bool:
    """Install a system package when we may without asking anyone."""
    if not shutil.which("apt-get"):
        return False
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if may and not _works([*may, "true"]):
        return False
    print(f"Henter {package} …", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*may, "apt-get", "install", "-qq", "-y", "--no-install-recommends", package]
    if subprocess.run(install, env=environ, stdout=subprocess.DEVNULL, check=False).returncode == 0:
        return True
    subprocess.run([*may, "apt-get", "update", "-qq"], env=environ, check=False)
    return subprocess.run(install, env=environ, check=False).returncode == 0


def find_older_postgres() -> Path | None:
    """The programs of a PostgreSQL older than the one that comes with us."""
    for major in OLDER_POSTGRES:
        folder = Path("/usr/lib/postgresql", str(major), "bin")
        if os.access(folder / "initdb", os.X_OK):
            return folder
    return None


def get_older_postgres() -> Path | None:
    """An older PostgreSQL: found, else the system's package, without a server of its own."""
    if found := find_older_postgres():
        return found
    if shutil.which("apt-get") and not NO_SERVER.exists():
        may = [] if os.geteuid() == 0 else ["sudo", "-n"]
        write = 'mkdir -p "${1%/*}" && echo "create_main_cluster = false" > "$1"'
        _works([*may, "sh", "-c", write, "sh", str(NO_SERVER)])
    for major in OLDER_POSTGRES:
        if _install(f"postgresql-{major}") and (found := find_older_postgres()):
            return found
    return None


def find_nginx() -> str | None:
    """nginx: the system's, else the one unpacked for the tests."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", str(UNPACKED / "usr" / "sbin")]
    path = shutil.which("nginx", path=os.pathsep.join(places))
    return path if path and _works([path, "-v"]) else None


def get_nginx() -> str | None:
    """nginx: found, else the system's package unpacked here. Installed, it would start a server."""
    if (found := find_nginx()) or not shutil.which("apt-get"):
        return found
    print("Henter nginx …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        download = ["apt-get", "download", "-qq", "nginx"]
        if subprocess.run(download, cwd=folder, capture_output=True, check=False).returncode:
            may = [] if os.geteuid() == 0 else ["sudo", "-n"]
            subprocess.run([*may, "apt-get", "update", "-qq"], check=False)
            subprocess.run(download, cwd=folder, check=False)
        for package in Path(folder).glob("nginx_*.deb"):
            UNPACKED.mkdir(parents=True, exist_ok=True)
            subprocess.run(["dpkg-deb", "-x", str(package), str(UNPACKED)], check=False)
    return find_nginx()


def _prefer_windowless() -> None:
    """Where Debian's Chromium is, get its quicker sister; without her the tests take longer."""
    if os.environ.get("BROBYGGER_BROWSER") or shutil.which(WINDOWLESS):
        return
    if shutil.which("dpkg") and _works(["dpkg", "--status", DEBIAN_BROWSER]):
        _install(WINDOWLESS)


def get_browser() -> str | None:
    """A browser: found, else downloaded by Playwright, else the system's package."""
    if found := find_browser():
        _prefer_windowless()
        return find_browser() or found
    print("Henter en browser til testene …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found := find_browser():
        return found
    _install(DEBIAN_BROWSER)
    _prefer_windowless()
    return find_browser()


def missing_tools() -> list[str]:
    """Get what is missing; answers a line about each thing that could not be had."""
    missing = []
    if not get_browser():
        missing.append(
            "Chromium mangler: installér den (Debian: apt-get install chromium), kør "
            "»playwright install --with-deps chromium«, eller sæt BROBYGGER_BROWSER til en."
        )
    if not get_nginx():
        missing.append("nginx mangler: installér pakken nginx, eller læg programmet på PATH.")
    for program, package in PACKAGES.items():
        if not shutil.which(program):
            _install(package)
        if not shutil.which(program):
            missing.append(f"{program} mangler: installér pakken {package}.")
    if not get_older_postgres():
        missing.append(
            "En ældre PostgreSQL mangler: installér pakken postgresql-15 (eller 16 eller 17)."
        )
    return missing


if __name__ == "__main__":
    if lines := missing_tools():
        sys.exit("\n".join(["Testene mangler noget, de skal bruge:", *lines]))
