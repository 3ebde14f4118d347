"""What a file says about one actor, before anybody has looked in the register."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from brobygger.actors.domain.data import ActorData
from brobygger.actors.transfer.tables import RegisterFile


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that could not be used: where it stands, and what to do about it.

    `name` is that of the actor that came in without it.
    """

    file: str
    row: int
    message: str
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        said = {"file": self.file, "row": self.row, "message": self.message}
        return said | {"name": self.name} if self.name else said


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row word for word, kept with the actor it tells of."""

    file: str
    row: int
    external_id: str
    values: dict[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same row the next time the register comes in."""
        return (self.file, self.external_id)

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "row": self.row, "values": self.values}


@dataclass(slots=True)
class Draft:
    """One actor of the file.

    `values` are fields of ActorData the file speaks of, never empty; `guessed` only count for a
    new actor. `refusals` keep the actor out; `problems` are told, and the actor comes in without
    that cell or row.
    """

    file: str
    row: int
    name: str
    source: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    guessed: dict[str, Any] = field(default_factory=dict)
    id: UUID | None = None
    trusted: bool = False  # a file of our own, whose terms were chosen and not guessed
    only_new: bool = False  # a copy of what we sent out ourselves, with less in it
    elsewhere: str = ""  # why it is put aside: another municipality than the one asked for
    raw: list[RawRow] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # Columns whose cells could not be used, and are only kept word for word; and those that hold
    # a CPR number, and are not kept at all.
    left_out: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    # What a new actor would say, once somebody has asked (lookalikes.data_of_draft).
    data: ActorData | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def external_id(self) -> str:
        return str(self.values.get("external_id", ""))

    def refuse(self, message: str) -> None:
        """Keep the actor out, and say why."""
        self.refusals.append(Problem(self.file, self.row, message))

    def leave_out(self, message: str) -> None:
        """Say that the actor comes in without something of its row."""
        self.problems.append(Problem(self.file, self.row, message, self.name))


@dataclass
class Drafts:
    """Everything a file says: its actors, what hangs loose, and rows that belong to nobody."""

    register: RegisterFile
    actors: list[Draft]
    problems: list[Problem] = field(default_factory=list)
    kept: list[RawRow] = field(default_factory=list)
    # How the file was read: its source, and which column meant what.
    reading: dict[str, Any] = field(default_factory=dict)
    # The words met in it, by vocabulary, and how many times.
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
