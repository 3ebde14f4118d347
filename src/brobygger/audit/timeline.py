"""The audit trail as sentences people can read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from brobygger.audit.models import AuditEvent

# Among `related` when nobody was logged in and a link opened the page: ("link", its key).
LINK = "link"
OTHERS = "others"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_sentences: dict[str, str | Promise] = {}
_topics: dict[str, "Topic"] = {}


@dataclass(frozen=True)
class Topic:
    """What events are about, as a choice in a filter: every event with one of the prefixes."""

    key: str
    title: str | Promise
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Some of a trail, newest first. `older` leads to what came before; empty at the beginning."""

    events: list[AuditEvent]
    older: str


def describe(event: str, sentence: str | Promise) -> None:
    """Register how an event is told: a sentence with `{who}`, called from AppConfig.ready()."""
    _sentences[event] = sentence


def topic(key: str, title: str | Promise, *prefixes: str) -> None:
    """Register a choice for the filter of the trail, called from AppConfig.ready()."""
    _topics[key] = Topic(key, title, prefixes)


def topics() -> list[Topic]:
    """Every choice there is, in the order of the floors."""
    return list(_topics.values())


def sentence_of(event: str, who: str) -> str:
    """The event as a sentence; the bare name when no room has described it."""
    return str(_sentences.get(event, event)).format(who=who)


def described_events() -> frozenset[str]:
    """Every event some room has given words."""
    return frozenset(_sentences)


def events_about(kind: str, key: UUID) -> QuerySet[AuditEvent]:
    """What happened to an object, also where it was only involved."""
    mine = Q(object_kind=kind, object_id=key) | Q(related__contains=[[kind, str(key)]])
    return AuditEvent.objects.filter(mine)


def events_for(kind: str, key: UUID, limit: int = 50) -> list[AuditEvent]:
    """The latest of it, newest first."""
    return list(events_about(kind, key).order_by("-at", "-id")[:limit])


def on_topic(events: QuerySet[AuditEvent], key: str) -> QuerySet[AuditEvent]:
    """Those of one topic; OTHERS are those of none. An unknown topic leaves all of them."""
    if key == OTHERS:
        return events.exclude(_with_prefix(tuple(p for one in topics() for p in one.prefixes)))
    found = _topics.get(key)
    return events.filter(_with_prefix(found.prefixes)) if found else events


def stretch_of(events: QuerySet[AuditEvent], cursor: str = "", length: int = 20) -> Stretch:
    """A stretch of a trail by key: as quick at its far end as at its near one."""
    if begin := _read(cursor):
        at, key = begin
        # The first condition is the one the index answers.
        events = events.filter(at__lte=at).filter(Q(at__lt=at) | Q(id__lt=key))
    found = list(events.order_by("-at", "-id")[: length + 1])
    more = len(found) > length
    return Stretch(found[:length], _cursor(found[length - 1]) if more else "")


def _with_prefix(prefixes: tuple[str, ...]) -> Q:
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(event__startswith=prefix)
    return wanted


def _cursor(event: AuditEvent) -> str:
    return f"{(event.at - _EPOCH) // timedelta(microseconds=1)}.{event.id.hex}"


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    moment, _dot, key = cursor.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(moment)), UUID(key)
    except (ValueError, OverflowError):
        return None
