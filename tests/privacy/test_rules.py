"""Every rule of data_retention.yaml: a moment before its time the row stays, a moment after it
is gone, or emptied."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models

from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.privacy.conditions import MOMENTS
from brobygger.privacy.domain.overdue import Duty, duties, empty_value
from brobygger.privacy.domain.retention import carry_out, enforce
from brobygger.privacy.periods import before
from tests.privacy.rows import ROWS

ALL = {f"{duty.label} {duty.rule.name}": duty for duty in duties(clock.now())}
LITTLE = timedelta(minutes=5)
# A date has no minutes.
DAY = timedelta(days=1)


def put_back(duty: Duty, row: models.Model, moment: datetime) -> None:
    """Let the row have come to its end at the moment."""
    for path in duty.rule.since:
        *steps, name = ("created_at" if path in MOMENTS else path).split("__")
        here: Any = row
        for step in steps:
            here = getattr(here, step)
        type(here)._base_manager.filter(pk=here.pk).update(**{name: moment})


def build(duty: Duty, moment: datetime) -> models.Model:
    if duty.label == "audit.AuditEvent":
        return AuditEvent.objects.create(
            at=moment, event="actor.updated", object_kind="actor", object_id=new_id()
        )
    model = apps.get_model(duty.label)
    row = row_of(model)
    put_back(duty, row, moment)
    return row


def row_of(model: type[models.Model]) -> models.Model:
    label = model._meta.label
    return ROWS[label]() if label in ROWS else plain(model)


def plain(model: type[models.Model]) -> models.Model:
    """A row of a table that stands alone."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.has_default() or field.null:
            continue
        if isinstance(field, models.DateTimeField):
            values[field.name] = clock.now()
        elif isinstance(field, models.DateField):
            values[field.name] = clock.today()
        elif isinstance(field, models.BinaryField):
            values[field.name] = b"x"
        elif isinstance(field, models.BooleanField):
            values[field.name] = False
        elif isinstance(field, models.UUIDField):
            values[field.name] = new_id()
        elif isinstance(field, models.IntegerField):
            values[field.name] = 1
        elif field.is_relation:
            assert isinstance(field.related_model, type)
            values[field.name] = row_of(field.related_model)
        else:
            values[field.name] = "x"
    return model._base_manager.create(**values)


@pytest.mark.parametrize("name", ALL)
def test_a_row_stays_until_its_time_and_goes_then(name: str, db: None) -> None:
    duty = ALL[name]
    end = before(clock.now(), duty.rule.period)
    margin = LITTLE if is_moment(duty) else DAY
    young = build(duty, end + margin)
    carry_out(replace(duty, now=clock.now()))
    stays = type(young)._base_manager.filter(pk=young.pk)
    assert stays.exists()
    assert not duty.rule.blank or not is_blank(duty, stays.get())

    young = stays.get()
    if duty.label == "audit.AuditEvent":
        young = build(duty, end - margin)
    else:
        put_back(duty, young, end - margin)
    carry_out(replace(duty, now=clock.now()))

    rows = type(young)._base_manager.filter(pk=young.pk)
    assert is_blank(duty, rows.get()) if duty.rule.blank else not rows.exists()


def is_moment(duty: Duty) -> bool:
    since = duty.rule.since[0]
    if since in MOMENTS:
        return True
    *_, name = since.split("__")
    return name.endswith(("_at", "until", "window", "expire_date"))


def is_blank(duty: Duty, row: Any) -> bool:
    for path in duty.rule.blank:
        name, _, key = path.partition(".")
        value = getattr(row, name)
        if key and key in value:
            return False
        plain_value = bytes(value) if isinstance(value, memoryview) else value
        if not key and plain_value != empty_value(type(row)._meta.get_field(name)):
            return False
    return True


def test_a_second_run_finds_nothing(db: None) -> None:
    build(
        ALL["links.AccessLink delete 90 days after expires_at, used_at, revoked_at"],
        before(clock.now(), (91, "days")),
    )

    assert [line.rows for line in enforce()] == [1]
    assert enforce() == []


def test_the_trail_refuses_what_is_younger_also_for_the_job(db: None) -> None:
    event = build(ALL["audit.AuditEvent delete 5 years after at"], clock.now() - timedelta(days=9))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('brobygger.retention', 'on', true)")
        with pytest.raises(DatabaseError, match="never changed"):
            cursor.execute("DELETE FROM audit_auditevent WHERE id = %s", [event.pk])
