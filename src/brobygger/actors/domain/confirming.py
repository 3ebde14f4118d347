"""Standing by one fact: a single thing somebody said again today."""

from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import locked
from brobygger.actors.domain.provenance import said_of_field, said_of_row
from brobygger.actors.domain.rows import FACT_FIELDS, MODEL_OF
from brobygger.actors.exceptions import FactGone
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace


@transaction.atomic
def confirm_fact(*, actor: Actor, field: str, row: UUID | None = None, by: User) -> None:
    """Say that one field, or one row of a field, is right today. Who said it first stays.

    Raises FactGone when it is not there any more. Also PermissionDenied, NotInRegister.
    """
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    stored = locked(actor)
    if row is not None:
        _confirm_row(stored, field, row)
    elif field not in FACT_FIELDS or getattr(stored, field) in ("", None, []):
        raise FactGone
    else:
        said = said_of_field(stored, field)
        entry = [said.source.value, clock.today().isoformat(), *([said.who] if said.who else [])]
        stored.fact_sources = stored.fact_sources | {field: entry}
        stored.save(update_fields=["fact_sources"])
    record("actor.fact_confirmed", by=by, on=("actor", actor.pk), workspace_id=actor.workspace_id)


def _confirm_row(actor: Actor, field: str, key: UUID) -> None:
    row = MODEL_OF[field].objects.filter(actor=actor, pk=key).first() if field in MODEL_OF else None
    if row is None:
        raise FactGone
    said = said_of_row(actor, row)
    row.source, row.source_who, row.confirmed_on = said.source.value, said.who, clock.today()
    row.save(update_fields=["source", "source_who", "confirmed_on"])
