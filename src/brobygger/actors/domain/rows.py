"""Between an actor in the database and the same actor as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    TERM_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
    RowData,
)
from brobygger.actors.domain.provenance import Said
from brobygger.actors.domain.search import search_texts
from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind, FactSource
from brobygger.actors.models import (
    Activity,
    Actor,
    ContactPerson,
    ContactPoint,
    Location,
    Need,
    Offer,
)
from brobygger.actors.models.actor import ActorQuerySet, names_for

PLAIN_FIELDS = (
    "name", "kind", "cvr", "description", "email", "phone", "website", "street", "postcode",
    "town", "country", "area", "capacity", "capacity_text", "challenges", "ideas", "interests",
    "notes", "last_confirmed_on", "source", "external_id",
)  # fmt: skip
# About the register itself, and no facts about the actor.
_HOUSEKEEPING = ("notes", "last_confirmed_on", "source", "external_id")
FACT_FIELDS = (
    *(name for name in PLAIN_FIELDS if name not in _HOUSEKEEPING), *TERM_FIELDS, "background",
)  # fmt: skip
# Every column of an actor that `put_fields` writes.
ACTOR_COLUMNS = (
    *PLAIN_FIELDS, *TERM_FIELDS, "background", "visibility", "sort_name", "search_name",
    "search_terms", "search_text", "confirmed_source", "confirmed_who", "fact_sources",
)  # fmt: skip
MODEL_OF: dict[str, type[Any]] = {
    "offers": Offer,
    "needs": Need,
    "activities": Activity,
    "contact_persons": ContactPerson,
    "locations": Location,
    "contact_points": ContactPoint,
}
VALUES_OF = (
    *PLAIN_FIELDS, *TERM_FIELDS, "visibility", "sort_name", "search_name", "search_terms",
    "search_text",
)  # fmt: skip
_STRAIGHT = (*PLAIN_FIELDS, *TERM_FIELDS, "visibility")
_straight = attrgetter(*_STRAIGHT)
EXCHANGES = ("offers", "needs")
_EXCHANGE = ("kind", "term", "text", "amount", "period", "external_id", "visibility")
# Where a row is from and when: the columns `put_rows` writes besides those of FIELDS_OF.
SAID_COLUMNS = ("source", "source_who", "confirmed_on")
# What a row is known by is its words; these may change under them.
_NOT_WORDS = frozenset({"external_id", "visibility"})
FIELDS_OF = {
    "offers": _EXCHANGE,
    "needs": _EXCHANGE,
    "activities": (
        "name", "description", "activity_area", "target_groups", "schedule", "external_id",
        "visibility",
    ),
    "contact_persons": ("name", "title", "email", "phone", "external_id", "visibility"),
    "locations": (
        "name", "description", "street", "postcode", "town", "country", "latitude", "longitude",
        "external_id", "visibility",
    ),
    "contact_points": ("kind", "value", "label", "external_id", "visibility"),
}  # fmt: skip
# The columns that are read of a row, and what they are called in the data.
_READ = {name: ("pk", *FIELDS_OF[name]) for name in ROW_FIELDS}
_READ["contact_points"] += ("location_id",)
_SAID = {name: ("id", *FIELDS_OF[name]) for name in ROW_FIELDS}
_SAID["contact_points"] += ("place",)
_read = {name: attrgetter(*_READ[name]) for name in ROW_FIELDS}


def with_rows(actors: ActorQuerySet) -> ActorQuerySet:
    """The actors with everything `data_of` reads, in a fixed number of queries."""
    rows = [Prefetch(name, queryset=MODEL_OF[name].objects.order_by("id")) for name in ROW_FIELDS]
    return without_search(actors).prefetch_related(*rows)


def without_search(actors: ActorQuerySet) -> ActorQuerySet:
    """The actors without what only the database reads."""
    return actors.defer("search_vector", "search_terms", "search_text")


def data_of(actor: Actor) -> ActorData:
    """Everything the register says of the actor, as plain values with the ids of its rows."""
    return _data(actor, {name: map(_read[name], _stored(actor, name)) for name in ROW_FIELDS})


def data_of_many(actors: Iterable[Actor]) -> dict[UUID, ActorData]:
    """As `data_of`, for many at a time: six questions, and no object for each of their rows, which
    took longer than the rest."""
    keys = {actor.pk: actor for actor in actors}
    found: dict[UUID, dict[str, list[tuple[Any, ...]]]] = {
        key: {name: [] for name in ROW_FIELDS} for key in keys
    }
    for name in ROW_FIELDS:
        rows = MODEL_OF[name].objects.filter(actor_id__in=list(keys)).order_by("id")
        for key, *values in rows.values_list("actor_id", *_READ[name]):
            found[key][name].append(tuple(values))
    return {key: _data(actor, found[key]) for key, actor in keys.items()}


def _data(actor: Actor, rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> ActorData:
    """The actor and its rows, each row the values of its columns in _READ."""
    values = dict(zip(_STRAIGHT, _straight(actor), strict=True))
    for name in TERM_FIELDS:
        values[name] = tuple(values[name])
    locations = tuple(LocationData(**_row("locations", one)) for one in rows["locations"])
    places = {place.id: number for number, place in enumerate(locations, start=1)}
    return ActorData(
        **values | {"kind": ActorKind(actor.kind), "visibility": dict(actor.visibility)},
        background=actor.background,
        offers=tuple(_exchange(one) for one in rows["offers"]),
        needs=tuple(_exchange(one) for one in rows["needs"]),
        activities=tuple(_activity(one) for one in rows["activities"]),
        contact_persons=tuple(
            ContactPersonData(**_row("contact_persons", one)) for one in rows["contact_persons"]
        ),
        locations=locations,
        contact_points=tuple(_contact_point(one, places) for one in rows["contact_points"]),
    )


def put_fields(
    actor: Actor, data: ActorData, said: Said | None = None, *, own_word: bool = False
) -> None:
    """Let the actor say what the data says, rows aside, with what search and sorting need.

    Words that are changed are from then on those of `said`; without it, of where the actor is
    from. `own_word`: the actor speaks itself, and only then what it says of its background counts.
    """
    if actor.last_confirmed_on != data.last_confirmed_on:
        by_member = said is not None and said.source == FactSource.WORKSPACE
        actor.confirmed_source = ""
        actor.confirmed_who = said.who if said and by_member else ""
    if said or actor.fact_sources:
        _keep_sources(actor, data, said, own_word=own_word)
    if own_word:
        actor.background = data.background
    if data.kind == ActorKind.ENTHUSIAST:
        actor.background = ""  # it would be said of a person
    for name, value in values_of(data).items():
        setattr(actor, name, value)


def values_of(data: ActorData) -> dict[str, Any]:
    """What the actor's own columns say, its background and where its words are from aside."""
    values = dict(zip(VALUES_OF, values_in_order(data), strict=True))
    for name in TERM_FIELDS:
        values[name] = list(values[name])
    return values | {"visibility": dict(data.visibility)}


