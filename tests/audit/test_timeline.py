"""A trail is read a stretch at a time, in the order things happened."""

from datetime import timedelta
from uuid import UUID

import pytest

from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.audit.timeline import OTHERS, events_about, on_topic, stretch_of, topics
from brobygger.core import clock
from brobygger.core.ids import new_id


@pytest.fixture
def key(db: None) -> UUID:
    """An object with seven events, two of them at the same moment, one it was only involved in."""
    key = new_id()
    begin = clock.now() - timedelta(days=9)
    for day in (0, 1, 2, 2, 3, 4):
        with clock.travel_to(begin + timedelta(days=day)):
            record("actor.updated", by=None, on=("actor", key), workspace_id=None)
    record(
        "match.rested", by=None, on=("match", new_id()), workspace_id=None, related=[("actor", key)]
    )
    AuditEvent.objects.create(event="actor.created", object_kind="actor", object_id=new_id())
    return key


def test_stretches_hold_everything_once(key: UUID) -> None:
    found: list[AuditEvent] = []
    cursor = ""
    while True:
        stretch = stretch_of(events_about("actor", key), cursor, 2)
        found += stretch.events
        cursor = stretch.older
        if not cursor:
            break

    assert [event.id for event in found] == [
        event.id for event in events_about("actor", key).order_by("-at", "-id")
    ]
    assert len(found) == 7


@pytest.mark.parametrize("cursor", ["", "x", "12", "12.x", f"{10**40}.{'0' * 32}", "\x00"])
def test_a_broken_cursor_shows_the_newest(cursor: str, key: UUID) -> None:
    newest = stretch_of(events_about("actor", key), cursor, 1).events[0]

    assert newest.event == "match.rested"


def test_topics_divide_the_trail(key: UUID) -> None:
    every = AuditEvent.objects.all()
    record("weather.changed", by=None, on=("sky", new_id()), workspace_id=None)
    parts = [on_topic(every, one).count() for one in (*(t.key for t in topics()), OTHERS)]

    assert sum(parts) == every.count()
    assert on_topic(every, OTHERS).count() == 1
    assert on_topic(every, "no such topic").count() == every.count()
