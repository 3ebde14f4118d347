"""Two actors that turned out to be one are put together, and taken apart again.

The one that goes keeps its own row and words, out of the register. Its rows and everything that
points at it move to the one that stays; what moved and what became different is written down, so
that both can be restored, also after later changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ROW_FIELDS, ActorData
from brobygger.actors.domain.merging import merge
from brobygger.actors.domain.provenance import said_of_field, written_by
from brobygger.actors.domain.references import check_all, move_all, move_all_back
from brobygger.actors.domain.rows import MODEL_OF, data_of, put_fields, with_rows
from brobygger.actors.domain.seats import hand_back, hand_over
from brobygger.actors.domain.sides import Sides, repeats, sides_of, united
from brobygger.actors.domain.stored_values import plain_of, value_from
from brobygger.actors.domain.visibility import usual
from brobygger.actors.enums import ActorKind
from brobygger.actors.exceptions import CannotUnite
from brobygger.actors.models import Actor, FormerKey, Uniting
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace


@transaction.atomic
def unite(*, kept: Actor, gone: Actor, choices: Mapping[str, str], by: User) -> Uniting:
    """Put `gone` together with `kept`: from now on they are one, and links to either lead there.

    `choices` are KEPT, GONE or BOTH (domain/sides.py) by field, where the two differ. Doing it
    again changes nothing. Raises CannotUnite with the reason in words, also when somebody else
    has put one of them together with another meanwhile; PermissionDenied.
    """
    check_workspace(by, kept.workspace, Permission.ACTOR_UNITE)
    if kept.pk == gone.pk or kept.workspace_id != gone.workspace_id:
        raise CannotUnite(_("Vælg to forskellige fra samme register."))
    locked = _locked({kept.pk, gone.pk})
    kept, gone = locked[kept.pk], locked[gone.pk]
    done = Uniting.objects.filter(kept=kept, gone=gone, undone_at__isnull=True).first()
    if done is not None:
        return done
    _check(kept, gone)
    check_all(gone, kept)
    sides = sides_of(kept, gone)
    uniting = Uniting(workspace_id=kept.workspace_id, kept=kept, gone=gone, united_by=by)
    kind = ActorKind(united(sides, choices)[0].kind)
    uniting.filled = _move_rows(uniting, sides, kind)
    uniting.moved |= move_all(gone, kept)
    _write(uniting, sides, choices, by)
    uniting.organisation = hand_over(gone=gone, kept=kept)
    FormerKey.objects.create(
        workspace_id=kept.workspace_id,
        actor=kept,
        former_id=gone.pk,
        source=gone.source,
        external_id=gone.external_id,
    )
    _leave(gone, kept)
    uniting.save(force_insert=True)
    _record("actor.united", uniting, by)
    return uniting


@transaction.atomic
def take_apart(*, uniting: Uniting, by: User) -> tuple[str, ...]:
    """Let the two be two again, each with its own. What was changed since stays where it is.

    Answers the fields of the one that was kept that could not be put back, because somebody has
    changed them again. Once it is done, doing it again changes nothing. Raises CannotUnite,
    PermissionDenied.
    """
    check_workspace(by, uniting.workspace, Permission.ACTOR_UNITE)
    locked = _locked({uniting.gone_id, *_chain(uniting.kept_id)})
    uniting = Uniting.objects.select_for_update().get(pk=uniting.pk)
    if uniting.undone_at is not None:
        return ()
    gone, kept = locked[uniting.gone_id], locked[uniting.kept_id]
    holders = [key for key in locked if key != gone.pk]
    _come_back(gone, holders)
    _empty_again(uniting)
    _rows_back(uniting, holders)
    move_all_back(uniting.moved, gone.pk, holders)
    left = _restore(uniting, kept)
    for key in _chain(uniting.kept_id)[1:]:
        _restore_further(uniting, locked[key])
    hand_back(gone=gone, kept=kept, organisation=uniting.organisation)
    uniting.undone_at, uniting.undone_by = clock.now(), by
    uniting.save(update_fields=["undone_at", "undone_by"])
    _record("actor.parted", uniting, by)
    return left


@dataclass(frozen=True)
class Standing:
    """One that has been put together with an actor, and what taking them apart would not bring
    back: fields that have been changed again."""

    uniting: Uniting
    left: tuple[str, ...]


def standing_of(actor: Actor) -> list[Standing]:
    """Those the actor was put together with, newest first."""
    rows = Uniting.objects.filter(kept=actor, undone_at__isnull=True)
    rows = rows.select_related("gone", "united_by").order_by("-united_at", "-id")
    return [Standing(one, _merged(one, data_of(actor))[1]) for one in rows]


def successor(workspace_id: UUID, key: UUID) -> UUID | None:
    """Who an actor that is gone has become; None for one that has become nobody."""
    rows = FormerKey.objects.filter(workspace_id=workspace_id, former_id=key)
    return rows.values_list("actor_id", flat=True).first()


def former_keys(keys: Iterable[UUID]) -> dict[UUID, UUID]:
    """What the actors were known by before somebody was put together with them: who by which."""
    rows = FormerKey.objects.filter(actor__in=list(keys))
    return dict(rows.values_list("former_id", "actor_id"))


def also_signed_as(keys: Sequence[UUID]) -> list[UUID]:
    """The actors' keys, and those they were known by before."""
    return [*keys, *former_keys(keys)]


