"""What a newer edition of a tool changes for a sheet, told before it is lifted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from brobygger.catalog.fields import Field
from brobygger.catalog.schema import Tool
from brobygger.sheets.editions import field_behind, fitted
from brobygger.sheets.models import Sheet
from brobygger.sheets.presentation import value_words
from brobygger.sheets.values import is_empty


@dataclass(frozen=True)
class Reworded:
    """A field whose words or answers change."""

    field: Field
    before: Field
    title: bool
    question: bool
    help: bool
    gone: Sequence[str]  # answers and columns that are no longer there
    come: Sequence[str]
    stays_behind: Sequence[str]  # what is written there now and will have no place


@dataclass(frozen=True)
class Gone:
    """A field that goes, and what is written in it."""

    field: Field
    words: Sequence[str]


@dataclass(frozen=True)
class News:
    """Everything that changes; nothing at all when only the tool's own page was rewritten."""

    come: Sequence[Field]
    reworded: Sequence[Reworded]
    gone: Sequence[Gone]

    @property
    def is_empty(self) -> bool:
        """Whether the fields are as they were."""
        return not (self.come or self.reworded or self.gone)


def news_of(sheet: Sheet, newest: Tool) -> News:
    """What the newest edition changes for this sheet, by one query."""
    now = sheet.tool
    values = {one.field_id: one.value for one in sheet.field_values.all()}
    gone = []
    for key in dict.fromkeys([*(one.id for one in now.fields), *values]):
        field = now.field(key) if now.has(key) else field_behind(sheet, key, values[key])
        if field is None or newest.has(key):
            continue
        written = key in values and not is_empty(values[key])
        if now.has(key) or written:
            gone.append(Gone(field, value_words(field, values[key]) if written else []))
    shared = [(now.field(one.id), one) for one in newest.fields if now.has(one.id)]
    reworded = [_reworded(old, new, values.get(new.id)) for old, new in shared]
    return News(
        come=[one for one in newest.fields if not now.has(one.id)],
        reworded=[one for one in reworded if one is not None],
        gone=gone,
    )


def _reworded(old: Field, new: Field, value: dict[str, object] | None) -> Reworded | None:
    was, now = _parts(old), _parts(new)
    lost = value is not None and not is_empty(value) and fitted(new, value) != value
    found = Reworded(
        field=new,
        before=old,
        title=old.title != new.title,
        question=old.question != new.question,
        help=(old.help, old.example) != (new.help, new.example),
        gone=[title for key, title in was.items() if key not in now],
        come=[title for key, title in now.items() if key not in was],
        stays_behind=value_words(old, value) if lost and value else [],
    )
    changed = found.title or found.question or found.help or found.gone or found.come or lost
    return found if changed else None


def _parts(field: Field) -> dict[str, str]:
    """Answers and columns by id, with the words people know them by."""
    options = {f"option:{one.id}": one.title.text for one in field.options}
    columns = {f"column:{one.id}": one.title.text for one in field.columns}
    answers = {
        f"answer:{column.id}:{one.id}": _("%(column)s: %(answer)s")
        % {"column": column.title.text, "answer": one.title.text}
        for column in field.columns
        for one in column.options
    }
    return options | columns | answers
