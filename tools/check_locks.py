"""Checks that the lock files say what pyproject.toml asks for. Needs no network.

Walks from the declared dependencies through what the installed packages say they need: each
must be pinned, within its limits and with hashes, and nothing else may be pinned.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
APART = ("build", "security")  # made from lists of their own
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>.*)$")


def read_pins(path: Path) -> tuple[dict[str, str], list[str]]:
    """The pinned versions of a lock file, and complaints about its own form."""
    pins: dict[str, str] = {}
    complaints = []
    entries = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for entry in filter(None, map(str.strip, entries)):
        found = PIN.match(entry)
        if not found:
            complaints.append(f"forstår ikke linjen »{entry[:60]}«")
        elif "--hash=sha256:" not in entry:
            complaints.append(f"{found['name']} har ingen hash")
        else:
            pins[canonicalize_name(found["name"])] = found["version"]
    return pins, complaints


def _needs(name: str, extras: frozenset[str]) -> Iterable[Requirement]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:  # pinned for another system than this
        return
    for requirement in map(Requirement, lines):
        marker = str(requirement.marker or "")
        named = set(re.findall(r"extra == ['\"]([^'\"]+)['\"]", marker))
        if not named or named & extras:
            yield requirement


def check(path: Path, declared: Iterable[str]) -> list[str]:
    """Where the lock file and the declared dependencies disagree."""
    pins, complaints = read_pins(path)
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in declared]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        # Any one extra may be what makes a marker true.
        here = requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in ("", *_extras(requirement))
        )
        if name not in pins:
            if here:
                complaints.append(f"{name} mangler")
            continue
        if here and not requirement.specifier.contains(pins[name], prereleases=True):
            complaints.append(f"{name} er {pins[name]}, men {requirement} er krævet")
        if (name, extras) not in seen:
            seen.add((name, extras))
            waiting.extend(_needs(name, extras))
    reached = {name for name, _ in seen}
    complaints += [f"{name} er låst, men ingen bruger den" for name in sorted(set(pins) - reached)]
    return [f"{path.relative_to(ROOT)}: {complaint}" for complaint in complaints]


def check_apart(name: str) -> list[str]:
    """Where a lock file and its own list disagree. What it pins is not installed here."""
    path = ROOT / "requirements" / f"{name}.txt"
    pins, complaints = read_pins(path)
    for line in path.with_suffix(".in").read_text(encoding="utf-8").splitlines():
        if text := line.partition("#")[0].strip():
            wanted = Requirement(text)
            found = pins.get(canonicalize_name(wanted.name), "0")
            if not wanted.specifier.contains(found, prereleases=True):
                complaints.append(f"{wanted} er krævet, men {found} er låst")
    return [f"{path.relative_to(ROOT)}: {complaint}" for complaint in complaints]


def _extras(requirement: Requirement) -> list[str]:
    return re.findall(r"extra == ['\"]([^'\"]+)['\"]", str(requirement.marker or ""))


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = project["dependencies"]
    dev = project["optional-dependencies"]["dev"]
    complaints = check(ROOT / "requirements" / "base.txt", base)
    complaints += check(ROOT / "requirements" / "dev.txt", [*base, *dev])
    for name in APART:
        complaints += check_apart(name)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print("Kør »make lock« og gem de låste filer sammen med ændringen.", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
