"""Two sides by side, ready to be shown: themes, differences, and what each has become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from brobygger.catalog.fields import Field
from brobygger.comparison.engine import Item, Piece, Verdict, changed_words
from brobygger.comparison.models import Became, Outcome
from brobygger.sheets.models import Sheet


class Mode(StrEnum):
    """What lies beside what."""

    SIDES = "sides"  # one party's answers beside another's
    WISHED = "wished"  # how it is now beside how it should be
    THEN = "then"  # an earlier wording beside the present one


@dataclass(frozen=True)
class Column:
    """A side: whose it is or when it was, and where it comes from."""

    title: str
    note: str = ""
    url: str = ""
    mark: int = 0


@dataclass(frozen=True)
class Line:
    """One line of a difference with the words of both sides. `apart` are two answers that only lie
    beside each other: their words are not held up against each other."""

    item: Item
    apart: bool = False

    @property
    def label(self) -> str:
        return self.item.label

    @property
    def verdict(self) -> Verdict:
        return self.item.verdict

    @cached_property
    def _pieces(self) -> tuple[Sequence[Piece], Sequence[Piece]]:
        left = self.item.left.words if self.item.left else ""
        right = self.item.right.words if self.item.right else ""
        alike = not self.apart and left and right and left != right
        marked = changed_words(left, right) if alike else None
        return marked or ((Piece(left),) if left else (), (Piece(right),) if right else ())

    @property
    def left(self) -> Sequence[Piece]:
        """The words on the left, those that differ marked; empty when nothing is said."""
        return self._pieces[0]

    @property
    def right(self) -> Sequence[Piece]:
        """The words on the right."""
        return self._pieces[1]


@dataclass(frozen=True)
class Difference:
    """Something the sides agree or differ on, that can become something. `about` never changes."""

    about: str
    lines: Sequence[Line]
    verdict: Verdict
    outcomes: Mapping[Became, Outcome] = field(default_factory=dict)

    @property
    def shown(self) -> list[Line]:
        """The lines as they are read: what only the one has chosen stands beside what only the
        other has, instead of below it."""
        loose = [line for line in self.lines if not line.label and line.item.one_sided]
        left = [line.item.left for line in loose if line.item.left]
        right = [line.item.right for line in loose if line.item.right]
        beside = [
            Line(Item(f"beside-{number}", "", one, two), apart=True)
            for number, (one, two) in enumerate(zip_longest(left, right))
        ]
        return [*(line for line in self.lines if line not in loose), *beside]

    @property
    def settled(self) -> bool:
        """Whether it has become something, or is the same."""
        return self.verdict is Verdict.SAME or bool(self.outcomes)

    @property
    def made(self) -> list[Outcome]:
        """What it became, in the order it happened."""
        return sorted(self.outcomes.values(), key=lambda one: (one.at, one.id))


@dataclass(frozen=True)
class End:
    """One side of a theme: the field, and the sheet where it stands."""

    sheet: Sheet
    field: Field


@dataclass(frozen=True)
class Theme:
    """What both are asked, or only one."""

    title: str
    left: End | None
    right: End | None
    differences: Sequence[Difference]
    verdict: Verdict | None
    # Names of the sides that have not shown the reader this field: it may be empty, or not shared.
    unseen: Sequence[str] = ()
    # The others cannot read it now: made into something, the words are told.
    inside: bool = False
    # It never leaves the organisation.
    private: bool = False
    clause: Field | None = None
    # Of now and wished: what it takes, and whether it is good as it is.
    takes: str = ""
    satisfied: bool = False

    @property
    def ends(self) -> list[End]:
        """The sides that are there."""
        return [end for end in (self.left, self.right) if end is not None]

    @property
    def anchor(self) -> str:
        """Where the theme stands on the page."""
        return "-".join(dict.fromkeys(end.field.id for end in self.ends))

    @property
    def asked_of_both(self) -> bool:
        """Whether both sides have a field for it."""
        return self.left is not None and self.right is not None

    @property
    def moved(self) -> list[Difference]:
        """Where the sides part."""
        return [one for one in self.differences if one.verdict is not Verdict.SAME]

    @property
    def still(self) -> list[Difference]:
        """Where they say the same."""
        return [one for one in self.differences if one.verdict is Verdict.SAME]

    @property
    def open(self) -> int:
        """How many differences nobody has done anything about."""
        return sum(not one.settled for one in self.differences)


@dataclass(frozen=True)
class Board:
    """Everything on the page."""

    mode: Mode
    left: Column
    right: Column
    themes: Sequence[Theme]
    since: str = ""  # of then and now: the version's id, or the day

    @property
    def face_to_face(self) -> list[Theme]:
        """What both are asked and somebody has answered."""
        return [t for t in self.themes if t.asked_of_both and t.verdict]

    @property
    def asked_of_one(self) -> list[Theme]:
        """What only one is asked, and has answered."""
        return [t for t in self.themes if not t.asked_of_both and t.verdict]

    @property
    def silent(self) -> list[Theme]:
        """What both are asked and nobody has answered."""
        return [t for t in self.themes if t.asked_of_both and not t.verdict]

    def count(self, *verdicts: Verdict) -> int:
        """How many themes both are asked that end so."""
        return sum(theme.verdict in verdicts for theme in self.face_to_face)

    @property
    def same(self) -> int:
        return self.count(Verdict.SAME)

    @property
    def different(self) -> int:
        return self.count(Verdict.DIFFERENT)

    @property
    def parted(self) -> int:
        """How many themes the sides do not say alike."""
        return self.different + self.one_sided

    @property
    def one_sided(self) -> int:
        return self.count(Verdict.LEFT_ONLY, Verdict.RIGHT_ONLY)

    @property
    def open(self) -> int:
        """How many differences nobody has done anything about."""
        return sum(theme.open for theme in self.face_to_face)

    def with_outcomes(self, found: Mapping[str, Mapping[Became, Outcome]]) -> "Board":
        """The same board with what each difference became, by its key."""
        themes = [
            replace(
                theme,
                differences=[
                    replace(one, outcomes=found.get(one.about, {})) for one in theme.differences
                ],
            )
            for theme in self.themes
        ]
        return replace(self, themes=themes)

    def find(self, about: str) -> tuple[Theme, Difference] | None:
        """The difference with that key, and its theme."""
        for theme in self.themes:
            for one in theme.differences:
                if one.about == about:
                    return theme, one
        return None
