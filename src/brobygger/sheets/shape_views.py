"""What the templates of the shapes show: cells, rows, notes, marks and the two sides of a pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from brobygger.catalog.fields import Column, Field, NotesField, Option, PairField, ScaleField
from brobygger.catalog.scale_words import place_words, spread_words
from brobygger.catalog.vocabularies import Vocabulary, vocabulary
from brobygger.sheets.shapes.base import Value, cell_words
from brobygger.sheets.shapes.pair import SIDES
from brobygger.sheets.shapes.scale import GROUP
from brobygger.sheets.validation import POSITIONS, pointer

# The line of a scale as it is drawn: positions lie this far apart, from here.
_STEP, _FROM, _RISE = 60, 40, 48


@dataclass(frozen=True)
class CellView:
    """One cell with its name in the form."""

    column: Column
    name: str
    value: str
    words: str
    url: str = ""  # the page of what it names

    @property
    def terms(self) -> Vocabulary | None:
        """The terms offered while writing."""
        return vocabulary(self.column.suggests) if self.column.suggests else None

    @property
    def type(self) -> str:
        """The type of its input in HTML, which opens the right keyboard on a phone."""
        types = {"phone": "tel", "date": "date", "time": "time", "email": "email"}
        return types.get(self.column.input, "text")

    @property
    def positions(self) -> Sequence[str]:
        """The places on a scale."""
        return POSITIONS


@dataclass(frozen=True)
class RowView:
    """One line of a table; a blank one already has its id."""

    index: int
    number: int
    id: str
    cells: Sequence[CellView]
    blank: bool
    focus: bool  # a line was asked for: here it begins
    votes: int = 0
    voted: bool = False  # by the reader

    @property
    def whole(self) -> bool:
        """Whether it is the whole's own row on a scale: it has its name, and cannot be removed."""
        return self.id == GROUP

    @property
    def name(self) -> str:
        """What a mark on a scale is called."""
        return self._cell("label")

    @property
    def place(self) -> str:
        """Where on the scale it stands; "" before it is placed."""
        return self._cell("position")

    def _cell(self, column: str) -> str:
        return next((one.words for one in self.cells if one.column.id == column), "")


@dataclass(frozen=True)
class OptionView:
    """One answer and whether it is given."""

    option: Option
    chosen: bool


def row_views(
    field: Field,
    kept: Sequence[Mapping[str, Any]],
    *,
    added: Sequence[Mapping[str, Any]] = (),
    reader_id: str = "",
    links: Mapping[str, str] | None = None,
) -> list[RowView]:
    """The rows as they are kept, and the blank ones added to write in."""
    return [
        RowView(
            index=index,
            number=index + 1,
            id=row.get("id", ""),
            cells=[cell_view(c, row, f"{field.id}-{index}-{c.id}", links) for c in field.columns],
            blank=index >= len(kept),
            focus=len(added) > 1 and index == len(kept),
            votes=len(row.get("votes", ())),
            voted=reader_id in row.get("votes", ()),
        )
        for index, row in enumerate([*kept, *added])
    ]


def cell_view(
    column: Column, cells: Mapping[str, str], name: str, links: Mapping[str, str] | None = None
) -> CellView:
    """One cell of a row or one part of a value; `links` are pages by what a cell points to."""
    value = cells.get(column.id, "")
    url = links.get(cells.get(pointer(column), ""), "") if links else ""
    return CellView(column, name, value, cell_words(column, value), url)


@dataclass(frozen=True)
class GroupView:
    """Notes that belong together, as readers see them; no title for those in no group."""

    title: str
    notes: Sequence[RowView]


def group_views(field: Field, rows: Sequence[RowView]) -> list[GroupView]:
    """The notes by group: in the tool's order, then in the order people named them."""
    assert isinstance(field, NotesField)
    order = {group.id: number for number, group in enumerate(field.groups)}
    for row in rows:
        order.setdefault(_group(row).value, len(order) if _group(row).value else len(rows) + 99)
    ordered = sorted(rows, key=lambda row: order[_group(row).value])
    return [
        GroupView(title, list(notes))
        for title, notes in groupby(ordered, key=lambda row: _group(row).words)
    ]


