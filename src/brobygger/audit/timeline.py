"""The audit trail as sentences people can read."""

from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from brobygger.audit.models import AuditEvent

_sentences: dict[str, str | Promise] = {}


def describe(event: str, sentence: str | Promise) -> None:
    """Register how an event is told: a sentence with `{who}`, called from AppConfig.ready()."""
    _sentences[event] = sentence


def sentence_of(event: str, who: str) -> str:
    """The event as a sentence; the bare name when no room has described it."""
    return str(_sentences.get(event, event)).format(who=who)


def described_events() -> frozenset[str]:
    """Every event some room has given words."""
    return frozenset(_sentences)


def events_for(kind: str, key: UUID, limit: int = 50) -> list[AuditEvent]:
    """What happened to an object, newest first, also where it was only involved."""
    mine = Q(object_kind=kind, object_id=key) | Q(related__contains=[[kind, str(key)]])
    return list(AuditEvent.objects.filter(mine).order_by("-at", "-id")[:limit])
