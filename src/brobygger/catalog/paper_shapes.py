"""Notes, scales and pairs as they are drawn on paper, with what is written or blank."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brobygger.catalog.fields import Field, NotesField, Option, PairField, ScaleField
from brobygger.catalog.scale_words import place_words, spread_words
from brobygger.paper.shapes import (
    Drawing,
    PaperMark,
    PaperNote,
    PaperNotes,
    PaperOption,
    PaperPair,
    PaperScale,
    PaperSide,
)

Value = Mapping[str, Any]


def drawing(field: Field, value: Value, language: str) -> Drawing | None:
    """What is drawn in the field; None for a field that is written in."""
    with translation.override(language):
        match field:
            case NotesField():
                return _notes(field, value.get("notes", ()))
            case ScaleField():
                return _scale(field, value.get("scale", ()))
            case PairField():
                return _pair(field, value.get("pair", {}))
            case _:
                return None


def _notes(field: NotesField, notes: Any) -> PaperNotes:
    titles = {group.id: group.title.text for group in field.groups}
    by_group: dict[str, list[PaperNote]] = {title: [] for title in titles.values()}
    for note in notes:
        group = note.get("group", "")
        by_group.setdefault(titles.get(group, group), []).append(_note(note))
    named = sorted(by_group.items(), key=lambda group: not group[0])  # those in no group last
    groups = tuple((title, tuple(found)) for title, found in named if found or not notes)
    return PaperNotes(groups=groups or (("", ()),), written=bool(notes))


def _note(note: Mapping[str, Any]) -> PaperNote:
    votes = len(note.get("votes", ()))
    told = ngettext("%(count)s stemme", "%(count)s stemmer", votes) % {"count": votes}
    foot = [note.get("author", ""), told if votes else ""]
    return PaperNote(note["text"], " · ".join(one for one in foot if one))


def _scale(field: ScaleField, rows: Any) -> PaperScale:
    whole = field.group.text if field.group else ""
    marks, unplaced, number = [], [], 0
    for row in rows:
        own = row["id"] == "group"
        number += not own
        label = whole if own else row.get("label", "") or _("Uden navn")
        if not row.get("position"):
            unplaced.append(label)
            continue
        place = int(row["position"])
        sign = "" if own else str(number)
        marks.append(PaperMark(sign, label, place, place_words(field, place), row.get("note", "")))
    return PaperScale(
        left=field.left.title.text,
        right=field.right.title.text,
        left_examples=field.left.examples.text if field.left.examples else "",
        right_examples=field.right.examples.text if field.right.examples else "",
        headings=(_("Mærke"), field.of.text, _("Placering"), _("Note")),
        whole=whole,
        how=_("Sæt et nummer på linjen for hver, og skriv nummeret i tabellen.")
        + (" " + _("Sæt en firkant for: %(whole)s.") % {"whole": whole} if whole else ""),
        spread=spread_words([mark.position for mark in marks if mark.number]),
        marks=tuple(marks),
        unplaced=_("Ikke sat på linjen endnu:") + " " + ", ".join(unplaced) if unplaced else "",
        written=bool(rows),
    )


def _pair(field: PairField, pair: Value) -> PaperPair:
    own = _("Med jeres egne ord") if field.own_words else ""
    present, wished = (
        PaperSide(
            title=title.text,
            options=tuple(_option(one, one.id in pair.get(side, ())) for one in field.options),
            own=own,
            words=pair.get(f"{side}_words", ""),
        )
        for side, title in (("present", field.present), ("wished", field.wished))
    )
    return PaperPair(
        present=present,
        wished=wished,
        satisfied=PaperOption(field.satisfied.text, chosen=bool(pair.get("satisfied"))),
        takes=field.takes.text,
        taken=pair.get("takes", ""),
        written=bool(pair),
    )


def _option(option: Option, chosen: bool) -> PaperOption:
    described = option.description.text if option.description else ""
    return PaperOption(option.title.text, described, chosen)
