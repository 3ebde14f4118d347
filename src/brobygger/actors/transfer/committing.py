"""Writing a plan into the register, many actors at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.actors.domain.bulk import change, copy_in, copy_values, expect_many, write_actors
from brobygger.actors.domain.data import ROW_FIELDS, ActorData, RowData
from brobygger.actors.domain.provenance import Said, read_in
from brobygger.actors.domain.rows import (
    ACTOR_COLUMNS,
    FIELDS_OF,
    SAID_COLUMNS,
    new_row,
    put_fields,
)
from brobygger.actors.enums import ImportOutcome
from brobygger.actors.models import Actor, ImportedRecord
from brobygger.actors.transfer.drafts import RawRow
from brobygger.actors.transfer.planning import PlannedActor
from brobygger.actors.transfer.progress import Tell, quiet
from brobygger.actors.transfer.register import Stored
from brobygger.audit.record import record_many
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.workspaces.models import Workspace

_CHUNK = 1000
_ACTOR_FIELDS = [*ACTOR_COLUMNS, "version", "updated_at"]


def write_plan(
    planned: Sequence[PlannedActor],
    stored: Mapping[UUID, Stored],
    *,
    workspace: Workspace,
    by: User | None,
    tell: Tell = quiet,
) -> None:
    """Create and update the planned actors. The caller's transaction holds it all or nothing.

    Rows that were put together with another are written with it.
    """
    expect_many()
    heads = [one for one in planned if one.into is None]
    new = [one for one in heads if one.outcome == ImportOutcome.CREATE]
    changed = [one for one in heads if one.outcome == ImportOutcome.UPDATE]
    total = len(new) + len(changed)
    _create(new, workspace, by, lambda done: tell("write", done, total))
    for start in range(0, len(changed), _CHUNK):
        tell("write", len(new) + start, total)
        _update(changed[start : start + _CHUNK], stored, workspace, by)
    for one in planned:
        if one.into is not None:
            one.actor_id = one.into.actor_id


def _create(
    planned: list[PlannedActor],
    workspace: Workspace,
    by: User | None,
    written: Callable[[int], None],
) -> None:
    new = (one.after for one in planned if one.after is not None)
    now = clock.now()

    def rows_of(place: int, key: UUID) -> Iterator[dict[str, Any]]:
        one = planned[place]
        return (_record(row, one.draft.source, key, workspace, now) for row in one.new_raw)

    beside = (ImportedRecord, rows_of)
    keys = write_actors(workspace=workspace, actors=new, beside=beside, written=written)
    for one, key in zip(planned, keys, strict=True):
        one.actor_id = key
    record_many(
        "actor.imported",
        by=by,
        kind="actor",
        ids=keys,
        workspace_id=workspace.id,
    )


def _update(
    planned: list[PlannedActor],
    stored: Mapping[UUID, Stored],
    workspace: Workspace,
    by: User | None,
) -> None:
    actors: list[Actor] = []
    added: dict[str, list[Any]] = {name: [] for name in ROW_FIELDS}
    changed: dict[str, list[Any]] = {name: [] for name in ROW_FIELDS}
    for one in planned:
        assert one.before is not None
        assert one.after is not None
        assert one.actor_id is not None
        actor = stored[one.actor_id].actor
        said = read_in(one.draft.source)
        put_fields(actor, one.after, said)
        actor.version += 1
        actor.updated_at = clock.now()
        actors.append(actor)
        _sort_rows(actor, one.before, one.after, said, added, changed)
    change(actors, _ACTOR_FIELDS)
    for name in ROW_FIELDS:
        copy_in(added[name])
        columns = list(FIELDS_OF[name])
        columns += ["location"] if name == "contact_points" else []
        # Made anew: words from a file are not those the actor itself stood for.
        columns += SAID_COLUMNS
        change(changed[name], columns)
    _keep_raw(planned, workspace, stored)
    record_many(
        "actor.updated_by_import",
        by=by,
        kind="actor",
        ids=[actor.id for actor in actors],
        workspace_id=workspace.id,
    )


def _sort_rows(
    actor: Actor,
    before: ActorData,
    after: ActorData,
    said: Said,
    added: dict[str, list[Any]],
    changed: dict[str, list[Any]],
) -> None:
    """The actor's new rows, and those that already stand there and say something else now."""
    places: list[UUID] = []
    for name in ROW_FIELDS:
        known = {row.id: row for row in getattr(before, name)}
        for data in getattr(after, name):
            key = data.id
            if key is None or not _same(known[key], data):
                row = new_row(actor, name, data, said)
                if key is not None:
                    row.pk = key
                if name == "contact_points" and data.place and data.place <= len(places):
                    row.location_id = places[data.place - 1]
                (added if key is None else changed)[name].append(row)
                key = row.pk
            if name == "locations":
                places.append(key)


def _same(one: RowData, other: RowData) -> bool:
    return all(getattr(one, f.name) == getattr(other, f.name) for f in fields(one))


def _keep_raw(
    planned: Iterable[PlannedActor], workspace: Workspace, stored: Mapping[UUID, Stored]
) -> None:
    """Keep the rows word for word; a newer row takes the older one's place."""
    new: list[dict[str, Any]] = []
    newer: list[ImportedRecord] = []
    now = clock.now()
    for one in planned:
        assert one.actor_id is not None
        known = stored[one.actor_id].raw if one.actor_id in stored else {}
        for row in one.new_raw:
            values = _record(row, one.draft.source, one.actor_id, workspace, now)
            old = known.get((one.draft.source[:200], row.external_id[:200]))
            if old is None:
                new.append(values)
            else:
                newer.append(ImportedRecord(**values | {"id": old.id}))
    copy_values(ImportedRecord, new)
    columns = ["file_name", "row", "values", "imported_at"]
    change(newer, columns)


def _record(
    row: RawRow, source: str, actor: UUID, workspace: Workspace, now: datetime
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "workspace_id": workspace.id,
        "actor_id": actor,
        "source": source[:200],
        "file_name": row.file[:200],
        "external_id": row.external_id[:200],
        "row": row.row,
        "values": row.values,
        "imported_at": now,
    }