def values_in_order(data: ActorData) -> tuple[Any, ...]:
    """As `values_of`, for the columns VALUES_OF, lists of terms as they are in the data."""
    names, texts = names_for(data.name), search_texts(data)
    folded = (names["sort_name"], names["search_name"], texts.terms, texts.text)
    return (*_straight(data), *folded)


def _keep_sources(actor: Actor, data: ActorData, said: Said | None, *, own_word: bool) -> None:
    """Note where changed words are from; those that stay are from where they were."""
    kept: dict[str, Any] = {}
    for name in FACT_FIELDS:
        now, then = _plain(getattr(data, name)), _plain(getattr(actor, name))
        if now == then or (name == "background" and not own_word):
            entry = actor.fact_sources.get(name)
        else:
            entry = said.entry if said and now not in ("", None, []) else None
        if entry:
            kept[name] = entry
    actor.fact_sources = kept


def new_rows(actor: Actor, data: ActorData, said: Said | None = None) -> dict[str, list[Any]]:
    """Unsaved rows of a new actor by field, ready for `bulk_create` in the order of ROW_FIELDS."""
    rows = {
        name: [new_row(actor, name, one, said) for one in getattr(data, name)]
        for name in ROW_FIELDS
    }
    _place(rows["contact_points"], data.contact_points, rows["locations"])
    return rows


def new_row(actor: Actor, name: str, data: RowData, said: Said | None = None) -> Any:
    """An unsaved row; a number is not yet at its place."""
    row = _made(actor, name, data)
    _put_said(row, said)
    return row


