"""The audit trail with names: who it was is looked up when the page is shown, never stored."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.audit.timeline import LINK, sentence_of, stretch_of

# In the address of a page: where in the trail one has come to.
PARAMETER = "trail"


@dataclass(frozen=True)
class Subject:
    """Whom or what a sentence is about, with its page."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Told:
    """One line of a timeline. `times` says how often the same happened in a row."""

    at: datetime
    sentence: str
    subjects: Sequence[Subject] = ()
    times: int = 1

    @property
    def more(self) -> int:
        """How many it was about besides those named."""
        return self.times - len(self.subjects) if self.subjects else 0


@dataclass(frozen=True)
class Trail:
    """A stretch of an object's story; `older` leads to what came before."""

    lines: list[Told]
    older: str = ""
    later: bool = False


Namer = Callable[[Collection[UUID], User], Mapping[UUID, Subject]]

_namers: dict[str, Namer] = {}


def name_kind(kind: str, namer: Namer) -> None:
    """Register how objects of a kind are named for a reader, called from AppConfig.ready().

    The namer leaves out what the reader may not see: the sentence then stands without a name.
    """
    _namers[kind] = namer


def names_of_people(ids: Collection[UUID], _reader: User) -> Mapping[UUID, Subject]:
    """People an event is about, as far as they are still here."""
    return {user.id: Subject(str(user)) for user in User.objects.filter(id__in=ids)}


class People:
    """The names of everybody who did something in some events. One query."""

    def __init__(self, events: Iterable[AuditEvent]) -> None:
        ids = {event.by_id for event in events if event.by_id}
        self._names = {user.id: str(user) for user in User.objects.filter(id__in=ids)}

    def who(self, event: AuditEvent) -> str:
        """The person, as far as there is one and they are still here."""
        if event.by_id:
            return self._names.get(event.by_id, _("En, der ikke er her mere,"))
        if any(kind == LINK for kind, _key in event.related):
            return _("Nogen med et link")
        return "Brobygger"

    def sentence(self, event: AuditEvent) -> str:
        """The event in words, without a full stop."""
        return sentence_of(event.event, self.who(event)).rstrip(".")


def trail_of(
    events: QuerySet[AuditEvent],
    cursor: str = "",
    *,
    length: int = 20,
    reader: User | None = None,
    naming: Sequence[str] = (),
) -> Trail:
    """A stretch of a story as sentences, newest first.

    `naming` are the kinds of objects that are named for the reader. Two queries and one for each
    of them, however long the story is.
    """
    stretch = stretch_of(events, cursor, length)
    return Trail(tell(stretch.events, reader, naming), stretch.older, later=bool(cursor))


def tell(
    events: Sequence[AuditEvent], reader: User | None = None, naming: Sequence[str] = ()
) -> list[Told]:
    """Events as sentences, with the objects of the kinds in `naming`."""
    people = People(events)
    names: dict[tuple[str, UUID], Subject] = {}
    if reader is not None:
        for kind in naming:
            ids = {key for event in events for one, key in _objects(event) if one == kind}
            found = _namers[kind](ids, reader)
            names |= {(kind, key): subject for key, subject in found.items()}
    return [
        Told(
            event.at,
            people.sentence(event),
            list(dict.fromkeys(names[one] for one in _objects(event) if one in names)),
        )
        for event in events
    ]


def _objects(event: AuditEvent) -> list[tuple[str, UUID]]:
    return [(event.object_kind, event.object_id), *((k, UUID(key)) for k, key in event.related)]
