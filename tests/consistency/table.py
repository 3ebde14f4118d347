"""Reads access_table.txt: what every address answers everybody."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.consistency.world import ROLES

FILE = Path(__file__).with_name("access_table.txt")
ANSWERS = {"in", "login", "200", "204", "301", "302", "400", "403", "404", "405", "410", "503"}


@dataclass(frozen=True)
class Line:
    """One line: an address asked in one way, and the answer to each role."""

    name: str
    method: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        answers = " ".join(f"{answer:5}" for answer in self.answers)
        return f"{self.name:42} {self.method:5} {answers}".rstrip()


@cache
def table() -> dict[tuple[str, str], Line]:
    """The lines of the table by address and method."""
    lines = {}
    for text in FILE.read_text(encoding="utf-8").splitlines():
        if not text.strip() or text.startswith("#"):
            continue
        name, method, *answers = text.split()
        assert len(answers) == len(ROLES), text
        assert set(answers) <= ANSWERS, text
        assert (name, method) not in lines, text
        lines[name, method] = Line(name, method, tuple(answers))
    return lines
