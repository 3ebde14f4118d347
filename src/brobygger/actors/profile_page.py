"""The parts of an actor's profile as the page shows them."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brobygger.actors.domain.background import may_have_background
from brobygger.actors.domain.data import TERM_FIELDS, ActorData, ExchangeData
from brobygger.actors.domain.provenance import Said, said_of_field, said_of_row
from brobygger.actors.domain.visibility import level_of, level_of_row
from brobygger.actors.enums import ActorKind, ExchangeKind, FactSource, Visibility
from brobygger.actors.models import Actor
from brobygger.actors.profile_parts import BACKGROUND, GROUPS, Group, Part, row_sum
from brobygger.actors.views.conflicts import field_label, lines_of, said_of
from brobygger.core.templatetags.brobygger import short_day

# Goes without saying: it is what nearly everybody is.
_UNSAID = {"kind", "country"}


@dataclass(frozen=True)
class ShownRow:
    """One row: its first words, the rest, where it is from, and whether it is the reader's own."""

    key: str
    title: str
    rest: str
    seen: str
    origin: str
    circle: str
    is_reader: bool = False


@dataclass(frozen=True)
class ShownPart:
    """One part with what it says now."""

    part: Part
    lines: tuple[str, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    origin: str = ""
    circle: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything."""
        return not self.lines and not self.rows

    @property
    def anchor(self) -> str:
        """Where to go on opening it: tick boxes have no field that takes the focus itself."""
        return f"#part-{self.part.key}" if self.part.key in TERM_FIELDS else ""


_Fact = TypeVar("_Fact", ShownRow, ShownPart)


@dataclass(frozen=True)
class ShownGroup:
    """Parts under a heading; those that say nothing yet are only offered.

    Where most of it is from, and who may mostly read it, is said once; a fact says only what is
    otherwise with it.
    """

    title: str | Promise
    parts: tuple[ShownPart, ...]
    empty: tuple[ShownPart, ...]
    origin: str = ""
    circle: str = ""


def shown_groups(actor: Actor, data: ActorData, *, reader: str, opened: str) -> list[ShownGroup]:
    """Everything there is to say. `reader` is the address of who looks, `opened` the key of the
    part that is open: it stands among the others even when it says nothing."""
    return [_group(group, actor, data, reader, opened) for group in GROUPS]


def shown_background(actor: Actor, data: ActorData) -> ShownPart | None:
    """What the actor says of its background; None for those who cannot say any."""
    if not may_have_background(data.kind):
        return None
    title = actor.workspace.background_label or BACKGROUND.title
    part = Part(BACKGROUND.key, title, BACKGROUND.fields)
    return ShownPart(part, lines=(data.background,) if data.background else ())


def circle_words(level: Visibility) -> str:
    """Who may read a fact, said to the actor in the middle of a sentence."""
    return {
        Visibility.WORKSPACE: _("ses kun af dem, der har skrevet jer ind"),
        Visibility.PARTIES: _("ses også af dem, I samarbejder med"),
        Visibility.PUBLIC: _("kan ses af alle"),
    }[level]


def origin_words(said: Said, actor: Actor) -> str:
    """Where a fact is from, said to the actor, and the last day somebody stood by it."""
    who = {
        FactSource.SELF: _("Fra jer selv"),
        FactSource.TELEPHONE: _("Fra jer selv i telefon"),
        FactSource.VISIT: _("Fra jer selv ved et besøg"),
        FactSource.WORKSPACE: _("Fra %(workspace)s") % {"workspace": actor.workspace.name},
        FactSource.IMPORT: _("Fra registret »%(name)s«") % {"name": said.who},
    }[said.source]
    return f"{who} {short_day(said.on)}"


def _group(group: Group, actor: Actor, data: ActorData, reader: str, opened: str) -> ShownGroup:
    parts = [
        _rows(part, actor, data, reader) if part.has_rows else _facts(part, actor, data)
        for part in group.parts
    ]
    full = [one for one in parts if not one.is_empty or one.part.key == opened]
    facts = [fact for one in full for fact in (one.rows or (one,))]
    origin = _most([fact.origin for fact in facts])
    circle = _most([fact.circle for fact in facts])
    return ShownGroup(
        group.title,
        tuple(_otherwise(one, origin, circle) for one in full),
        tuple(one for one in parts if one not in full),
        origin,
        circle,
    )


def _most(words: list[str]) -> str:
    said = Counter(one for one in words if one)
    return said.most_common(1)[0][0] if said else ""


def _otherwise(part: ShownPart, origin: str, circle: str) -> ShownPart:
    """The part saying only what is not as with the rest of its group; its rows likewise."""
    if part.rows:
        common = _most([row.origin for row in part.rows]), _most([row.circle for row in part.rows])
        rows = tuple(_less(row, *common) for row in part.rows)
        part = replace(part, rows=rows, origin=common[0], circle=common[1])
    return _less(part, origin, circle)


def _less(fact: _Fact, origin: str, circle: str) -> _Fact:
    return replace(
        fact,
        origin="" if fact.origin == origin else fact.origin,
        circle="" if fact.circle == circle else fact.circle,
    )


def _facts(part: Part, actor: Actor, data: ActorData) -> ShownPart:
    values = [(name, getattr(data, name)) for name in part.fields]
    told = [(name, value) for name, value in values if value not in ("", (), None)]
    if all(name in _UNSAID for name, _value in told):
        return ShownPart(part)
    latest = max((said_of_field(actor, name) for name, _v in told), key=lambda one: one.on)
    first = part.choosable[:1]
    return ShownPart(
        part,
        lines=tuple(_lines(part, data)),
        origin=origin_words(latest, actor),
        circle=circle_words(level_of(data, first[0])) if first else "",
    )


def _lines(part: Part, data: ActorData) -> list[str]:
    """What a part says, in as few lines as it can be read in."""
    if part.key == "who":
        cvr = f"CVR {data.cvr}" if data.cvr else ""
        return [data.name, " · ".join(filter(None, [str(data.kind.label), cvr]))]
    if part.key == "where":
        town = " ".join(filter(None, [data.postcode, data.town]))
        country = "" if data.country == "DK" else data.country
        return [", ".join(filter(None, [data.street, town, data.area, country]))]
    if part.key == "capacity":
        number = _("%(number)s pladser") % {"number": data.capacity}
        return [number if data.capacity is not None else "", data.capacity_text]
    lines = told_lines(part.key, getattr(data, part.key))
    return [", ".join(lines)] if part.key in TERM_FIELDS else lines


def told_lines(name: str, value: Any) -> list[str]:
    """What a field says, line by line: the choice of readers too, and none is a number."""
    if name == "visibility":
        return [f"{told_label(key)}: {Visibility(circle).label}" for key, circle in value.items()]
    return [str(value)] if isinstance(value, int) else lines_of(name, value)


def told_label(name: str) -> str:
    """A field's name where the actor's own words are told."""
    own = {
        "capacity": _("Pladser"),
        "capacity_text": _("Om pladsen"),
        "wished_target_groups": _("Vil også gerne nå"),
        "challenges": _("Udfordringer"),
        "ideas": _("Idéer"),
        "interests": _("Interesser"),
        "visibility": _("Hvem må se det"),
    }
    return own.get(name) or field_label(name)


def _rows(part: Part, actor: Actor, data: ActorData, reader: str) -> ShownPart:
    stored = {row.pk: row for row in getattr(actor, part.key).all()}
    rows = (
        _row(part, row, stored[row.id], actor, data.kind, reader) for row in getattr(data, part.key)
    )
    return ShownPart(part, rows=tuple(rows))


def _row(part: Part, row: Any, stored: Any, actor: Actor, kind: ActorKind, reader: str) -> ShownRow:
    first, *rest = said_of(row) or [""]
    if isinstance(row, ExchangeData) and row.kind == ExchangeKind.TARGET_GROUP:
        first = _("adgang til %(group)s") % {"group": first.lower()}
    return ShownRow(
        key=str(row.id),
        title=first,
        rest=" · ".join(rest),
        seen=row_sum(row),
        origin=origin_words(said_of_row(actor, stored), actor),
        circle=circle_words(level_of_row(part.key, row, kind)),
        is_reader=bool(reader) and getattr(row, "email", "").casefold() == reader,
    )
