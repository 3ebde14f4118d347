"""Writing in the register: an actor is made, corrected, confirmed, removed and put back."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.domain.data import (
    ROW_FIELDS,
    TERM_FIELDS,
    VOCABULARY_OF,
    ActorData,
    ExchangeData,
)
from brobygger.actors.domain.merging import Merge, merge
from brobygger.actors.domain.provenance import Said, written_by
from brobygger.actors.domain.rows import MODEL_OF, data_of, new_rows, put_fields, put_rows
from brobygger.actors.domain.visibility import CHOOSABLE
from brobygger.actors.enums import FactSource, Visibility
from brobygger.actors.exceptions import ActorChanged, CprFound, NotInRegister
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core import clock
from brobygger.core.characters import seen
from brobygger.core.citizens import has_cpr
from brobygger.core.ids import new_id
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

CONFIRMATION = ("last_confirmed_on", "confirmed_source", "confirmed_who")


@transaction.atomic
def create_actor(
    *,
    workspace: Workspace,
    data: ActorData,
    by: User,
    key: UUID | None = None,
    source: FactSource = FactSource.WORKSPACE,
) -> Actor:
    """Put an actor in the register, under the `key` that a form has ready for it, if any.

    `source` says where `by` has it from, where it is not their own knowledge. Raises
    PermissionDenied when `by` may not edit here, CprFound when a text holds a CPR number.
    """
    check_workspace(by, workspace, Permission.ACTOR_EDIT)
    data, said = tidied(data), written_by(by, source)
    actor = Actor(id=key or new_id(), workspace=workspace)
    put_fields(actor, data, said)
    actor.save(force_insert=True)
    for name, rows in new_rows(actor, data, said).items():
        MODEL_OF[name].objects.bulk_create(rows)
    _record("actor.created", actor, by)
    return actor


@transaction.atomic
def update_actor(
    *,
    actor: Actor,
    data: ActorData,
    base_version: int,
    by: User,
    base: ActorData | None = None,
    source: FactSource = FactSource.WORKSPACE,
) -> Merge | None:
    """Let the register say `data` of the actor.

    When somebody else saved since `base_version`, what both changed is put together; the answer
    tells what came from the other, and is None when nobody was in between. `base` is the data
    `by` began with; `source` where they have it from. Where nothing is different nothing is
    written: whoever said it first still did. Raises ActorChanged when both wrote in the
    same field and a person must choose: nothing is saved then. Also PermissionDenied, CprFound,
    NotInRegister.
    """
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    data = tidied(data)
    stored = locked(actor)
    merged = None
    if stored.version != base_version:
        merged = merge(base=base, mine=data, theirs=data_of(stored))
        if merged.conflicts:
            raise ActorChanged(merged, stored.version)
        data = merged.data
    data = replace(data, background=stored.background)
    if data != data_of(stored):
        write(stored, data, written_by(by, source))
        _record("actor.updated", stored, by)
    actor.refresh_from_db()
    return merged


@transaction.atomic
def confirm_actor(*, actor: Actor, by: User) -> None:
    """Say that everything the register says of the actor is right today."""
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    stored = locked(actor)
    stored.last_confirmed_on = actor.last_confirmed_on = clock.today()
    stored.confirmed_source = actor.confirmed_source = ""
    stored.confirmed_who = actor.confirmed_who = str(by.pk)
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save(update_fields=[*CONFIRMATION, "version", "updated_at"])
    _record("actor.confirmed", stored, by)


@transaction.atomic
def remove_actor(*, actor: Actor, by: User) -> None:
    """Take the actor out of the register. What it takes part in stays, and it can be put back."""
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    stored = locked(actor)
    stored.deleted_at = actor.deleted_at = clock.now()
    stored.save(update_fields=["deleted_at"])
    _record("actor.removed", stored, by)


@transaction.atomic
def restore_actor(*, actor: Actor, by: User) -> None:
    """Put a removed actor back, just as it was."""
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    stored = Actor.objects.select_for_update().get(pk=actor.pk)
    if stored.deleted_at is not None:
        stored.deleted_at = actor.deleted_at = None
        stored.save(update_fields=["deleted_at"])
        _record("actor.restored", stored, by)


def tidied(data: ActorData) -> ActorData:
    """The data as it may be stored. Raises CprFound.

    A term that is in no vocabulary becomes words; a need or an offer without words is dropped, and
    so are characters nobody can see.
    """
    check_no_cpr(data)
    data = _seen(data)
    return replace(
        data,
        name=data.name.strip(),
        offers=_tidied(data.offers),
        needs=_tidied(data.needs),
        visibility={
            name: one if one in Visibility.values else Visibility.WORKSPACE.value
            for name, one in data.visibility.items()
            if name in CHOOSABLE
        },
    )


def _seen(data: Any) -> Any:
    """The data, or one of its rows, with texts that can be seen."""
    changed: dict[str, Any] = {}
    for field in fields(data):
        value = getattr(data, field.name)
        if field.name in ROW_FIELDS:
            new: Any = tuple(_seen(row) for row in value)
        elif isinstance(value, tuple):
            new = tuple(seen(one) for one in value)
        elif type(value) is str:
            new = seen(value)
        else:
            continue
        if new != value:
            changed[field.name] = new
    return replace(data, **changed) if changed else data


def check_no_cpr(data: ActorData) -> None:
    """Raise CprFound when a text or a mail address holds what looks like a CPR number."""
    texts = [data.name, data.email, data.description, data.notes, data.area, data.capacity_text]
    texts += [data.challenges, data.ideas, data.interests, data.background]
    texts += [one for name in TERM_FIELDS for one in getattr(data, name)]
    texts += [f"{row.text}\n{row.amount}\n{row.period}" for row in (*data.offers, *data.needs)]
    texts += [f"{row.name}\n{row.description}\n{row.schedule}" for row in data.activities]
    texts += [f"{row.name}\n{row.title}\n{row.email}" for row in data.contact_persons]
    texts += [f"{row.name}\n{row.description}" for row in data.locations]
    if has_cpr(*texts):
        raise CprFound


def _tidied(rows: tuple[ExchangeData, ...]) -> tuple[ExchangeData, ...]:
    tidy = (
        row
        if not row.term or row.term in vocabulary(VOCABULARY_OF[row.kind])
        else replace(row, term="", text=f"{row.term}: {row.text}" if row.text else row.term)
        for row in rows
    )
    return tuple(row for row in tidy if row.term or row.text)


def locked(actor: Actor) -> Actor:
    """The actor as stored, held until the transaction ends. Raises NotInRegister when removed."""
    stored: Actor = Actor.objects.select_for_update().get(pk=actor.pk)
    if stored.deleted_at is not None:
        raise NotInRegister
    return stored


def write(
    stored: Actor, data: ActorData, said: Said | None = None, *, own_word: bool = False
) -> None:
    """Save the data as the actor's next version. The caller holds the lock and has checked.

    `said`: where the words that are changed are from. `own_word`: the actor speaks itself.
    """
    put_fields(stored, data, said, own_word=own_word)
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save()
    put_rows(stored, data, said)


def _record(event: str, actor: Actor, by: User) -> None:
    record(event, by=by, on=("actor", actor.id), workspace_id=actor.workspace_id)
