"""Writing down what an actor says of itself: the words, who said them, and what stood before."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import CONFIRMATION, write
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.provenance import own_word, written_by
from brobygger.actors.domain.rows import data_of, with_rows
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
    here = _in(voice, actor)
    itself = voice.source == FactSource.SELF
    if not itself:
        data = replace(data, background=before.background)
    if data == before:
        return None
    said = own_word() if itself or here.by is None else written_by(here.by, here.source)
    write(actor, data, said, own_word=itself)
    return _written_down(here, before, correction)


def confirm(*, voice: Voice, actor: Actor) -> None:
    """Let a held actor say that everything is right today."""
    on_telephone = voice.source == FactSource.TELEPHONE
    actor.last_confirmed_on, actor.confirmed_source = clock.today(), voice.source
    actor.confirmed_who = str(voice.by.pk) if on_telephone and voice.by else ""
    actor.version += 1
    actor.updated_at = clock.now()
    actor.save(update_fields=[*CONFIRMATION, "version", "updated_at"])
    record_said(
        "profile.confirmed_by_telephone" if on_telephone else "profile.confirmed", voice, actor
    )


def record_said(event: str, voice: Voice, actor: Actor) -> None:
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


def _written_down(voice: Voice, before: ActorData, correction: UUID | None) -> ProfileChange | None:
    """Note in the trail what was said, and what stood before, so that it can be undone.

    What it says of its background is kept in one place only: withdrawn, it is gone.
    """
    after = data_of(with_rows(Actor.objects.filter(pk=voice.actor.pk)).get())
    changed = [
        field.name
        for field in fields(ActorData)
        if getattr(after, field.name) != getattr(before, field.name)
    ]
    if "background" in changed:
        changed.remove("background")
        _record_background(voice, declared=bool(after.background))
    if not changed:
        return None
    on_telephone = voice.source == FactSource.TELEPHONE
    record_said(
        "profile.corrected_by_telephone" if on_telephone else "profile.corrected",
        voice,
        voice.actor,
    )
    return ProfileChange.objects.create(
        workspace_id=voice.actor.workspace_id,
        actor=voice.actor,
        source=voice.source,
        before=_dumped(before, changed),
        after=_dumped(after, changed),
        by_id=voice.by.pk if voice.by else None,
        link_id=voice.link.pk if voice.link else None,
        correction_id=correction,
    )


def _record_background(voice: Voice, *, declared: bool) -> None:
    record_said(
        "profile.background_declared" if declared else "profile.background_gone",
        voice,
        voice.actor,
    )


def _dumped(data: ActorData, names: list[str]) -> dict[str, Any]:
    whole = _DATA.dump_python(data, mode="json")
    return {name: whole[name] for name in names}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    data = _DATA.validate_python({"name": "", **values})
    return {name: getattr(data, name) for name in values}
