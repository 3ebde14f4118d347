"""Writing the audit trail."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from django.db import connection

from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.ids import new_id

ObjectRef = tuple[str, UUID]


class HasId(Protocol):
    """The person who acted; only the key is kept."""

    @property
    def id(self) -> UUID: ...


def record(
    event: str,
    *,
    by: HasId | None,
    on: ObjectRef,
    workspace_id: UUID | None,
    related: Sequence[ObjectRef] = (),
) -> AuditEvent:
    """Add one line to the trail, in the transaction of the change it tells of.

    `related` names other objects whose timeline should show it, for instance the collaboration.
    """
    return AuditEvent.objects.create(
        event=event,
        by_id=by.id if by else None,
        workspace_id=workspace_id,
        object_kind=on[0],
        object_id=on[1],
        related=[[kind, str(key)] for kind, key in related],
    )


def record_many(
    event: str, *, by: HasId | None, kind: str, ids: Sequence[UUID], workspace_id: UUID | None
) -> None:
    """Add one line for each of many objects, for instance the actors of an import."""
    if not ids:
        return
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        # One statement with two lists of keys: thousands of lines take no longer to make than to
        # write.
        cursor.execute(
            f"INSERT INTO {table} "  # noqa: S608 - the name is the model's own
            "(id, at, event, by_id, workspace_id, object_kind, object_id, related) "
            "SELECT line.id, %s, %s, %s, %s, %s, line.object_id, '[]'::jsonb "
            "FROM unnest(%s::uuid[], %s::uuid[]) AS line(id, object_id)",
            [
                clock.now(),
                event,
                by.id if by else None,
                workspace_id,
                kind,
                _list(new_id() for _key in ids),
                _list(ids),
            ],
        )


def _list(keys: Iterable[UUID]) -> str:
    """Keys as the database writes a list of them: spelling each by itself took longer."""
    return "{" + ",".join([f"{key.int:032x}" for key in keys]) + "}"
