"""Nothing in the repository knows one particular machine or where something was fetched."""

import re
from pathlib import Path

from tests.consistency.house import ROOT, tracked_files

# This file is spared: it has to name what it looks for.
PERSONAL = re.compile(r"/(work|root|Users)/|/home/\w")
REGISTRIES = re.compile(
    r"https?://[^\s\"']*(registry\.npm|npmjs\.org/|pythonhosted|pypi\.org/simple)"
    r"|https?://[^\s\"'<>]+\.(whl|tgz|tar\.gz|deb|zip)\b"
    r'|"resolved":'
    r"|--(extra-)?index-url"
)
BINARY = {".png", ".jpg", ".woff2", ".ico", ".xlsx", ".zip", ".pdf", ".ttf", ".otf"}
# The tools that make lock files say how they are called.
SAYS_HOW = {"Makefile"}


def lines_matching(rule: re.Pattern[str], spared: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {found[0]}"
        for path in tracked_files()
        if path.suffix not in BINARY and path.name not in spared and path != Path(__file__)
        for number, line in enumerate(text_of(path), 1)
        if (found := rule.search(line))
    ]


def text_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:  # test data in the encodings people really send
        return []


def test_no_path_of_one_machine() -> None:
    assert lines_matching(PERSONAL, set()) == []


def test_no_download_address() -> None:
    assert lines_matching(REGISTRIES, SAYS_HOW) == []
