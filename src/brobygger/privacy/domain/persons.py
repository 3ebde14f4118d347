"""Who a person is across every table: their rows, and other people's words that name them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson
from brobygger.privacy.domain.words import pattern_of
from brobygger.privacy.exceptions import NobodyFound
from brobygger.privacy.policy import entries
from brobygger.privacy.schema import Entry
from brobygger.workspaces.models import Workspace

Rows = QuerySet[Any]
Table = type[models.Model]


@dataclass(frozen=True)
class Person:
    """A person as the tables know them, everywhere or in one workspace only."""

    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    user: User | None = None
    contact_ids: frozenset[UUID] = field(default_factory=frozenset)
    workspace: Workspace | None = None

    @property
    def pattern(self) -> str:
        """What finds them in a text."""
        return pattern_of(emails=self.emails, names=self.names, phones=self.phones)


def find_person(email: str) -> Person:
    """Everything known under an address. Raises NobodyFound."""
    email = email.strip().casefold()
    names, phones, known = set(), set(), False
    for model, entry in entries():
        if entry.person is None or not entry.person.email:
            continue
        rows = model._base_manager.filter(**{f"{entry.person.email}__iexact": email})
        named = [name for name in (entry.person.name, entry.person.phone) if name]
        for row in rows.values(*named, "pk"):
            known = True
            names.add(row.get(entry.person.name or "") or "")
            phones.add(row.get(entry.person.phone or "") or "")
    if not known:
        raise NobodyFound
    return Person(
        emails=frozenset({email}),
        names=frozenset(filter(None, names)),
        phones=frozenset(filter(None, phones)),
        user=User.objects.filter(email__iexact=email).first(),
    )


def contact_as_person(contact: ContactPerson) -> Person:
    """A contact person as the register of one workspace knows them."""
    return Person(
        emails=frozenset(filter(None, [contact.email.strip().casefold()])),
        names=frozenset(filter(None, [contact.name.strip()])),
        phones=frozenset(filter(None, [contact.phone.strip()])),
        contact_ids=frozenset({contact.pk}),
        workspace=contact.workspace,
    )


def rows_by_address(model: Table, entry: Entry, person: Person) -> Rows:
    """The rows that say the person's address, or are their entry in a register."""
    mine = Q()
    if entry.person and entry.person.email:
        for email in person.emails:
            mine |= Q(**{f"{entry.person.email}__iexact": email})
    if model is ContactPerson and person.contact_ids:
        mine |= Q(pk__in=person.contact_ids)
    if model is User and person.user:
        mine |= Q(pk=person.user.pk)
    return _those(model, person, mine)


def rows_by_key(model: Table, entry: Entry, person: Person) -> Rows:
    """The rows that hold the key of the person's account: what they wrote, or what is theirs."""
    mine = Q()
    if entry.person and person.user:
        for name in entry.person.user:
            mine |= Q(**{name: person.user.pk})
    return _those(model, person, mine)


def _those(model: Table, person: Person, mine: Q) -> Rows:
    """The rows of which one of these is true; none when nothing is asked."""
    return _in_scope(model, person).filter(mine) if mine else model._base_manager.none()


def rows_of(model: Table, entry: Entry, person: Person) -> Rows:
    """Every row that is the person's, one way or the other."""
    return rows_by_address(model, entry, person) | rows_by_key(model, entry, person)


def mentions(model: Table, person: Person) -> Rows:
    """The rows of a table whose words name the person, whoever they belong to."""
    rows, names = _in_scope(model, person), text_fields(model)
    if not person.pattern or not names:
        return rows.none()
    said = Q()
    for name in names:
        rows = rows.alias(**{f"words_{name}": Cast(name, TextField())})
        said |= Q(**{f"words_{name}__iregex": person.pattern})
    return rows.filter(said)


@cache
def text_fields(model: Table) -> tuple[str, ...]:
    """The fields of a table that people's words may stand in."""
    return tuple(_text_fields(model))


@cache
def path_to_workspace(model: Table) -> str | None:
    """How a row leads to its workspace; None when it has none."""
    if model is Workspace:
        return "pk"
    names = {one.name for one in model._meta.concrete_fields}
    for name in ("workspace", "workspace_id"):
        if name in names:
            return name
    for one in model._meta.concrete_fields:
        parent = one.related_model
        if isinstance(parent, type) and parent not in (model, User):
            above = path_to_workspace(parent)
            if above:
                return f"{one.name}__{above}"
    return None


def _in_scope(model: Table, person: Person) -> Rows:
    rows: Rows = model._base_manager.all()
    if person.workspace is None:
        return rows
    path = path_to_workspace(model)
    return rows.filter(**{path: person.workspace.pk}) if path else rows.none()


def _text_fields(model: Table) -> Iterator[str]:
    texts = (models.CharField, models.TextField, models.JSONField, ArrayField)
    for one in model._meta.concrete_fields:
        if isinstance(one, texts) and not one.choices:
            yield one.name
