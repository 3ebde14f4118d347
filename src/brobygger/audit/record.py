"""Writing the audit trail."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from brobygger.audit.models import AuditEvent

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
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                event=event,
                by_id=by.id if by else None,
                workspace_id=workspace_id,
                object_kind=kind,
                object_id=key,
            )
            for key in ids
        ),
        batch_size=1000,
    )
