"""What an actor does with its own profile: corrects, confirms, undoes, objects.

It speaks through a link, through somebody who represents it, or on the telephone to a member of
the workspace. What it says takes effect at once.
"""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import dateformat
from pydantic import TypeAdapter

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import locked, tidied, write
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.merging import merge
from brobygger.actors.domain.profile_mail import tell_coordinators
from brobygger.actors.domain.rows import EXCHANGES, MODEL_OF, data_of, with_rows
from brobygger.actors.enums import FactSource, ProfileWish
from brobygger.actors.exceptions import ActorChanged, CannotUndo, CprFound, WrittenEnough
from brobygger.actors.models import Actor, ProfileChange, Representation
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.brakes import Rate, TooMany, take
from brobygger.core.citizens import has_cpr
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.authorization import check_workspace

# The workspace's, or how the register keeps its house: not the actor's to say.
NOT_THEIRS = ("notes", "last_confirmed_on", "source", "external_id")
# A link may come into hands that want to plague somebody.
WISHES = Rate(5, timedelta(days=1))
_DATA = TypeAdapter(ActorData)


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks for an actor: the holder of a link, a representative, or the member of
    the workspace who has the actor on the telephone."""

    actor: Actor
    source: FactSource
    by: User | None = None
    link: AccessLink | None = None

    def check(self) -> None:
        """Raise PermissionDenied when this person does not speak for this actor."""
        if self.source == FactSource.TELEPHONE:
            assert self.by is not None
            check_workspace(self.by, self.actor.workspace, Permission.ACTOR_EDIT)
        elif self.link is not None:
            link = self.link
            subject = (link.subject_kind, link.subject_id)
            if link.purpose != Purpose.PROFILE or subject != ("actor", self.actor.pk):
                raise PermissionDenied
        elif self.by is None or not represents(self.by, self.actor):
            raise PermissionDenied


def represents(user: User, actor: Actor) -> bool:
    """Whether the person has been named to speak for the actor."""
    return Representation.objects.filter(user=user, actor=actor, ended_at__isnull=True).exists()


def for_their_eyes(data: ActorData) -> ActorData:
    """The data without the workspace's own words: a form carries them to whoever opens it."""
    return replace(data, notes="", source="", external_id="")


@transaction.atomic
def correct_profile(
    *, voice: Voice, data: ActorData, base_version: int, base: ActorData | None
) -> ProfileChange | None:
    """Let the profile say `data` from now on; None when it said so already.

    What others saved since `base_version` is kept. Raises ActorChanged when both wrote in the same
    field: nothing is saved then. Also PermissionDenied, CprFound, NotInRegister.
    """
    voice.check()
    data = tidied(data)
    stored = locked(voice.actor)
    before = data_of(stored)
    data = replace(data, **{name: getattr(before, name) for name in NOT_THEIRS})
    if stored.version != base_version:
        merged = merge(base=base, mine=data, theirs=before)
        if merged.conflicts:
            raise ActorChanged(merged, stored.version)
        data = merged.data
    if data == before:
        return None
    write(stored, data)
    return _written_down(voice, before)


@transaction.atomic
def confirm_profile(*, voice: Voice) -> None:
    """The actor says that everything is right today, its needs and offers included."""
    voice.check()
    stored = locked(voice.actor)
    today = clock.today()
    stored.last_confirmed_on, stored.confirmed_source = today, voice.source
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save(update_fields=["last_confirmed_on", "confirmed_source", "version", "updated_at"])
    for name in EXCHANGES:
        MODEL_OF[name].objects.filter(actor=stored).update(confirmed_on=today)
    if voice.source == FactSource.TELEPHONE:
        _record("profile.confirmed_by_telephone", voice)
    else:
        _record("profile.confirmed", voice)


@transaction.atomic
def undo_change(*, voice: Voice, change: ProfileChange) -> None:
    """Let the profile say what it said before one of the person's own corrections.

    What has been changed elsewhere since then stays. Raises CannotUndo when the same words have
    been changed again, or it was undone before. Also PermissionDenied, NotInRegister.
    """
    voice.check()
    stored = locked(voice.actor)
    change = ProfileChange.objects.select_for_update().get(pk=change.pk, actor=stored)
    now = data_of(stored)
    left, before = (replace(now, **_read(values)) for values in (change.after, change.before))
    merged = merge(base=left, mine=before, theirs=now)
    if change.undone_at is not None or merged.conflicts:
        raise CannotUndo
    write(stored, merged.data)
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    _record("profile.undone", voice)


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
    said = f"{day}: {wish.label}{f' »{words}«' if words else ''}"
    who = voice.link.email if voice.link else str(voice.by)
    stored.notes = "\n".join(filter(None, [stored.notes, f"{said} ({who})"]))
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save(update_fields=["notes", "version", "updated_at"])
    tell_coordinators(stored, wish=wish, words=words, who=who)
    _record("profile.wish", voice)


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


def _written_down(voice: Voice, before: ActorData) -> ProfileChange:
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
    if voice.source == FactSource.TELEPHONE:
        _record("profile.corrected_by_telephone", voice)
    else:
        _record("profile.corrected", voice)
    return ProfileChange.objects.create(
        workspace_id=fresh.workspace_id,
        actor=fresh,
        source=voice.source,
        before=_dumped(before, changed),
        after=_dumped(after, changed),
        by_id=voice.by.pk if voice.by else None,
        link_id=voice.link.pk if voice.link else None,
    )


def _dumped(data: ActorData, names: list[str]) -> dict[str, Any]:
    whole = _DATA.dump_python(data, mode="json")
    return {name: whole[name] for name in names}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    data = _DATA.validate_python({"name": "", **values})
    return {name: getattr(data, name) for name in values}


def read_change(change: ProfileChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields before and after, as values of ActorData."""
    return _read(change.before), _read(change.after)


def _record(event: str, voice: Voice) -> None:
    record(
        event,
        by=voice.by,
        on=("actor", voice.actor.pk),
        workspace_id=voice.actor.workspace_id,
        related=[("link", voice.link.pk)] if voice.link else [],
    )