def _check(kept: Actor, gone: Actor) -> None:
    for one in (kept, gone):
        if one.merged_into_id is not None:
            raise CannotUnite(
                _("%(name)s er lige sat sammen med en anden. Se, hvordan det ser ud nu.")
                % {"name": one.name}
            )
        if one.deleted_at is not None:
            raise CannotUnite(
                _("%(name)s er fjernet fra registret. Fortryd fjernelsen først.")
                % {"name": one.name}
            )
    if gone.is_host:
        raise CannotUnite(_("Jeres egen organisation skal være den, der bliver. Byt om."))


def _locked(keys: set[UUID]) -> dict[UUID, Actor]:
    """The actors, held in the order of their keys, so that two people never wait for each other."""
    held = Actor.objects.filter(pk__in=keys).order_by("pk").select_for_update()
    list(held.values_list("pk", flat=True))
    rows = with_rows(Actor.objects.filter(pk__in=keys).select_related("workspace"))
    return {actor.pk: actor for actor in rows}


def _chain(key: UUID) -> list[UUID]:
    """The actor, the one it was put together with since, and so on."""
    chain = [key]
    while (further := _merged_into(chain[-1])) is not None and further not in chain:
        chain.append(further)
    return chain


def _merged_into(key: UUID) -> UUID | None:
    return Actor.objects.filter(pk=key).values_list("merged_into_id", flat=True).first()


def _leave(gone: Actor, kept: Actor) -> None:
    gone.merged_into, gone.deleted_at = kept, clock.now()
    gone.external_id = ""  # it is known by it still, see FormerKey; the one that stays may get it
    gone.version += 1
    gone.save(update_fields=["merged_into", "deleted_at", "external_id", "version"])


def _come_back(gone: Actor, holders: list[UUID]) -> None:
    former = FormerKey.objects.filter(former_id=gone.pk).first()
    if former is not None and former.external_id:
        gone.source, gone.external_id = former.source, former.external_id
        given = Actor.objects.filter(pk__in=holders, source=gone.source)
        given.filter(external_id=gone.external_id).update(source="", external_id="")
    FormerKey.objects.filter(former_id=gone.pk).delete()
    gone.merged_into, gone.deleted_at = None, None
    gone.version, gone.updated_at = gone.version + 1, clock.now()
    gone.save(
        update_fields=[
            "merged_into", "deleted_at", "source", "external_id", "version", "updated_at",
        ]
    )  # fmt: skip


# --- rows


def _move_rows(uniting: Uniting, sides: Sides, kind: ActorKind) -> list[Any]:
    """Rows the other does not have come along; those both have stay, their gaps filled."""
    same = repeats(sides.kept_data, sides.gone_data)
    filled: list[Any] = []
    places: dict[UUID, UUID] = {one.gone: one.kept for one in same["locations"]}
    for name in ROW_FIELDS:
        model = MODEL_OF[name]
        held = {one.gone for one in same[name]}
        keys = [row.id for row in getattr(sides.gone_data, name) if row.id not in held]
        model.objects.filter(pk__in=keys).update(actor=uniting.kept)
        uniting.moved[_label(name)] = [str(key) for key in keys]
        for one in same[name]:
            filled += _fill(name, one.kept, one.fills)
        before, after = usual(name, ActorKind(sides.gone_data.kind)), usual(name, kind)
        if before != after:
            # Nobody gets to read more because the other is another kind of actor.
            for row in model.objects.filter(pk__in=keys, visibility=""):
                filled += _fill(name, row.pk, {"visibility": before.value})
    for point in MODEL_OF["contact_points"].objects.filter(location__in=places):
        if point.actor_id == uniting.kept_id:
            filled += _fill("contact_points", point.pk, {"location_id": places[point.location_id]})
    return filled


def _fill(name: str, key: UUID, values: Mapping[str, Any]) -> list[Any]:
    model = MODEL_OF[name]
    noted = []
    for column, value in values.items():
        before = model.objects.values_list(column, flat=True).get(pk=key)
        stored = list(value) if isinstance(value, tuple) else value
        model.objects.filter(pk=key).update(**{column: stored})
        noted.append([name, str(key), column, plain_of(before), plain_of(stored)])
    return noted


