"""`make security`: dangerous code, known weaknesses in what we use, and an attack on ourselves.

Ends badly when anything is found that docs/security/findings.yaml does not explain, and when a
service that was asked did not answer, for then nobody knows. --without-services leaves out what
needs the network, and says so.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "build" / "security" / "bin"
EXPLAINED = ROOT / "docs" / "security" / "findings.yaml"
LOCKED = ("base", "dev")
# Those that need a machine of the makers' to answer (ssrf, xxe, log4shell) are left out, and so are
# csrf and methods: tests/consistency/test_access.py knows exactly what they guess at.
ATTACKS = (
    "backup,cookieflags,crlf,csp,exec,file,htaccess,http_headers,"
    "permanentxss,redirect,sql,timesql,upload,xss"
)
# What would end the visit, and what is not ours to attack.
SPARED = ("account/logout/*", "account/security/*", "account/password/*", "demo/*", "static/*")
CRAWL_SECONDS, ATTACK_SECONDS = 40, 8
PATIENCE = 240


@dataclass(frozen=True)
class Finding:
    """Something a program says is wrong."""

    tool: str
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.tool}: {self.what} · {self.where}"


class NoAnswer(Exception):
    """A service or a program gave no answer, so nothing was looked at."""


def bandit() -> Iterator[Finding]:
    """Dangerous Python in what we give away."""
    told = _json([PROGRAMS / "bandit", "-q", "-r", "src", "-c", "pyproject.toml"])
    for one in told["results"]:
        what = f"{one['test_id']} {one['issue_text']}"
        yield Finding("bandit", what, f"{one['filename']}:{one['line_number']}")


def pip_audit() -> Iterator[Finding]:
    """Known weaknesses in the locked Python libraries."""
    for name in LOCKED:
        command: list[str | Path] = [PROGRAMS / "pip-audit", "--disable-pip"]
        command += ["--require-hashes", "--progress-spinner=off", "-r", f"requirements/{name}.txt"]
        told = _json(command)
        for one in told["dependencies"]:
            if "skip_reason" in one:
                raise NoAnswer(f"pip-audit: {one['skip_reason']}")
            for weakness in one["vulns"]:
                library = f"{one['name']} {one['version']}"
                yield Finding("pip-audit", weakness["id"], f"{library} ({name}.txt)")


def npm_audit() -> Iterator[Finding]:
    """Known weaknesses in the locked front-end libraries."""
    told = _json(["npm", "audit", "--audit-level=none"], form="--json")
    if "vulnerabilities" not in told:
        raise NoAnswer(f"npm audit: {told.get('message') or told.get('error') or told}")
    for name, one in told["vulnerabilities"].items():
        yield Finding("npm audit", f"{one['severity']}: {name}", one["range"])


def wapiti() -> Iterator[Finding]:
    """An attack on a demo of this machine's, as a coordinator who is logged in."""
    with tempfile.TemporaryDirectory(prefix="brobygger-security-") as folder:
        with running_demo(Path(folder)) as address:
            yield from _attack(address, Path(folder))
        yield from _server_errors(Path(folder) / "log.txt")


