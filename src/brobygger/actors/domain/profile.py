"""What an actor does with its own profile: corrects, confirms, undoes, objects.

It speaks through a link, through somebody who represents it, or on the telephone to a member of
the workspace. What it says takes effect at once, in every register the actor has said it is the
same in and the person is known in.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import dateformat

from brobygger.actors.domain.actors import locked, tidied, write
from brobygger.actors.domain.corrections import (
    NOT_THEIRS,
    confirm,
    correct,
    held,
    read_change,
    record_said,
)
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.merging import merge
from brobygger.actors.domain.organisations import undecided_in
from brobygger.actors.domain.own_facts import UNITS, circles_followed, followed, said
from brobygger.actors.domain.profile_mail import tell_coordinators
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import ProfileWish
from brobygger.actors.exceptions import (
    ActorChanged,
    CannotUndo,
    CprFound,
    ProfileMoved,
    WrittenEnough,
)
from brobygger.actors.models import Actor, ProfileChange
from brobygger.core import clock
from brobygger.core.brakes import Rate, TooMany, take
from brobygger.core.citizens import has_cpr
from brobygger.core.ids import new_id

# A link may come into hands that want to plague somebody.
WISHES = Rate(5, timedelta(days=1))


def for_their_eyes(data: ActorData) -> ActorData:
    """The data without the workspace's own words: a form carries them to whoever opens it."""
    return replace(data, notes="", source="", external_id="")


@transaction.atomic
def correct_profile(
    *, voice: Voice, data: ActorData, base_version: int, base: ActorData | None
) -> ProfileChange | None:
    """Let the profile say `data` from now on; None when it said so already.

    What others saved since `base_version` is kept. In the other registers of the same organisation
    what has been changed there since is left, for the actor to choose. Raises ActorChanged when
    both wrote in the same field: nothing is saved then. Also PermissionDenied, CprFound,
    NotInRegister.
    """
    voice.check()
    data = tidied(data)
    stored, others = held(voice)
    before = data_of(stored)
    data = replace(data, **{name: getattr(before, name) for name in NOT_THEIRS})
    if stored.version != base_version:
        merged = merge(base=base, mine=data, theirs=before)
        if merged.conflicts:
            raise ActorChanged(merged, stored.version)
        data = merged.data
    correction = new_id() if others else None
    change = correct(voice=voice, actor=stored, data=data, correction=correction)
    if change is not None:
        _spread(voice, others, before, data_of(_fresh(stored)), change)
    return change


@transaction.atomic
def confirm_profile(*, voice: Voice, seen: ActorData | None = None) -> list[Actor]:
    """The actor says that everything is right today, its needs and offers included.

    It goes for every register that says the same; answers those where something is still to be
    chosen, which are not confirmed. Raises ProfileMoved when somebody has changed what was
    `seen`: nobody confirms what they have not read. Also PermissionDenied, NotInRegister.
    """
    voice.check()
    stored, others = held(voice)
    if seen is not None:
        now = data_of(stored)
        moved = tuple(unit.key for unit in UNITS if said(unit, now) != said(unit, seen))
        if moved:
            raise ProfileMoved(moved)
    waiting = undecided_in(stored, others)
    for actor in [stored, *others]:
        if actor not in waiting:
            confirm(voice=voice, actor=actor)
    return waiting


@transaction.atomic
def undo_change(*, voice: Voice, change: ProfileChange) -> None:
    """Let the profile say what it said before one of the person's own corrections, wherever that
    was written.

    What has been changed elsewhere since then stays. Raises CannotUndo when the same words have
    been changed again, or it was undone before. Also PermissionDenied, NotInRegister.
    """
    voice.check()
    stored, others = held(voice)
    change = ProfileChange.objects.select_for_update().get(pk=change.pk, actor=stored)
    if change.undone_at is not None:
        raise CannotUndo
    _undo(voice, stored, change)
    if change.correction_id is None:
        return
    same = ProfileChange.objects.filter(correction_id=change.correction_id, undone_at=None)
    there = {one.actor_id: one for one in same.select_for_update().order_by("pk")}
    for actor in others:
        if actor.pk in there:
            # Changed there since: it is shown as a difference to choose.
            with suppress(CannotUndo):
                _undo(voice, actor, there[actor.pk])


