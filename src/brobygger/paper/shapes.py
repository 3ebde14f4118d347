"""What is ticked or drawn in a field: boxes, notes on a wall, marks on a line, now and wished."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperOption:
    """A box to tick."""

    title: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class PaperNote:
    """A short note; `foot` says who it is from and how many votes it has."""

    text: str
    foot: str = ""


@dataclass(frozen=True)
class PaperNotes:
    """Notes under the titles of their groups; blank, each group has its part of the wall."""

    groups: tuple[tuple[str, tuple[PaperNote, ...]], ...]

    written: bool = False


@dataclass(frozen=True)
class PaperMark:
    """A mark on the line. The whole's own mark has no number, and looks otherwise."""

    number: str
    label: str
    position: int
    words: str
    note: str = ""


@dataclass(frozen=True)
class PaperScale:
    """A line between two poles, the marks on it, and the same as a table under it."""

    left: str
    right: str
    left_examples: str
    right_examples: str
    headings: tuple[str, str, str, str]  # mark, what it is, where, note
    whole: str  # what the whole is called; "" when it has no mark of its own
    how: str  # how to use the blank one
    spread: str = ""
    marks: tuple[PaperMark, ...] = ()
    unplaced: str = ""
    written: bool = False


@dataclass(frozen=True)
class PaperSide:
    """Now, or what is wished: boxes to tick, and own words when they are asked for."""

    title: str
    options: tuple[PaperOption, ...]
    own: str = ""  # what own words are asked for as; "" when they are not
    words: str = ""


@dataclass(frozen=True)
class PaperPair:
    """Now, an arrow, and what is wished; what it takes; and "we change nothing"."""

    present: PaperSide
    wished: PaperSide
    satisfied: PaperOption
    takes: str
    taken: str = ""
    written: bool = False


Drawing = PaperNotes | PaperScale | PaperPair
