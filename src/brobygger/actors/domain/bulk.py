"""Writing many rows at once, by PostgreSQL's COPY: for imports and invented registers.

The rows are those the domain's verbs would make, in the caller's transaction: permission, tidying
and the trail are the caller's. Afterwards, `settle` lets the database find its way at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

from brobygger.actors.domain.copying import command, spelled
from brobygger.actors.domain.data import ROW_FIELDS, ActorData
from brobygger.actors.domain.provenance import Said
from brobygger.actors.domain.rows import MODEL_OF, put_fields, said_by, values_of
from brobygger.actors.models import Actor
from brobygger.core.ids import new_id
from brobygger.workspaces.models import Workspace

# So many actors are held at a time, however many there are.
CHUNK = 1000

Values = dict[str, Any]
Ready = tuple[list[Values], dict[str, list[Values]]]


def write_actors(
    *, workspace: Workspace, actors: Iterable[ActorData], said: Said | None = None
) -> list[UUID]:
    """Put many new actors in a register; answers their keys, in the order they came.

    `actors` is read as it is written, so it may be longer than memory. The data must be tidied
    (`domain.actors.tidied`); a row the database refuses raises IntegrityError or DataError.
    Without `said` every fact is from where its actor is from.
    """
    keys: list[UUID] = []
    # The next rows are made ready while the database works on the last ones.
    with ThreadPoolExecutor(max_workers=1) as ahead:
        waiting: Future[Ready] | None = None
        for part in _chunks(actors, CHUNK):
            # With the caller's time of day and language, which belong to its thread.
            here = copy_context()
            following = ahead.submit(here.run, _ready_rows, workspace, part, said)
            if waiting is not None:
                keys += _write(waiting.result())
            waiting = following
        if waiting is not None:
            keys += _write(waiting.result())
    return keys


def _write(ready: Ready) -> list[UUID]:
    actors, rows = ready
    copy_values(Actor, actors)
    for name in ROW_FIELDS:
        copy_values(MODEL_OF[name], rows[name])
    return [actor["id"] for actor in actors]


def _ready_rows(workspace: Workspace, part: list[ActorData], said: Said | None) -> Ready:
    """The rows of some actors. It asks nothing of the database."""
    actors: list[Values] = []
    rows: dict[str, list[Values]] = {name: [] for name in ROW_FIELDS}
    blank = {name: _blank(workspace, name, said) for name in ROW_FIELDS}
    empty = Actor(workspace=workspace).__dict__
    for data in part:
        values = _said_values(workspace, data, said) if said else empty | values_of(data)
        values["id"] = new_id()
        actors.append(values)
        for name, new in _rows(values["id"], data, blank).items():
            rows[name] += new
    return actors, rows


def _said_values(workspace: Workspace, data: ActorData, said: Said) -> Values:
    actor = Actor(workspace=workspace)
    put_fields(actor, data, said)
    values: Values = actor.__dict__
    return values


def _blank(workspace: Workspace, name: str, said: Said | None) -> Values:
    row = MODEL_OF[name](workspace=workspace)
    if said:
        row.source, row.confirmed_on, row.source_who = said.source, said.on, said.who
    values: Values = row.__dict__
    return values


def _rows(actor: UUID, data: ActorData, blank: Mapping[str, Values]) -> dict[str, list[Values]]:
    """As `rows.new_rows`, without the objects: making them took longer than writing them."""
    rows = {
        name: [
            {**blank[name], "id": new_id(), "actor_id": actor, **said_by(name, one)}
            for one in getattr(data, name)
        ]
        for name in ROW_FIELDS
    }
    for point, one in zip(rows["contact_points"], data.contact_points, strict=True):
        place = one.place or 0
        known = 0 < place <= len(rows["locations"])
        point["location_id"] = rows["locations"][place - 1]["id"] if known else None
    return rows


def check_at_once() -> None:
    """For the rest of the transaction, let the database look each reference up as rows come.

    Otherwise it remembers every one of them until the end, and then looks up hundreds of thousands
    while we wait; now it does so while the next rows are made ready.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def settle() -> None:
    """Let the database count what the register holds now, instead of in a minute or so.

    Until it has, it may read a large new register from end to end for every page of it. Call it
    last in the transaction: it reads what the transaction has written.
    """
    with connection.cursor() as cursor:
        models: list[type[Model]] = [Actor, *MODEL_OF.values()]
        for model in models:
            name = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("ANALYZE {}").format(name))


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


def _chunks(rows: Iterable[ActorData], size: int) -> Iterator[list[ActorData]]:
    stream = iter(rows)
    while part := list(islice(stream, size)):
        yield part
