"""What a field says, as points that can be compared; one rule a shape of value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from brobygger.catalog.fields import Column, Field, PairField, ScaleField, Shape
from brobygger.comparison.engine import Point, Statement, normalised
from brobygger.sheets.shapes.base import cell_words, is_empty
from brobygger.sheets.shapes.scale import GROUP

# Shapes where each line is a thing of its own that the parties can agree or differ on.
BY_LINE = frozenset({Shape.ROWS, Shape.NOTES, Shape.SCALE})


def statement_of(field: Field, value: Mapping[str, Any], beside: Field | None = None) -> Statement:
    """What the field says. `beside` is the field it will be compared with: of rows only what both
    ask in the same words decides whether they are the same."""
    if is_empty(value):
        return Statement()
    match field.shape:
        case Shape.TEXT:
            return _text(value["text"])
        case Shape.CHOICE:
            return _chosen(field, value["chosen"])
        case Shape.ROWS:
            return _rows(field, value["rows"], _asked_alike(field, beside or field))
        case Shape.PARTS:
            return _parts(field, value["parts"])
        case Shape.NOTES:
            return _notes(field, value["notes"])
        case Shape.SCALE:
            return _positions(field, value["scale"])
        case Shape.PAIR:
            return _pair(field, value["pair"])


def wish_of(field: Field, value: Mapping[str, Any]) -> tuple[Statement, Statement]:
    """Of a pair: how it is now, and how it should be. "We are satisfied" wishes what is."""
    assert isinstance(field, PairField)
    pair = {} if is_empty(value) else value["pair"]
    present = _side(field, pair, "present")
    if pair.get("satisfied") and not _side(field, pair, "wished"):
        return Statement(tuple(present)), Statement(tuple(present))
    return Statement(tuple(present)), Statement(tuple(_side(field, pair, "wished")))


def _text(text: str) -> Statement:
    return Statement((Point("text", text.strip(), (normalised(text),)),))


def _chosen(field: Field, chosen: Sequence[str]) -> Statement:
    return Statement(
        tuple(
            Point(option.id, option.title.text, (option.id,))
            for option in field.options
            if option.id in chosen
        )
    )


def _asked_alike(field: Field, beside: Field) -> frozenset[str]:
    theirs = {column.id: column.title.da for column in beside.columns}
    return frozenset(c.id for c in field.columns if theirs.get(c.id) == c.title.da)


def _rows(field: Field, rows: Sequence[Mapping[str, str]], alike: frozenset[str]) -> Statement:
    """A line is about what its first column says."""
    first, *others = field.columns
    points = []
    for row in rows:
        about = cell_words(first, row.get(first.id, ""))
        points.append(
            Point(
                key=normalised(about) or row.get("id", ""),
                words=_cells(others, row),
                compared=tuple(normalised(row.get(c.id, "")) for c in others if c.id in alike),
                label=about,
                cells=tuple((c.id, row[c.id]) for c in field.columns if row.get(c.id)),
            )
        )
    return Statement(tuple(points))


def _cells(columns: Sequence[Column], row: Mapping[str, str]) -> str:
    said = ((c, row.get(c.id, "")) for c in columns)
    return "\n".join(f"{c.title.text}: {cell_words(c, cell)}" for c, cell in said if cell)


def _parts(field: Field, parts: Mapping[str, str]) -> Statement:
    return Statement(
        tuple(
            Point(c.id, cell_words(c, parts[c.id]), (normalised(parts[c.id]),), c.title.text)
            for c in field.columns
            if parts.get(c.id)
        )
    )


def _notes(field: Field, notes: Sequence[Mapping[str, Any]]) -> Statement:
    """Who wrote a note, and its votes, are nobody's difference of opinion."""
    text, *_rest = field.columns
    return Statement(
        tuple(
            Point(normalised(note["text"]), cell_words(text, note["text"]), ("",))
            for note in notes
            if note.get("text")
        )
    )


def _positions(field: Field, rows: Sequence[Mapping[str, str]]) -> Statement:
    assert isinstance(field, ScaleField)
    points = []
    for row in rows:
        whole = row["id"] == GROUP
        label = field.group.text if whole and field.group else row.get("label", "")
        position, note = row.get("position", ""), row.get("note", "")
        words = [_position_words(field, position)] if position else []
        points.append(
            Point(
                key=GROUP if whole else normalised(label) or row["id"],
                words="\n".join([*words, *filter(None, [note])]),
                compared=(position,),
                label=label,
            )
        )
    return Statement(tuple(points))


def _position_words(field: ScaleField, position: str) -> str:
    place = int(position)
    if place == 5:
        return _("5 af 10, midt imellem")
    pole = field.left if place < 5 else field.right
    return _("%(place)s af 10, mod »%(pole)s«") % {"place": place, "pole": pole.title.text}


def _pair(field: Field, pair: Mapping[str, Any]) -> Statement:
    """Of two sheets: what each says of now, of the wish, and of what it takes."""
    assert isinstance(field, PairField)
    points = []
    for side, title in (("present", field.present), ("wished", field.wished)):
        said = _side(field, pair, side)
        if said:
            words = ", ".join(point.words for point in said)
            compared = tuple(sorted(one for point in said for one in point.compared))
            points.append(Point(side, words, compared, title.text))
        elif side == "wished" and pair.get("satisfied"):
            points.append(Point(side, field.satisfied.text, ("satisfied",), title.text))
    if pair.get("takes"):
        compared = (normalised(pair["takes"]),)
        points.append(Point("takes", pair["takes"], compared, field.takes.text))
    return Statement(tuple(points))


def _side(field: Field, pair: Mapping[str, Any], side: str) -> list[Point]:
    points = [
        Point(f"option:{option.id}", option.title.text, (option.id,))
        for option in field.options
        if option.id in pair.get(side, ())
    ]
    own = pair.get(f"{side}_words", "")
    if own:
        points.append(Point(f"words:{normalised(own)}", own, (normalised(own),)))
    return points
