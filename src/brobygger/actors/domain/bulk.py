"""Writing many rows at once, by PostgreSQL's COPY: for imports and invented registers.

The rows are those the domain's verbs would make, in the caller's transaction: permission, tidying
and the trail are the caller's. Afterwards, `settle_soon` lets the database find its way again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.db import connection
from django.db.models import JSONField, Model, TextField
from psycopg import sql

from brobygger.actors.domain.copying import Lines, command, spelled
from brobygger.actors.domain.data import ROW_FIELDS, ActorData
from brobygger.actors.domain.provenance import Said
from brobygger.actors.domain.rows import (
    FIELDS_OF,
    MODEL_OF,
    VALUES_OF,
    put_fields,
    values_in_order,
)
from brobygger.actors.models import Actor, RegisterWord
from brobygger.core.beside import ahead
from brobygger.core.ids import new_id
from brobygger.workspaces.models import Workspace

# So many actors are held at a time, however many there are.
CHUNK = 1000
# So many are made ready by one other process: what it looks at, it gets a copy of.
_HELD = 20 * CHUNK
# So much of the search's words may lie unsorted while a file comes in.
_GATHERED = "128MB"
_WORD_INDEXES = [
    index.name
    for model in (Actor, RegisterWord)
    for index in model._meta.indexes
    if isinstance(index, GinIndex)
]
# Only their owner may; anybody else's database does it by itself a little later.
_INTO_INDEXES = """
    SELECT gin_clean_pending_list(oid) FROM pg_class
    WHERE relname = ANY(%s) AND pg_table_is_visible(oid) AND pg_has_role(relowner, 'USAGE')
"""
# A register with one new in five, or more, is counted again.
_MOSTLY = 5
# The rows that are written by their own words alone.
_SIMPLE = tuple(name for name in ROW_FIELDS if name not in ("locations", "contact_points"))

Values = dict[str, Any]
# A statement, and the lines it takes.
Texts = list[tuple[sql.Composed, bytes]]
# Rows of another table that come with each actor: by its place in the order, and its key.
Beside = tuple[type[Model], Callable[[int, UUID], Iterable[Values]]]
_words = {name: attrgetter(*FIELDS_OF[name]) for name in ROW_FIELDS}


def write_actors(
    *,
    workspace: Workspace,
    actors: Iterable[ActorData],
    said: Said | None = None,
    beside: Beside | None = None,
    written: Callable[[int], None] = lambda _number: None,
) -> list[UUID]:
    """Put many new actors in a register; answers their keys, in the order they came.

    `actors` is read as it is written, so it may be longer than memory. The data must be tidied
    (`domain.actors.tidied`); a row the database refuses raises IntegrityError or DataError.
    Without `said` every fact is from where its actor is from. `written` is told how many there are,
    now and then.
    """
    keys: list[UUID] = []
    for some in _chunks(actors, _HELD):
        first = len(keys)
        parts = [
            (first + start, some[start : start + CHUNK]) for start in range(0, len(some), CHUNK)
        ]
        # The next rows are made ready while the database works on the last ones.
        for new, texts in ahead(parts, partial(_ready, workspace, said, beside)):
            _write(texts)
            keys += new
            written(len(keys))
    return keys


def _write(texts: Texts) -> None:
    for statement, text in texts:
        if text:
            with (
                connection.wrap_database_errors,
                connection.cursor() as cursor,
                cursor.copy(statement) as copy,
            ):
                copy.write(text)


def _ready(
    workspace: Workspace,
    said: Said | None,
    beside: Beside | None,
    part: tuple[int, list[ActorData]],
) -> tuple[list[UUID], Texts]:
    """The keys and the lines of some actors; the number is that of the first of them. It asks
    nothing of the database."""
    first, actors = part
    keys = [new_id() for _actor in actors]
    new = list(zip(keys, actors, strict=True))
    lines = [_actor_lines(workspace, new, said)]
    lines += [_row_lines(workspace, name, new, said) for name in _SIMPLE]
    lines += _place_lines(workspace, new, said)
    if beside is not None:
        model, rows_of = beside
        rows = (row for place, key in enumerate(keys, first) for row in rows_of(place, key))
        lines.append((command(model), "".join(text for text, _number in spelled(model, rows))))
    return keys, [(statement, text.encode()) for statement, text in lines]


def _actor_lines(
    workspace: Workspace, part: list[tuple[UUID, ActorData]], said: Said | None
) -> tuple[sql.Composed, str]:
    if said:
        rows = (_said_values(workspace, key, data, said) for key, data in part)
        return command(Actor), "".join(text for text, _number in spelled(Actor, rows))
    lines = Lines(Actor, Actor(workspace=workspace).__dict__, ("id", *VALUES_OF))
    return lines.command, "".join([lines.line((key, *values_in_order(one))) for key, one in part])


def _said_values(workspace: Workspace, key: UUID, data: ActorData, said: Said) -> Values:
    actor = Actor(workspace=workspace)
    put_fields(actor, data, said)
    values: Values = actor.__dict__ | {"id": key}
    return values


def _row_lines(
    workspace: Workspace, name: str, part: list[tuple[UUID, ActorData]], said: Said | None
) -> tuple[sql.Composed, str]:
    """As `rows.new_rows`, without the objects: making them took longer than writing them."""
    lines = _lines_of(workspace, name, said)
    line, words = lines.line, _words[name]
    made = [line((new_id(), key, *words(row))) for key, one in part for row in getattr(one, name)]
    return lines.command, "".join(made)


def _place_lines(
    workspace: Workspace, part: list[tuple[UUID, ActorData]], said: Said | None
) -> list[tuple[sql.Composed, str]]:
    """Places, and the numbers that refer to them."""
    places = _lines_of(workspace, "locations", said)
    points = _lines_of(workspace, "contact_points", said, "location_id")
    where: list[str] = []
    how: list[str] = []
    for actor, one in part:
        keys = [new_id() for _place in one.locations]
        for key, place in zip(keys, one.locations, strict=True):
            where.append(places.line((key, actor, *_words["locations"](place))))
        for point in one.contact_points:
            number = point.place or 0
            at = keys[number - 1] if 0 < number <= len(keys) else None
            how.append(points.line((new_id(), actor, *_words["contact_points"](point), at)))
    return [(places.command, "".join(where)), (points.command, "".join(how))]


def _lines_of(workspace: Workspace, name: str, said: Said | None, *more: str) -> Lines:
    row = MODEL_OF[name](workspace=workspace)
    if said:
        row.source, row.confirmed_on, row.source_who = said.source, said.on, said.who
    return Lines(MODEL_OF[name], row.__dict__, ("id", "actor_id", *FIELDS_OF[name], *more))


def expect_many() -> None:
    """For the rest of the transaction, let the database work as is best for thousands of rows.

    It looks each reference up as rows come: otherwise it remembers every one of them until the end,
    and then looks up hundreds of thousands while we wait. And it gathers the words of the search
    and sorts them into the index by the thousand; `settle` does the last of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET LOCAL gin_pending_list_limit = '{_GATHERED}'")
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{_GATHERED}'")