@transaction.atomic
def undo_choice(*, voice: Voice, correction: UUID) -> None:
    """Let every register say again what it said before something was chosen across them.

    Raises CannotUndo when all of it has been changed again, or it was undone before. Also
    PermissionDenied, NotInRegister.
    """
    voice.check()
    stored, others = held(voice)
    actors = {one.pk: one for one in [stored, *others]}
    changes = ProfileChange.objects.filter(
        correction_id=correction, undone_at=None, actor_id__in=actors
    )
    undone = False
    for change in changes.select_for_update().order_by("pk"):
        with suppress(CannotUndo):
            _undo(voice, actors[change.actor_id], change)
            undone = True
    if not undone:
        raise CannotUndo


@transaction.atomic
def ask_workspace(*, voice: Voice, wish: ProfileWish, words: str = "") -> None:
    """Tell the workspace that the profile is not theirs, should go, or that they ask to see notes.

    Its coordinators get a mail, and it stands in the workspace's notes. Raises CprFound, and
    WrittenEnough after several the same day.
    """
    voice.check()
    if has_cpr(words):
        raise CprFound
    try:
        take("profile.wish", str(voice.actor.pk), WISHES)
    except TooMany as refused:
        raise WrittenEnough from refused
    stored = locked(voice.actor)
    day = dateformat.format(clock.today(), "j. F Y")
    told = f"{day}: {wish.label}{f' »{words}«' if words else ''}"
    who = voice.link.email if voice.link else str(voice.by)
    stored.notes = "\n".join(filter(None, [stored.notes, f"{told} ({who})"]))
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save(update_fields=["notes", "version", "updated_at"])
    tell_coordinators(stored, wish=wish, words=words, who=who)
    record_said("profile.wish", voice, stored)


def own_changes(voice: Voice) -> QuerySet[ProfileChange]:
    """The corrections this very person has made: by this link, or logged in."""
    changes = ProfileChange.objects.filter(actor=voice.actor)
    if voice.link is not None:
        return changes.filter(link_id=voice.link.pk)
    return changes.filter(by_id=voice.by.pk if voice.by else None, link_id=None)


def last_change(voice: Voice, field: str) -> ProfileChange | None:
    """The person's own latest correction, when it is of this field and can be undone."""
    latest = own_changes(voice).order_by("-at", "-id").first()
    return latest if latest and field in latest.after and latest.undone_at is None else None


def _spread(
    voice: Voice,
    others: Sequence[Actor],
    before: ActorData,
    after: ActorData,
    change: ProfileChange,
) -> None:
    """Let the other registers follow, except where they are meant to say something else or have
    been changed since."""
    apart = voice.actor.organisation.apart if voice.actor.organisation else []
    for actor in others:
        data = circles_followed(data_of(actor), before=before, after=after)
        for unit in UNITS:
            if unit.key not in apart:
                data = followed(data, unit, before=before, after=after) or data
        correct(voice=voice, actor=actor, data=data, correction=change.correction_id)


def _undo(voice: Voice, actor: Actor, change: ProfileChange) -> None:
    now = data_of(actor)
    was, said_then = read_change(change)
    left, before = replace(now, **said_then), replace(now, **was)
    merged = merge(base=left, mine=before, theirs=now)
    if merged.conflicts:
        raise CannotUndo
    write(actor, merged.data)
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    record_said("profile.undone", voice, actor)


def _fresh(actor: Actor) -> Actor:
    fresh: Actor = Actor.objects.get(pk=actor.pk)
    return fresh
