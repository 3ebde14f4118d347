"""Erasing a person: first the plan, precise to the row, then the deed.

What happens to each table stands in data_retention.yaml (`erased`, `mentioned`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role
from brobygger.core.ids import new_id
from brobygger.privacy.domain import erasing_agreements as agreements
from brobygger.privacy.domain import rooms
from brobygger.privacy.domain.erasure_log import Erased, write_down
from brobygger.privacy.domain.overdue import empty_value
from brobygger.privacy.domain.persons import (
    Person,
    mentions,
    rows_by_address,
    rows_by_key,
    text_fields,
)
from brobygger.privacy.domain.words import excerpt, masked
from brobygger.privacy.exceptions import OnlyAdministrator
from brobygger.privacy.policy import entries
from brobygger.privacy.schema import Entry
from brobygger.sheets.models import FieldRevision, FieldValue
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Membership

Table = type[models.Model]


class Fate(StrEnum):
    """What happens to rows."""

    DELETE = "delete"
    BLANK = "blank"
    MASK = "mask"  # the person's name and numbers are taken out of the words
    COMPACT = "compact"  # earlier wordings go, the one that stands stays
    LOOSEN = "loosen"  # stays; the key of its author points to nobody
    KEEP = "keep"
    LOOK = "look"  # words others stand by: a person looks at each


@dataclass(frozen=True)
class Step:
    """What happens to some rows of a table, and why when they stay."""

    model: Table
    entry: Entry
    fate: Fate
    keys: Sequence[Any]
    why: str = ""

    @property
    def label(self) -> str:
        """The table, as data_retention.yaml calls it."""
        return self.model._meta.label


@dataclass(frozen=True)
class Plan:
    """Everything erasing a person comes to."""

    person: Person
    steps: tuple[Step, ...]
    only_administrator_in: tuple[str, ...] = ()
    take_out: bool = False
    taken_back: int = 0  # agreements that wait for the person's signature are drafts again

    def of(self, *fates: Fate) -> list[Step]:
        """The steps with one of these fates."""
        return [step for step in self.steps if step.fate in fates]


@dataclass(frozen=True)
class Mention:
    """A place where others' words name the person."""

    label: str
    key: str
    field: str
    words: str


def plan_erasure(person: Person, *, take_out: bool = False) -> Plan:
    """What would be deleted, emptied and kept; nothing is changed.

    With `take_out` the name is also taken out of the words that others stand by.
    """
    steps = []
    for model, entry in entries():
        steps += [step for step in _steps_of(model, entry, person, take_out) if step.keys]
    taken_back = agreements.awaiting(person).count()
    return Plan(person, tuple(steps), tuple(_alone_in(person)), take_out, taken_back)


@transaction.atomic
def erase(plan: Plan, *, by: User | None, again: bool = False) -> Plan:
    """Carry the plan out. It cannot be undone.

    `by` is None from the command line; in one workspace it must be an administrator. `again`
    is after a backup was put back: it is written down already. Raises OnlyAdministrator and
    PermissionDenied; nothing is changed then.
    """
    person = plan.person
    if person.workspace is not None and by is not None:
        check_workspace(by, person.workspace, Permission.WORKSPACE_MANAGE)
    if plan.only_administrator_in:
        raise OnlyAdministrator(", ".join(plan.only_administrator_in))
    rooms.leave(person, by=by)
    agreements.take_back(person)
    # Taking back writes mails, also to the one who is erased.
    plan = plan_erasure(person, take_out=plan.take_out)
    pattern = person.pattern
    for fate in (Fate.COMPACT, Fate.MASK, Fate.BLANK, Fate.DELETE):
        for step in plan.of(fate):
            _CARRY_OUT[fate](step, pattern)
    masked_actors = [step for step in plan.of(Fate.MASK) if step.label == "actors.Actor"]
    rooms.forget_in_search([key for step in masked_actors for key in step.keys])
    _record(person, by)
    if not again:
        write_down(Erased.of(person, take_out=plan.take_out))
    return plan


def places_to_look(plan: Plan, limit: int = 200) -> list[Mention]:
    """Where a person must decide, with the words around."""
    found = []
    for step in plan.of(Fate.LOOK):
        for row in step.model._base_manager.filter(pk__in=step.keys[:limit]):
            said = {name: getattr(row, name) for name in text_fields(step.model)}
            found += [
                Mention(step.label, str(row.pk), name, words)
                for name, value in said.items()
                if (words := excerpt(value, plan.person.pattern))
            ]
    return found[:limit]


