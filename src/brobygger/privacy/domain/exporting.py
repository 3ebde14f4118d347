"""Everything stored on one person, as a file they can read and a machine can read."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.template.loader import render_to_string
from django.utils import translation

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion, Signatory
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.privacy.domain.persons import Person, mentions, rows_of, text_fields
from brobygger.privacy.domain.words import excerpt
from brobygger.privacy.policy import entries
from brobygger.privacy.schema import Entry
from brobygger.privacy.titles import title_of

# What a person can log in or sign with is nobody's to read, not even in their own file.
SECRETS = frozenset({
    "password", "session_key", "session_data", "data", "token_hash", "code_hash", "token",
    "token_secret", "secret", "key_hash", "person_hash",
})  # fmt: skip
# Made from other fields for the search, or a file of its own.
_LEFT_OUT = ("search_", "sort_name")
_ROWS_AT_ONCE = 2000
_BIG_DATABASE = 100_000
_ROWS_IN_ALL = """
    SELECT coalesce(sum(greatest(reltuples, 0)), 0) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Part:
    """What one table holds on the person."""

    label: str
    title: str
    why: str
    until: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Named:
    """Others' words that name the person: where, and for those who may see it also the words."""

    title: str
    count: int
    words: tuple[str, ...] = ()


Progress = Callable[[int, int], None]


def is_long(person: Person) -> bool:
    """Whether it takes more than a second, and so belongs to the worker."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS_IN_ALL)
        if cursor.fetchone()[0] > _BIG_DATABASE:
            return True
    return sum(count for _, count in overview(person)) > _ROWS_AT_ONCE


def overview(person: Person) -> list[tuple[str, int]]:
    """The tables with something on the person, by title, and how many rows."""
    counted = (
        (title_of(model._meta.label), rows_of(model, entry, person).order_by().count())
        for model, entry in entries()
    )
    return [(title, count) for title, count in counted if count]


def export_person(
    person: Person, *, language: str, by: User | None, with_words: bool, progress: Progress | None
) -> bytes:
    """A zip with JSON, a page to read, and the agreements the person was to sign.

    `with_words` also quotes others' words that name the person: for those who look after the
    data, not for the person. Recorded in the trail.
    """
    parts, named = [], []
    tables = list(entries())
    with translation.override(language):
        for number, (model, entry) in enumerate(tables):
            parts.append(_part(model, entry, person))
            named.append(_named(model, entry, person, with_words=with_words))
            if progress:
                progress(number + 1, len(tables))
        content = _zip(person, [p for p in parts if p.rows], [n for n in named if n.count])
    _record(person, by)
    return content


def _part(model: type[models.Model], entry: Entry, person: Person) -> Part:
    rows = rows_of(model, entry, person).order_by("pk")
    return Part(
        label=model._meta.label,
        title=title_of(model._meta.label),
        why=entry.why,
        until=entry.until,
        rows=[dict(_values(row)) for row in rows.iterator(chunk_size=500)],
    )


def _values(row: models.Model) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        if field.name in SECRETS:
            yield field.name, "…"
        elif field.name.startswith(_LEFT_OUT) or isinstance(field, models.GeneratedField):
            continue
        elif isinstance(field, models.BinaryField):
            yield field.name, None
        else:
            value = getattr(row, field.attname)
            plain = isinstance(value, str | int | float | bool | list | dict | None)
            yield field.name, value if plain else str(value)


def _named(model: type[models.Model], entry: Entry, person: Person, *, with_words: bool) -> Named:
    rows = mentions(model, person).exclude(pk__in=rows_of(model, entry, person).values("pk"))
    words: list[str] = []
    if with_words:
        for row in rows[:50]:
            values = (getattr(row, name) for name in text_fields(model))
            words += [said for value in values if (said := excerpt(value, person.pattern))]
    return Named(title_of(model._meta.label), rows.order_by().count(), tuple(words))


def _zip(person: Person, parts: list[Part], named: list[Named]) -> bytes:
    told = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "person": {
            "emails": sorted(person.emails),
            "names": sorted(person.names),
            "phones": sorted(person.phones),
        },
        "tables": [vars(part) for part in parts],
        "named_by_others": [vars(one) for one in named],
    }
    context = {"person": person, "parts": parts, "named": named, "now": clock.now()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr("brobygger.json", text)
        archive.writestr("brobygger.html", render_to_string("privacy/extract.html", context))
        for name, pdf in _agreements(person):
            archive.writestr(f"pdf/{name}.pdf", pdf)
    return file.getvalue()


def _agreements(person: Person) -> Iterator[tuple[str, bytes]]:
    mine = Signatory.objects.filter(email__in=person.emails)
    if person.workspace is not None:
        mine = mine.filter(workspace=person.workspace)
    for version in AgreementVersion.objects.filter(pk__in=mine.values("version")).order_by("pk"):
        name = f"{version.frozen_at:%Y-%m-%d}-{version.pk}"
        yield name, bytes(version.signed_pdf or version.pdf)


def _record(person: Person, by: User | None) -> None:
    if person.user is not None:
        on = ("user", person.user.id)
    else:
        on = ("person", next(iter(person.contact_ids), None) or new_id())
    workspace_id = person.workspace.id if person.workspace else None
    record("privacy.exported", by=by, on=on, workspace_id=workspace_id)
