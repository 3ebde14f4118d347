"""Writing down what an actor says of itself: the words, who said them, and what stood before."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import write
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import EXCHANGES, MODEL_OF, data_of, with_rows
from brobygger.actors.domain.voices import Voice, places_of, represents
from brobygger.actors.enums import FactSource
from brobygger.actors.exceptions import NotInRegister
from brobygger.actors.models import Actor, ProfileChange
from brobygger.audit.record import record
from brobygger.core import clock

# The workspace's, or how the register keeps its house: not the actor's to say.
NOT_THEIRS = ("notes", "last_confirmed_on", "source", "external_id")
_DATA = TypeAdapter(ActorData)


def held(voice: Voice) -> tuple[Actor, list[Actor]]:
    """The actor as stored, and the same organisation in the other registers the person is known
    in, all held until the transaction ends. Raises NotInRegister when it has been removed."""
    keys = [voice.actor.pk, *places_of(voice).values_list("pk", flat=True)]
    # In order of their keys: two who correct from two registers at once never wait for each other.
    rows = Actor.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    stored = {row.pk: row for row in rows}
    actor = stored.pop(voice.actor.pk)
    if actor.deleted_at is not None:
        raise NotInRegister
    others = [
        one
        for one in stored.values()
        if one.deleted_at is None and one.organisation_id == actor.organisation_id
    ]
    return actor, others if actor.organisation_id else []


def correct(
    *, voice: Voice, actor: Actor, data: ActorData, correction: UUID | None = None
) -> ProfileChange | None:
    """Let a held actor say `data`, as its own word; None when it said so already.

    `correction` is the same for every register it is written in.
    """
    before = data_of(actor)
    data = replace(data, **{name: getattr(before, name) for name in NOT_THEIRS})
    if data == before:
        return None
    write(actor, data)
    return _written_down(_in(voice, actor), before, correction)


def confirm(*, voice: Voice, actor: Actor) -> None:
    """Let a held actor say that everything is right today, its needs and offers included."""
    today = clock.today()
    actor.last_confirmed_on, actor.confirmed_source = today, voice.source
    actor.version += 1
    actor.updated_at = clock.now()
    actor.save(update_fields=["last_confirmed_on", "confirmed_source", "version", "updated_at"])
    for name in EXCHANGES:
        MODEL_OF[name].objects.filter(actor=actor).update(confirmed_on=today)
    on_telephone = voice.source == FactSource.TELEPHONE
    tell("profile.confirmed_by_telephone" if on_telephone else "profile.confirmed", voice, actor)


def tell(event: str, voice: Voice, actor: Actor) -> None:
    """Note it in the trail of one register, which learns nothing of another: neither the link
    that was opened there, nor a person who is nobody here."""
    here = _in(voice, actor)
    record(
        event,
        by=here.by,
        on=("actor", actor.pk),
        workspace_id=actor.workspace_id,
        related=[("link", here.link.pk)] if here.link else [],
    )


def read_change(change: ProfileChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields before and after, as values of ActorData."""
    return _read(change.before), _read(change.after)


def _in(voice: Voice, actor: Actor) -> Voice:
    """The voice as this actor's register knows it."""
    if actor.pk == voice.actor.pk:
        return replace(voice, actor=actor)
    by: User | None = voice.by if voice.by and represents(voice.by, actor) else None
    return Voice(actor, voice.source, by=by)


def _written_down(voice: Voice, before: ActorData, correction: UUID | None) -> ProfileChange:
    """Note who said it, at the actor, at its needs and offers, and in the trail."""
    fresh = with_rows(Actor.objects.filter(pk=voice.actor.pk)).get()
    after = data_of(fresh)
    changed = [
        field.name
        for field in fields(ActorData)
        if getattr(after, field.name) != getattr(before, field.name)
    ]
    today = clock.today()
    said = {key: [voice.source.value, today.isoformat()] for key in changed}
    fresh.fact_sources = fresh.fact_sources | said
    fresh.save(update_fields=["fact_sources"])
    for name in set(EXCHANGES) & set(changed):
        known = {row.id: row for row in getattr(before, name)}
        new = [row.id for row in getattr(after, name) if known.get(row.id) != row]
        rows = MODEL_OF[name].objects.filter(pk__in=new)
        rows.update(source=voice.source, confirmed_on=today)
    on_telephone = voice.source == FactSource.TELEPHONE
    event = "profile.corrected_by_telephone" if on_telephone else "profile.corrected"
    tell(event, voice, voice.actor)
    return ProfileChange.objects.create(
        workspace_id=fresh.workspace_id,
        actor=fresh,
        source=voice.source,
        before=_dumped(before, changed),
        after=_dumped(after, changed),
        by_id=voice.by.pk if voice.by else None,
        link_id=voice.link.pk if voice.link else None,
        correction_id=correction,
    )


def _dumped(data: ActorData, names: list[str]) -> dict[str, Any]:
    whole = _DATA.dump_python(data, mode="json")
    return {name: whole[name] for name in names}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    data = _DATA.validate_python({"name": "", **values})
    return {name: getattr(data, name) for name in values}
