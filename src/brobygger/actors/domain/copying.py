"""Rows in the form PostgreSQL's COPY reads: one line a row, a tab between the values.

The driver would do this as well, but finds out anew for every value what it is. Here the columns
of a model are looked at once, and a large register is written in a third of the time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, Field, JSONField, Model
from psycopg import sql

Values = Mapping[str, Any]
Spelled = Callable[[Any], str]

_NULL = "\\N"
_LINES = 500
_ESCAPED = str.maketrans({
    "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v",
})  # fmt: skip


def command(model: type[Model]) -> sql.Composed:
    """The statement that takes the lines of `spelled`."""
    return _command(model, [str(field.column) for field in _written(model)])


def spelled(model: type[Model], rows: Iterable[Values]) -> Iterator[tuple[str, int]]:
    """The rows as text, some hundred at a time, with their number."""
    columns = _columns(model)
    names = [name for name, _how in columns]
    hows = [how for _name, how in columns]
    stream = iter(rows)
    while part := list(islice(stream, _LINES)):
        lines = [_line([row[name] for name in names], hows) for row in part]
        yield "\n".join(lines) + "\n", len(lines)


class Lines:
    """Lines of rows that say the same in most columns: what is `common` is spelled once.

    `told` are the columns that differ, by attribute name; `line` takes their values in that order.
    """

    def __init__(self, model: type[Model], common: Values, told: Sequence[str]) -> None:
        hows = dict(_columns(model))
        rest = [name for name in hows if name not in told]
        column = {field.attname: str(field.column) for field in _written(model)}
        self.command = _command(model, [column[name] for name in (*told, *rest)])
        self._hows = [hows[name] for name in told]
        self._end = "".join(f"\t{_line([common[name]], [hows[name]])}" for name in rest) + "\n"

    def line(self, values: Iterable[Any]) -> str:
        """One row."""
        return _line(values, self._hows) + self._end


def _line(values: Iterable[Any], hows: Sequence["_How"]) -> str:
    """Most values are plain text that is written as it is; that is asked here, for a call for
    each of them takes longer than the asking."""
    return "\t".join([
        value
        if value.__class__ is str and how.plain and value.isprintable() and "\\" not in value
        else how.spell(value)
        for value, how in zip(values, hows, strict=True)
    ])  # fmt: skip


def _command(model: type[Model], columns: Iterable[str]) -> sql.Composed:
    names = sql.SQL(", ").join([sql.Identifier(column) for column in columns])
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), names)


class _How(NamedTuple):
    """How the values of a column are spelled; text as it is when it is `plain`."""

    plain: bool
    spell: Spelled


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, _How], ...]:
    return tuple(
        (field.attname, _How(not isinstance(field, JSONField), _spelling(field)))
        for field in _written(model)
    )


def _written(model: type[Model]) -> "list[Field[Any, Any]]":
    """The stored fields, without those the database works out itself."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _spelling(field: "Field[Any, Any]") -> Spelled:
    if isinstance(field, JSONField):
        encode = (field.encoder or json.JSONEncoder)(ensure_ascii=False).encode
        return lambda value: _NULL if value is None else _plain(encode(value))
    if isinstance(field, ArrayField):
        return _array
    if isinstance(field, BinaryField):
        raise NotImplementedError(field)
    return _plain


def _plain(value: Any) -> str:
    if value is None:
        return _NULL
    if value.__class__ is UUID:
        return f"{value.int:032x}"
    # A choice is written as its value, not as a member of its enum.
    text = value if value.__class__ is str else str(value)
    return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPED)


def _array(value: Any) -> str:
    if not value:
        return _NULL if value is None else "{}"
    return _plain("{" + ",".join([_element(one) for one in value]) + "}")


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    text = str(value)
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
