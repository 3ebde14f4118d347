"""What has happened has happened: the database lets nobody change it, as the app's own role."""

import pytest
from django.db import DatabaseError, connection, transaction

from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.core.ids import new_id
from tests.guards import EMPTYING

TABLE = AuditEvent._meta.db_table

CHANGES = {
    "update": f"UPDATE {TABLE} SET event = 'x' WHERE id = %s",
    "delete": f"DELETE FROM {TABLE} WHERE id = %s",
    "on conflict": (
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE id = %s "
        "ON CONFLICT (id) DO UPDATE SET event = 'x'"
    ),
    "merge": (
        f"MERGE INTO {TABLE} a USING (SELECT %s::uuid AS id) b ON a.id = b.id "
        "WHEN MATCHED THEN UPDATE SET event = 'x'"
    ),
    "truncate": f"TRUNCATE {TABLE}",
}


@pytest.fixture
def event(db: None) -> AuditEvent:
    # Tests that commit are cleaned up by emptying tables, so this one guard rests among tests.
    with connection.cursor() as cursor:
        cursor.execute(EMPTYING.format("ENABLE ALWAYS"))
    return record("actor.created", by=None, on=("actor", new_id()), workspace_id=None)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_changed(change: str, event: AuditEvent) -> None:
    words = CHANGES[change]
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words, [event.id] if "%s" in words else [])

    assert AuditEvent.objects.get(id=event.id).event == "actor.created"


def test_on_conflict_do_nothing_changes_nothing(event: AuditEvent) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE id = %s ON CONFLICT DO NOTHING",
            [event.id],
        )

    assert AuditEvent.objects.filter(object_id=event.object_id).count() == 1


def test_a_session_cannot_switch_the_guards_off(event: AuditEvent) -> None:
    off = f"SET LOCAL session_replication_role = 'replica'; DELETE FROM {TABLE}"
    with (
        pytest.raises(DatabaseError, match=r"never changed|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(off)


def test_every_guard_stands_always(event: AuditEvent) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass "
            "AND NOT tgisinternal",
            [TABLE],
        )
        guards = dict(cursor.fetchall())

    assert guards == {f"{TABLE}_append_only": "A", f"{TABLE}_never_emptied": "A"}