def settle_soon(workspace: Workspace, new: int) -> None:
    """Have the worker `settle`, when the transaction is over: nobody waits for it."""
    from brobygger.actors.tasks import settle_register

    settle_register.defer(workspace_id=str(workspace.pk), new=new)


def settle(workspace: Workspace, new: int) -> None:
    """Let the database be ready for many `new` actors of a workspace now, instead of in a minute
    or so. Everything works meanwhile, more slowly.

    The words gathered are put in their indexes: every search would read them all. And when the
    register is mostly new, its rows are counted: until then the database may read it from end to
    end for every page of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INTO_INDEXES, [_WORD_INDEXES])
        if new * _MOSTLY < Actor.objects.filter(workspace=workspace).count():
            return
        models: list[type[Model]] = [Actor, *MODEL_OF.values()]
        for model in models:
            cursor.execute(_count(model))


def _count(model: type[Model]) -> sql.Composed:
    """The statement that counts the columns registers are asked by; long texts take the longest,
    and nobody asks what stands in them but by the words of the search."""
    asked = [
        sql.Identifier(str(field.column))
        for field in model._meta.concrete_fields
        if not isinstance(field, (TextField, JSONField))
    ]
    name = sql.Identifier(model._meta.db_table)
    return sql.SQL("ANALYZE {} ({})").format(name, sql.SQL(", ").join(asked))


def copy_in(rows: Iterable[Model]) -> int:
    """Write new rows of one model; answers how many. As `bulk_create`, several times as fast.

    `save` and the database's own defaults are passed by, as there, and `rows` may be longer than
    memory. Raises IntegrityError or DataError for a row the database refuses.
    """
    stream = iter(rows)
    first = next(stream, None)
    if first is None:
        return 0
    every: Iterator[Model] = chain((first,), stream)
    return copy_values(type(first), (row.__dict__ for row in every))


def copy_values(model: type[Model], rows: Iterable[Values]) -> int:
    """As `copy_in`, from values by attribute name: making objects can take longer than writing."""
    count = 0
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(command(model)) as copy,
    ):
        for text, number in spelled(model, rows):
            copy.write(text)
            count += number
    return count


def change(rows: Sequence[Model], columns: Sequence[str]) -> None:
    """Write these columns of stored rows of one model anew, as `bulk_update`: a statement for a
    thousand rows, and the same one whatever they say. Its own took fifteen milliseconds a row."""
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        model = type(part[0])
        fields = [one for one in model._meta.concrete_fields if one.name in columns]
        said = [
            {"id": row.pk, **{str(field.column): getattr(row, field.attname) for field in fields}}
            for row in part
        ]
        table = sql.Identifier(model._meta.db_table)
        names = [sql.Identifier(str(field.column)) for field in fields]
        statement = sql.SQL(
            "UPDATE {0} SET {1} FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb) AS said "
            "WHERE {0}.id = said.id"
        ).format(table, sql.SQL(", ").join(sql.SQL("{0} = said.{0}").format(one) for one in names))
        with connection.cursor() as cursor:
            cursor.execute(statement, [json.dumps(said, default=str, ensure_ascii=False)])


def _chunks(rows: Iterable[ActorData], size: int) -> Iterator[list[ActorData]]:
    stream = iter(rows)
    while part := list(islice(stream, size)):
        yield part