def _empty_again(uniting: Uniting) -> None:
    for name, key, column, before, after in uniting.filled:
        model = MODEL_OF[name]
        now = model.objects.filter(pk=key).values_list(column, flat=True)
        if [plain_of(value) for value in now] == [after]:
            model.objects.filter(pk=key).update(**{column: before})


def _rows_back(uniting: Uniting, holders: list[UUID]) -> None:
    for name in ROW_FIELDS:
        keys = uniting.moved.get(_label(name), [])
        rows = MODEL_OF[name].objects.filter(pk__in=keys, actor__in=holders)
        rows.update(actor=uniting.gone_id)


def _label(name: str) -> str:
    return f"rows.{name}"


# --- fields


def _write(uniting: Uniting, sides: Sides, choices: Mapping[str, str], by: User) -> None:
    """Let the one that stays say what was chosen, and note how it was before."""
    wanted, taken = united(sides, choices)
    before = sides.kept_data
    changed = [
        name
        for name in _columns()
        if name not in ROW_FIELDS and getattr(wanted, name) != getattr(before, name)
    ]
    uniting.fields = {
        name: [plain_of(getattr(before, name)), plain_of(getattr(wanted, name))] for name in changed
    }
    stored = with_rows(Actor.objects.filter(pk=uniting.kept_id)).get()
    sources = dict(stored.fact_sources)
    put_fields(stored, replace(data_of(stored), **{n: getattr(wanted, n) for n in changed}))
    for name in changed:
        if name == "visibility":
            continue
        said = said_of_field(sides.gone, name) if name in taken else written_by(by)
        stored.fact_sources[name] = said.entry
        uniting.sources[name] = [sources.get(name), said.entry]
    _save(stored)


def _restore(uniting: Uniting, kept: Actor) -> tuple[str, ...]:
    """What the union changed is as it was; what has been changed again stays. Answers which."""
    stored = with_rows(Actor.objects.filter(pk=kept.pk)).get()
    data, left = _merged(uniting, data_of(stored))
    back = [name for name in uniting.fields if name not in left]
    put_fields(stored, data)
    for name in back:
        entry = uniting.sources.get(name, [None])[0]
        if entry:
            stored.fact_sources[name] = entry
        else:
            stored.fact_sources.pop(name, None)
    _save(stored)
    return left


def _merged(uniting: Uniting, now: ActorData) -> tuple[ActorData, tuple[str, ...]]:
    """What the one that was kept would say again, and the fields where it cannot."""
    before = {name: value_from(name, pair[0]) for name, pair in uniting.fields.items()}
    after = {name: value_from(name, pair[1]) for name, pair in uniting.fields.items()}
    merged = merge(base=replace(now, **after), mine=replace(now, **before), theirs=now)
    left = tuple(conflict.field for conflict in merged.conflicts)
    return replace(merged.data, **{name: getattr(now, name) for name in left}), left


def _restore_further(uniting: Uniting, holder: Actor) -> None:
    """The one that was kept has been put together with another since: what it brought there of
    the one that leaves goes too."""
    later = Uniting.objects.filter(kept=holder, undone_at__isnull=True, gone__in=_before(holder))
    stored = with_rows(Actor.objects.filter(pk=holder.pk)).get()
    now = data_of(stored)
    values: dict[str, Any] = {}
    for step in later.select_for_update().order_by("pk"):
        for name, (before, after) in uniting.fields.items():
            if name not in step.fields:
                continue
            own, got = step.fields[name]
            value = plain_of(getattr(now, name))
            if isinstance(value, list):
                brought = [one for one in after if one not in before and one not in own]
                value = [one for one in value if one not in brought]
            elif value == after == got:
                value = before or own
            values[name] = value_from(name, value)
            step.fields[name] = [own, value]
        step.save(update_fields=["fields"])
    if values:
        put_fields(stored, replace(now, **values))
        _save(stored)


def _before(holder: Actor) -> list[UUID]:
    return list(Actor.objects.filter(merged_into=holder).values_list("pk", flat=True))


def _columns() -> tuple[str, ...]:
    return tuple(ActorData.__dataclass_fields__)


def _save(stored: Actor) -> None:
    stored.version += 1
    stored.updated_at = clock.now()
    stored.save()


def _record(event: str, uniting: Uniting, by: User) -> None:
    record(
        event,
        by=by,
        on=("actor", uniting.kept_id),
        workspace_id=uniting.workspace_id,
        related=[("actor", uniting.gone_id)],
    )