def _attack(address: str, folder: Path) -> Iterator[Finding]:
    cookie, home = log_in(address)
    report = folder / "report.json"
    command = [str(PROGRAMS / "wapiti"), "-u", f"{address}/", "-s", home, "--scope", "folder"]
    command += ["-H", f"Cookie: {cookie}", "-m", ATTACKS, "-S", "sneaky", "-d", "4", "--tasks", "4"]
    for path in SPARED:
        command += ["-x", f"{address}/{path}"]
    command += ["--max-links-per-page", "12", "--max-files-per-dir", "12", "--flush-session"]
    command += [f"--max-scan-time={CRAWL_SECONDS}", f"--max-attack-time={ATTACK_SECONDS}"]
    command += ["--no-bugreport", "--store-session", str(folder / "session"), "-v", "0"]
    # When its time is up, it complains on stderr about what it had under way.
    done = subprocess.run(
        [*command, "-f", "json", "-o", str(report)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE * 2,
    )
    if done.returncode or not report.exists():
        raise NoAnswer(f"wapiti: {done.stderr.strip()[-300:]}")
    told = json.loads(report.read_text())
    print(f"  wapiti så {told['infos']['crawled_pages_nbr']} sider og formularer")
    for kind in ("vulnerabilities", "anomalies"):
        for name, found in told[kind].items():
            for one in found:
                where = f"{one['method']} {_without_ids(one['path'])} {one['parameter'] or ''}"
                yield Finding("wapiti", f"{name}: {one['info'].splitlines()[0]}", where.strip())


def _server_errors(log: Path) -> Iterator[Finding]:
    """What the attack broke: an answer 500 is a finding, whatever wapiti thinks of it."""
    for text in log.read_text(encoding="utf-8").splitlines():
        line = json.loads(text) if text.startswith("{") else {}
        if line.get("event") == "request" and line["status"] >= 500:
            yield Finding("wapiti", f"answer {line['status']}", f"{line['method']} {line['route']}")


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """A demo of its own on a free port; answers its address."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    log = folder / "log.txt"
    ours = {name: text for name, text in os.environ.items() if not name.startswith("BROBYGGER_")}
    ours |= {"BROBYGGER_DATA": str(folder / "data"), "BROBYGGER_LOG": "json", "PORT": str(port)}
    with log.open("wb") as output:
        run = [sys.executable, "-m", "brobygger", "run", "--demo", "--stop-with-parent"]
        process = subprocess.Popen(run, env=ours, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + PATIENCE
        while "er klar" not in log.read_text(encoding="utf-8"):
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"Demoen kom ikke i gang:\n{log.read_text(encoding='utf-8')}")
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(60)


def log_in(address: str) -> tuple[str, str]:
    """Become the demo's coordinator; answers the cookies and the page one comes to."""
    session = requests.Session()
    session.trust_env = False
    page = session.get(f"{address}/demo/", timeout=30).text
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    form = {"csrfmiddlewaretoken": token, "role": "koordinator"}
    arrived = session.post(f"{address}/demo/", data=form, timeout=30).url
    if "/w/" not in arrived:
        sys.exit(f"Det lykkedes ikke at logge ind i demoen: {arrived}")
    return "; ".join(f"{one.name}={one.value}" for one in session.cookies), arrived


def _json(command: Sequence[str | Path], form: str = "-fjson") -> dict[str, Any]:
    done = subprocess.run(
        [*map(str, command), form], cwd=ROOT, capture_output=True, text=True, check=False
    )
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise NoAnswer(f"{Path(command[0]).name}: {done.stderr.strip()[-300:]}") from error
    return told


def _without_ids(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "<id>", path)


def explained(finding: Finding, explanations: list[dict[str, str]]) -> bool:
    """Whether somebody has written down why this one is no problem."""
    return any(
        one["tool"] == finding.tool
        and re.fullmatch(one["what"], finding.what)
        and re.fullmatch(one["where"], finding.where)
        for one in explanations
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-services", action="store_true")
    alone = parser.parse_args().without_services
    explanations = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    checks = {"bandit": bandit, "pip-audit": pip_audit, "npm audit": npm_audit, "wapiti": wapiti}
    bad = []
    for name, check in checks.items():
        print(f"=== {name}", flush=True)
        if alone and name in {"pip-audit", "npm audit"}:
            print("  IKKE undersøgt: den spørger en tjeneste på nettet")
            continue
        if name == "npm audit" and not shutil.which("npm"):
            sys.exit("npm mangler.")
        try:
            found = list(dict.fromkeys(check()))
        except NoAnswer as error:
            print(f"  IKKE undersøgt: intet svar ({error})")
            bad.append(name)
            continue
        new = [one for one in found if not explained(one, explanations)]
        print(f"  {len(found)} fund, {len(found) - len(new)} forklaret", *new, sep="\n  ✗ ")
        bad += [name] if new else []
    print("Alt er i orden." if not bad else f"Se på: {', '.join(bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
