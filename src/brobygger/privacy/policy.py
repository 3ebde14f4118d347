"""config/data_retention.yaml, read strictly and held up against the tables there are."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from pydantic import TypeAdapter

import brobygger
from brobygger.catalog.yaml_files import read_as
from brobygger.privacy.conditions import CONDITIONS, MOMENTS
from brobygger.privacy.schema import Entry, Rule

FILE = Path(brobygger.__file__).parent / "config" / "data_retention.yaml"
# Tables of packages that hold something on people and so stand in the file too.
PACKAGES = frozenset({"account", "sessions", "mfa", "socialaccount"})


@cache
def policy() -> dict[str, Entry]:
    """Every table's entry by its label. Raises CatalogError with line and reason."""
    return read_policy(FILE)


def read_policy(path: Path) -> dict[str, Entry]:
    """A file of entries. Raises CatalogError."""
    entries: dict[str, Entry] = read_as(path, TypeAdapter(dict[str, Entry]))
    return entries


def tables() -> list[type[models.Model]]:
    """Every table that needs an entry."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("brobygger.") or model._meta.app_label in PACKAGES
    ]


def entries() -> Iterator[tuple[type[models.Model], Entry]]:
    """Every table with its entry; one that has none is left out (a test finds it)."""
    known = policy()
    for model in tables():
        if (entry := known.get(model._meta.label)) is not None:
            yield model, entry


def problems_of(model: type[models.Model], entry: Entry | None) -> list[str]:
    """What does not fit between a table and its entry, each with what to write."""
    label = model._meta.label
    if entry is None:
        return [f"{label} has no entry in {FILE.name}: copy one that is like it"]
    there = {field.name for field in model._meta.concrete_fields}
    said = [*entry.personal, *entry.other]
    problems = [f"{label}.{name}: put it under personal: or other:" for name in there - set(said)]
    problems += [f"{label}.{name} is not a field" for name in set(said) - there]
    problems += [f"{label}.{name} stands twice" for name in set(said) if said.count(name) > 1]
    named = entry.person.fields if entry.person else ()
    blanked = entry.erased if isinstance(entry.erased, tuple) else ()
    for path in (*named, *blanked, *_paths(entry)):
        if not _is_field(model, path):
            problems.append(f"{label}: {path} is not a field")
    for parent in entry.with_:
        if parent not in policy():
            problems.append(f"{label}: with: {parent} is no table in the file")
    return problems


def _paths(entry: Entry) -> Iterator[str]:
    for rule in entry.after:
        yield from _paths_of(rule)


def _paths_of(rule: Rule) -> Iterator[str]:
    yield from (path for path in rule.since if path not in MOMENTS)
    yield from (path.partition(".")[0] for path in rule.blank)
    yield from rule.where
    yield from (path for path in rule.unless if path not in CONDITIONS)


def _is_field(model: type[models.Model], path: str) -> bool:
    here: type[models.Model] | None = model
    for step in path.split("__"):
        if here is None:
            return False
        try:
            field = here._meta.get_field(step)
        except FieldDoesNotExist:
            attnames = {one.attname for one in here._meta.concrete_fields}
            return step in attnames
        related = field.related_model
        here = related if isinstance(related, type) else None
    return True
