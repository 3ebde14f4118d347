"""docs/security/asvs.md holds every requirement, adds up, and points at files that are there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "docs/security/asvs.md"
STATES = {"ja": "opfyldt", "delvis": "delvis", "nej": "ikke opfyldt", "–": "gælder ikke"}
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (\S+) \| (.+) \|$", re.MULTILINE)

# Requirements of level 1 and 2 in version 5.0.0: section, then numbers.
REQUIRED = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4
3.4:1-6 3.5:1-5 3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3
6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5
7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1 8.4:1 9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4
10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1
12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3
15.1:1-3 15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4
17.3:1-2
"""


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(PAPER.read_text())


def required() -> list[str]:
    found = []
    for line in REQUIRED.split():
        section, numbers = line.split(":")
        for part in numbers.split(","):
            first, _, last = part.partition("-")
            found += [f"{section}.{n}" for n in range(int(first), int(last or first) + 1)]
    return found


def test_every_requirement_has_its_row_once() -> None:
    assert [row[0] for row in rows()] == required()
    assert len(required()) == 253


def test_every_row_says_where_it_stands_and_why() -> None:
    assert {row[2] for row in rows()} <= set(STATES)
    assert [row[0] for row in rows() if len(row[3]) < 8] == []


def test_the_numbers_at_the_top_are_those_of_the_rows() -> None:
    count = Counter(row[2] for row in rows())
    line = " · ".join(f"{count[state]} {name}" for state, name in STATES.items())
    assert f"253 krav: {line}." in PAPER.read_text()


def test_every_file_named_is_there() -> None:
    named = re.findall(r"`((?:tests|src|docs|deploy)/[\w./-]*)`", PAPER.read_text())
    assert [name for name in sorted(set(named)) if not (ROOT / name).exists()] == []


def test_every_link_leads_somewhere() -> None:
    for target, anchor in re.findall(r"\]\(([\w./-]+)(?:#([\w-]+))?\)", PAPER.read_text()):
        text = (PAPER.parent / target).read_text()
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        if anchor:
            assert anchor in {re.sub(r"[^\w]+", "-", one.lower()).strip("-") for one in headings}