def group_names(rows: Sequence[RowView]) -> list[str]:
    """The groups people have named, to choose among while writing."""
    return list(dict.fromkeys(_group(row).value for row in rows if _group(row).value))


def _group(row: RowView) -> CellView:
    return next(cell for cell in row.cells if cell.column.id == "group")


@dataclass(frozen=True)
class MarkView:
    """One mark: its number on the line, and where that is."""

    number: int
    label: str
    position: int
    words: str
    note: str
    whole: bool
    height: int  # marks of one place stand on each other

    @property
    def x(self) -> int:
        return _FROM + _STEP * self.position

    @property
    def y(self) -> int:
        return -_RISE * self.height


@dataclass(frozen=True)
class ScaleView:
    """A scale as it is drawn and told: all marks, from the lowest to the highest, no average."""

    field: ScaleField
    marks: Sequence[MarkView]
    unplaced: Sequence[str]

    @property
    def ticks(self) -> list[tuple[str, int]]:
        """The places on the line, each with how far along it lies."""
        return [(one, _FROM + _STEP * int(one)) for one in POSITIONS]

    @property
    def box(self) -> str:
        """The drawing's view box: as high as the marks need."""
        rise = _RISE * max((mark.height for mark in self.marks), default=0)
        return f"0 {-32 - rise} {2 * _FROM + _STEP * 10} {90 + rise}"

    @property
    def spread(self) -> str:
        """The spread in words, the whole's own mark aside."""
        return spread_words([mark.position for mark in self.marks if not mark.whole])

    @property
    def whole(self) -> MarkView | None:
        """The whole's own mark."""
        return next((mark for mark in self.marks if mark.whole), None)


def scale_view(field: Field, value: Value) -> ScaleView:
    """The marks in the order they were written; those not placed yet apart."""
    assert isinstance(field, ScaleField)
    heights: dict[str, int] = {}
    marks, unplaced, number = [], [], 0
    for row in value["scale"]:
        whole = row.get("id") == GROUP
        label = field.group.text if whole and field.group else row.get("label", "")
        number += not whole
        place = row.get("position", "")
        if place not in POSITIONS:
            unplaced.append(label)
            continue
        height = heights[place] = heights.get(place, -1) + 1
        marks.append(
            MarkView(
                number=number,
                label=label or _("Uden navn"),
                position=int(place),
                words=place_words(field, int(place)),
                note=row.get("note", ""),
                whole=whole,
                height=height,
            )
        )
    return ScaleView(field, marks, [label for label in unplaced if label])


def scale_rows(field: Field, value: Value) -> list[Mapping[str, Any]]:
    """The rows to write in: the whole's own first, also before it is placed."""
    assert isinstance(field, ScaleField)
    rows: list[Mapping[str, Any]] = list(value["scale"])
    if field.group is not None and not any(row.get("id") == GROUP for row in rows):
        rows.insert(0, {"id": GROUP})
    return rows


@dataclass(frozen=True)
class SideView:
    """Now, or what is wished."""

    name: str
    title: str
    options: Sequence[OptionView]
    words: str

    @property
    def chosen(self) -> list[Option]:
        return [one.option for one in self.options if one.chosen]

    @property
    def filled(self) -> bool:
        """Whether anything is said on this side."""
        return bool(self.chosen or self.words)


@dataclass(frozen=True)
class PairView:
    """The two sides of a pair, and what lies between them."""

    present: SideView
    wished: SideView
    takes: str
    satisfied: bool

    @property
    def sides(self) -> tuple[SideView, SideView]:
        return (self.present, self.wished)


def pair_view(field: Field, value: Value) -> PairView:
    """The pair with its titles and options."""
    assert isinstance(field, PairField)
    pair = value["pair"]
    titles = {"present": field.present.text, "wished": field.wished.text}
    present, wished = (
        SideView(
            name=f"{field.id}-{side}",
            title=titles[side],
            options=[OptionView(o, o.id in pair.get(side, ())) for o in field.options],
            words=pair.get(f"{side}_words", ""),
        )
        for side in SIDES
    )
    return PairView(present, wished, pair.get("takes", ""), bool(pair.get("satisfied")))