def put_rows(actor: Actor, data: ActorData, said: Said | None = None) -> None:
    """Make the stored rows the same as the data's: keep, change, add and remove.

    Rows that are new or say something else are from then on those of `said`.
    """
    kept: dict[str, list[Any]] = {}
    for name in ROW_FIELDS:
        stored = _stored(actor, name)
        if name == "contact_points":
            places = kept["locations"]
            kept[name] = _put(actor, name, data.contact_points, stored, places, said)
        else:
            kept[name] = _put(actor, name, getattr(data, name), stored, [], said)
    for name in ROW_FIELDS:
        keep = [row.pk for row in kept[name]]
        MODEL_OF[name].objects.filter(actor=actor).exclude(pk__in=keep).delete()


def _put(
    actor: Actor,
    name: str,
    wanted: Sequence[RowData],
    stored: Sequence[Any],
    places: list[Any],
    said: Said | None,
) -> list[Any]:
    matched = _matched(name, wanted, stored)
    rows = []
    for data, hit in zip(wanted, matched, strict=True):
        row = hit if hit is not None else _made(actor, name, data)
        if hit is None or not _says(name, data, row):
            _put_said(row, said)
        _set(row, name, data)
        rows.append(row)
    if name == "contact_points":
        _place(rows, wanted, places)
    for row in rows:
        row.save()
    return rows


def _matched(name: str, wanted: Sequence[RowData], stored: Sequence[Any]) -> list[Any | None]:
    """The stored row of each wanted one: by its id, its id in the source, or its words."""
    free = {row.pk: row for row in stored}
    matched: list[Any | None] = [free.pop(data.id, None) if data.id else None for data in wanted]
    for same in (_same_source, _same_words):
        for place, data in enumerate(wanted):
            if matched[place] is None:
                hit = next((row for row in free.values() if same(name, data, row)), None)
                if hit is not None:
                    matched[place] = free.pop(hit.pk)
    return matched


def _same_source(_name: str, data: RowData, row: Any) -> bool:
    return bool(data.external_id) and data.external_id == row.external_id


def _same_words(name: str, data: RowData, row: Any) -> bool:
    return _says(name, data, row) and (not data.external_id or not row.external_id)


def _says(name: str, data: RowData, row: Any) -> bool:
    fields = [field for field in FIELDS_OF[name] if field not in _NOT_WORDS]
    return all(_plain(getattr(data, field)) == _plain(getattr(row, field)) for field in fields)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _made(actor: Actor, name: str, data: RowData) -> Any:
    row = MODEL_OF[name](workspace_id=actor.workspace_id, actor=actor)
    _set(row, name, data)
    return row


def _put_said(row: Any, said: Said | None) -> None:
    row.source = said.source.value if said else ""
    row.source_who = said.who if said else ""
    row.confirmed_on = said.on if said else None


def _set(row: Any, name: str, data: RowData) -> None:
    for field, value in said_by(name, data).items():
        if field == "external_id" and not value:
            continue  # a form knows nothing of the source's id
        setattr(row, field, value)


def said_by(name: str, data: RowData) -> dict[str, Any]:
    """What a row says, as the database has it, by field."""
    return {field: _plain(getattr(data, field)) for field in FIELDS_OF[name]}


def _place(points: Sequence[Any], data: Sequence[Any], places: Sequence[Any]) -> None:
    for point, one in zip(points, data, strict=True):
        known = one.place is not None and 0 < one.place <= len(places)
        point.location = places[one.place - 1] if known else None


def _stored(actor: Actor, name: str) -> Sequence[Any]:
    rows: Iterable[Model] = getattr(actor, name).all()
    return sorted(rows, key=lambda row: str(row.pk))


def _row(name: str, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(_SAID[name], values, strict=True))


def _exchange(values: tuple[Any, ...]) -> ExchangeData:
    row = _row("offers", values)
    row["kind"] = ExchangeKind(row["kind"])
    return ExchangeData(**row)


def _activity(values: tuple[Any, ...]) -> ActivityData:
    row = _row("activities", values)
    row["target_groups"] = tuple(row["target_groups"])
    return ActivityData(**row)


def _contact_point(values: tuple[Any, ...], places: Mapping[UUID | None, int]) -> ContactPointData:
    row = _row("contact_points", values)
    row["kind"] = ContactPointKind(row["kind"])
    row["place"] = places.get(row["place"]) if row["place"] else None
    return ContactPointData(**row)
