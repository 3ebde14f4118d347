"""Short notes with votes. A note is a row; a vote is a person's and is given and taken back alone,
so what a form sends never holds votes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field
from brobygger.sheets.merge import merge_rows
from brobygger.sheets.shapes.base import Row, Value, cells_of, line_words, sent_rows
from brobygger.sheets.validation import clean_rows

Note = dict[str, Any]


class NotesRules:
    """`{"notes": [{"id", "text", "author", "group", "votes": [user ids]}]}`, as they came."""

    def empty(self) -> Value:
        return {"notes": []}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        """Notes with something written; who says it or which group is no note without words."""
        votes = {note.get("id"): note.get("votes", ()) for note in value["notes"]}
        written = [_row(note) for note in value["notes"] if note.get("text", "").strip()]
        kept: list[Note] = []
        for row in clean_rows(field, written):
            given = [str(one) for one in dict.fromkeys(votes.get(row["id"], ()))]
            kept.append({**row, "votes": given} if given else {**row})
        return {"notes": kept}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        stand, own = _rows(theirs), _rows(mine)
        rows = own if stand == _rows(base) else merge_rows(_rows(base), stand, own)
        return with_votes_of(theirs, {"notes": rows})

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"notes": sent_rows(field, sent)}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        """All notes, each once, without the votes given elsewhere."""
        rows: dict[str, Row] = {}
        for row in (row for value in values for row in _rows(value)):
            rows.setdefault(" ".join(row["text"].split()).casefold(), row)
        return self.clean(field, {"notes": list(rows.values())})

    def public(self, field: Field, value: Value) -> Any:
        return [
            {**cells_of(field, note), "votes": len(note.get("votes", ()))}
            for note in value["notes"]
        ]

    def words(self, field: Field, value: Value) -> list[str]:
        return [line_words(field, note) for note in value["notes"]]


def with_votes_of(given: Value, value: Value) -> Value:
    """The notes of `value` with the votes they have in `given`."""
    votes = {note["id"]: note.get("votes") for note in given["notes"]}
    return {
        "notes": [
            {**_row(note), "votes": votes[note["id"]]} if votes.get(note["id"]) else _row(note)
            for note in value["notes"]
        ]
    }


def with_vote(value: Value, note_id: str, voter: str, *, up: bool) -> Value:
    """The notes after one person has given or taken back a vote; the same when nothing changes."""
    notes = (_voted(one, voter, up) if one["id"] == note_id else one for one in value["notes"])
    return {"notes": list(notes)}


def _voted(note: Note, voter: str, up: bool) -> Note:
    others = [one for one in note.get("votes", ()) if one != voter]
    votes = [*others, voter] if up else others
    return {**_row(note), "votes": votes} if votes else {**_row(note)}


def _row(note: Mapping[str, Any]) -> Row:
    return {key: cell for key, cell in note.items() if key != "votes"}


def _rows(value: Value) -> list[Row]:
    return [_row(note) for note in value["notes"]]
