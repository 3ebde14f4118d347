"""Every fact of an actor with where it is from and who may read it, as the page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.actors.circle_forms import circle_words
from brobygger.actors.domain.data import ROW_FIELDS, ActorData
from brobygger.actors.domain.provenance import Said, names_of, said_of_field, said_of_row
from brobygger.actors.domain.rows import FACT_FIELDS, data_of
from brobygger.actors.domain.visibility import level_of, level_of_row, usual
from brobygger.actors.enums import FactSource, Visibility
from brobygger.actors.models import Actor, Relation
from brobygger.actors.views.conflicts import field_label, lines_of, said_of
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day

# Where there is no telling them from the name, or nothing to tell.
_NOT_LISTED = ("country", "background")


@dataclass(frozen=True)
class ShownFact:
    """One fact: what it says, where it is from, who may read it, and how to confirm it."""

    field: str
    row: UUID | None
    label: str
    words: str
    said: str
    is_stale: bool
    is_fresh: bool
    level: Visibility
    is_usual: bool

    @property
    def key(self) -> str:
        """How the page finds it again: the row's key, or the field."""
        return str(self.row or self.field)

    @property
    def icon(self) -> str:
        """The sign of the circle; words stand beside it."""
        return {
            Visibility.WORKSPACE: "lock",
            Visibility.PARTIES: "groups",
            Visibility.PUBLIC: "visibility",
        }[self.level]

    @property
    def circle(self) -> str:
        """Who may read it."""
        return circle_words(self.level)

    @property
    def is_marked(self) -> bool:
        """Whether who may read it is worth a word where it stands."""
        return self.level == Visibility.WORKSPACE or not self.is_usual


@dataclass(frozen=True)
class FactPage:
    """The facts in order, and by their key."""

    facts: Sequence[ShownFact]

    @property
    def by_key(self) -> Mapping[str, ShownFact]:
        """For the places on the page that show one of them."""
        return {fact.key: fact for fact in self.facts}

    @property
    def stale(self) -> int:
        """How many nobody has stood by for a year."""
        return sum(fact.is_stale for fact in self.facts)


def fact_page(actor: Actor) -> FactPage:
    """Everything the register says of the actor. One query more than its rows."""
    data = data_of(actor)
    found = [*_fields(actor, data), *_rows(actor, data)]
    names = names_of(said for *_fact, said in found)
    today = clock.today()
    return FactPage(
        [
            ShownFact(
                field=field,
                row=row,
                label=field_label(field),
                words=words,
                said=said_words(said, names),
                is_stale=said.is_stale(today),
                is_fresh=said.on == today,
                level=level,
                is_usual=level == usual(field, data.kind),
            )
            for field, row, words, level, said in found
        ]
    )


def relations_said(relations: Sequence[Relation]) -> Mapping[str, str]:
    """Where each relation is from and since when, by its key. One query."""
    said = {str(one.pk): _said_of_relation(one) for one in relations}
    names = names_of(said.values())
    return {key: said_words(one, names) for key, one in said.items()}


def _said_of_relation(relation: Relation) -> Said:
    """Nobody said who it was: then it was the workspace, the day it was written."""
    written = relation.created_at.astimezone(clock.DENMARK).date()
    source = FactSource.WORKSPACE
    if relation.source in FactSource.values:
        source = FactSource(relation.source)
    return Said(source, relation.confirmed_on or written, relation.source_who)


def said_words(said: Said, names: Mapping[str, str]) -> str:
    """Who stands by a fact and since when, as a short line."""
    if said.source == FactSource.IMPORT:
        who = said.who or str(said.source.label)
    elif said.source == FactSource.WORKSPACE:
        # An account that is gone has no name any more.
        who = names.get(said.who) or (_("et tidligere medlem") if said.who else _("arbejdsrummet"))
    elif said.who in names:
        who = _("%(source)s, skrevet af %(member)s") % {
            "source": said.source.label,
            "member": names[said.who],
        }
    else:
        who = str(said.source.label)
    return _("Fra %(who)s, %(day)s") % {"who": who, "day": short_day(said.on)}


Found = tuple[str, UUID | None, str, Visibility, Said]


def _fields(actor: Actor, data: ActorData) -> Iterator[Found]:
    for name in FACT_FIELDS:
        value = getattr(data, name)
        if name not in _NOT_LISTED and value not in ("", None, ()):
            words = ", ".join(lines_of(name, value))
            yield name, None, words, level_of(data, name), said_of_field(actor, name)


def _rows(actor: Actor, data: ActorData) -> Iterator[Found]:
    for name in ROW_FIELDS:
        stored = {row.pk: row for row in getattr(actor, name).all()}
        for row in getattr(data, name):
            words = " · ".join(said_of(row)[:2])
            level = level_of_row(name, row, data.kind)
            yield name, row.id, words, level, said_of_row(actor, stored[row.id])
