"""Which rows are over, by data_retention.yaml, and which of them wait for the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Least, TruncDate

from brobygger.core.clock import DENMARK
from brobygger.privacy.conditions import CONDITIONS, MOMENTS
from brobygger.privacy.models import ArchiveMark
from brobygger.privacy.periods import before
from brobygger.privacy.policy import entries
from brobygger.privacy.schema import Entry, Rule
from brobygger.workspaces.models import WorkspaceKind

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Duty:
    """One rule of one table, and the rows it is about at a moment."""

    model: type[models.Model]
    entry: Entry
    rule: Rule
    now: datetime

    @property
    def label(self) -> str:
        """The table, as the file calls it."""
        return self.model._meta.label

    def rows(self) -> Rows:
        """What is to go now."""
        over = self._over()
        return over.exclude(self._waits_for_archive()) if self.entry.archive else over

    def held(self) -> int:
        """How many rows are over but wait until somebody has noted that the archive has them."""
        return self._over().filter(self._waits_for_archive()).count() if self.entry.archive else 0

    def oldest(self) -> datetime | date | None:
        """When the oldest of what is to go came to its end of use."""
        found: datetime | date | None = self.rows().aggregate(oldest=Min("over_since"))["oldest"]
        return found

    def _over(self) -> Rows:
        rule = self.rule
        rows = _since(self.model, rule)
        rows = rows.filter(over_since__lt=_limit(rows, rule, self.now))
        for path, value in rule.where.items():
            rows = rows.filter(**{f"{path}__in": value if isinstance(value, list) else [value]})
        for name in rule.unless:
            if name in CONDITIONS:
                rows = CONDITIONS[name](rows, rule.period, self.now)
            else:
                rows = rows.filter(**{f"{name}__isnull": True})
        return rows.filter(_not_blank(self.model, rule)) if rule.blank else rows

    def _waits_for_archive(self) -> Q:
        noted = ArchiveMark.objects.filter(
            workspace=OuterRef("workspace"), ended_before__gt=OuterRef("over_on")
        )
        return Q(~Exists(noted), workspace__kind=WorkspaceKind.MUNICIPALITY)


def duties(now: datetime) -> Iterator[Duty]:
    """Every rule of every table, in the order of the tables' rooms."""
    for model, entry in entries():
        for rule in entry.after:
            yield Duty(model, entry, rule, now)


def empty_value(field: Any) -> Any:
    """What stands in a field that says nothing."""
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return b"" if isinstance(field, models.BinaryField) else ""


def _since(model: type[models.Model], rule: Rule) -> Rows:
    rows: Rows = model._base_manager.all()
    if rule.since[0] in MOMENTS:
        rows = MOMENTS[rule.since[0]](rows)
    elif len(rule.since) == 1:
        rows = rows.annotate(over_since=F(rule.since[0]))
    else:
        rows = rows.annotate(over_since=Least(*rule.since))  # the first of those that are set
    if isinstance(rows.query.annotations["over_since"].output_field, models.DateTimeField):
        return _with_day(rows, TruncDate("over_since", tzinfo=DENMARK))
    return _with_day(rows, F("over_since"))


def _with_day(rows: Rows, day: F | TruncDate) -> Rows:
    told: Rows = rows.annotate(over_on=day)
    return told


def _limit(rows: Rows, rule: Rule, now: datetime) -> datetime | date:
    limit = before(now, rule.period)
    field = rows.query.annotations["over_since"].output_field
    return limit if isinstance(field, models.DateTimeField) else limit.astimezone(DENMARK).date()


def _not_blank(model: type[models.Model], rule: Rule) -> Q:
    says_something = Q()
    for path in rule.blank:
        name, _, key = path.partition(".")
        if key:
            says_something |= Q(**{f"{name}__has_key": key})
            continue
        field = model._meta.get_field(name)
        empty = Q(**{f"{name}__isnull": True}) if field.null else Q(**{name: empty_value(field)})
        says_something |= ~empty
    return says_something