def _steps_of(model: Table, entry: Entry, person: Person, take_out: bool) -> Iterator[Step]:
    own = rows_by_address(model, entry, person)
    mine = _keys(own)
    gone: list[Any] = []
    match entry.erased:
        case "delete":
            yield Step(model, entry, Fate.DELETE, mine)
            gone = mine
        case "verb":
            kept, cleaned = agreements.divided(own)
            yield Step(model, entry, Fate.KEEP, kept, entry.kept_because)
            yield Step(model, entry, Fate.BLANK, cleaned)
            gone = mine
        case "keep":
            yield Step(model, entry, Fate.KEEP, mine, entry.kept_because)
            gone = mine
        case _ if entry.erased:
            yield Step(model, entry, Fate.BLANK, mine)
    written = _keys(rows_by_key(model, entry, person).exclude(pk__in=mine))
    falls = _falls_with_account(model, entry)
    yield Step(model, entry, Fate.DELETE if falls else Fate.LOOSEN, written)
    said = mentions(model, person).exclude(pk__in=[*gone, *(written if falls else ())])
    if entry.mentioned == "list":
        said = said.exclude(pk__in=mine)
    yield from _mentions(model, entry, said, take_out)


def _mentions(model: Table, entry: Entry, said: Any, take_out: bool) -> Iterator[Step]:
    match entry.mentioned:
        case "delete" | "mask":
            yield Step(model, entry, Fate(entry.mentioned), _keys(said))
        case "compact":
            yield Step(model, entry, Fate.COMPACT, _keys(said))
            if take_out:
                yield Step(model, entry, Fate.MASK, _keys(said))
        case "keep":
            yield Step(model, entry, Fate.KEEP, _keys(said), entry.kept_because)
        case "verb":
            kept, cleaned = agreements.divided(said)
            yield Step(model, entry, Fate.KEEP, kept, entry.kept_because)
            yield Step(model, entry, Fate.MASK, cleaned)
        case "list":
            yield Step(model, entry, Fate.MASK if take_out else Fate.LOOK, _keys(said))


def _keys(rows: Any) -> list[Any]:
    if rows.query.is_empty():  # most tables have nothing to do with most people
        return []
    return list(rows.order_by().values_list("pk", flat=True))


def _falls_with_account(model: Table, entry: Entry) -> bool:
    """Whether the rows with a person's key are deleted with the account."""
    named = entry.person.user if entry.person else ()
    # Of a path over another table it is the first step that falls.
    firsts = [name.split("__")[0] for name in named if not name.endswith("_id")]
    fields = [model._meta.get_field(name) for name in firsts]
    return any(
        one.is_relation and one.remote_field.on_delete is models.CASCADE  # type: ignore[union-attr]
        for one in fields
    )


def _alone_in(person: Person) -> Iterator[str]:
    if person.user is None:
        return
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    for mine in administrators.filter(user=person.user).select_related("workspace"):
        others = administrators.filter(workspace=mine.workspace).exclude(pk=mine.pk)
        if not others.exists():
            yield str(mine.workspace)


def _delete(step: Step, pattern: str) -> None:  # noqa: ARG001
    step.model._base_manager.filter(pk__in=step.keys).delete()


def _blank(step: Step, pattern: str) -> None:
    rows = step.model._base_manager.filter(pk__in=step.keys)
    if step.entry.erased == "verb":
        agreements.clean(rows, pattern)
        return
    rooms.before_blanking(step.label, step.keys)
    names = step.entry.erased
    rows.update(**{name: empty_value(step.model._meta.get_field(name)) for name in names})


def _mask(step: Step, pattern: str) -> None:
    if step.entry.mentioned == "verb":
        agreements.clean(step.model._base_manager.filter(pk__in=step.keys), pattern)
        return
    names = text_fields(step.model)
    for row in step.model._base_manager.filter(pk__in=step.keys).iterator(chunk_size=200):
        for name in names:
            setattr(row, name, masked(getattr(row, name), pattern))
        row.save(update_fields=names)


def _compact(step: Step, pattern: str) -> None:  # noqa: ARG001
    """Of each field that named the person, every wording but the one that stands."""
    said = FieldRevision.objects.filter(pk__in=step.keys)
    for sheet, field_id in set(said.values_list("sheet_id", "field_id")):
        present = FieldValue.objects.filter(sheet=sheet, field_id=field_id).first()
        history = FieldRevision.objects.filter(sheet=sheet, field_id=field_id)
        history.filter(revision__lt=present.revision if present else 2**31 - 1).delete()


_CARRY_OUT = {
    Fate.DELETE: _delete,
    Fate.BLANK: _blank,
    Fate.MASK: _mask,
    Fate.COMPACT: _compact,
}


def _record(person: Person, by: User | None) -> None:
    """That it was done, by key; the key of somebody erased points to nobody."""
    if person.user is not None:
        on = ("user", person.user.id)
    else:
        on = ("person", next(iter(person.contact_ids), None) or new_id())
    own = by is not None and person.user is not None and by.id == on[1]
    workspace_id = person.workspace.id if person.workspace else None
    record("privacy.erased", by=None if own else by, on=on, workspace_id=workspace_id)
