"""Groups: the actors one sees together, named freely."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.enums import ActorKind
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.efforts.domain.efforts import check_texts, locked
from brobygger.efforts.exceptions import NameTaken
from brobygger.efforts.models import Effort, Group, MappedActor


@transaction.atomic
def add_group(*, effort: Effort, name: str, by: User) -> Group:
    """An empty group. Raises NameTaken, PermissionDenied, NotOpen, CprFound."""
    stored = locked(effort, by)
    name = name.strip()
    _check_free(stored, name)
    group = Group.objects.create(effort=stored, workspace_id=stored.workspace_id, name=name)
    _record("effort.group_added", stored, by)
    return group


@transaction.atomic
def rename_group(*, group: Group, name: str, by: User) -> None:
    """Another name. Raises NameTaken, PermissionDenied, NotOpen, CprFound."""
    effort = locked(group.effort, by)
    name = name.strip()
    _check_free(effort, name, but=group)
    group.name = name
    group.save(update_fields=["name"])
    _record("effort.group_renamed", effort, by)


@transaction.atomic
def remove_group(*, group: Group, by: User) -> None:
    """Take the group away; its actors stay on the list without one."""
    effort = locked(group.effort, by)
    group.delete()
    _record("effort.group_removed", effort, by)


@transaction.atomic
def place(*, effort: Effort, wanted: Mapping[UUID, tuple[str, str]], by: User) -> tuple[int, int]:
    """Put actors in groups: row → (group seen, group wanted), as keys, empty for none.

    What somebody else moved meanwhile stays where they put it. Answers how many were moved and how
    many were left so. Raises PermissionDenied, NotOpen.
    """
    stored = locked(effort, by)
    groups = {str(one.pk): one for one in stored.groups.all()}
    rows = MappedActor.objects.filter(effort=stored, pk__in=wanted).select_for_update(of=("self",))
    moved, left = [], 0
    for row in rows:
        seen, wish = wanted[row.pk]
        now = str(row.group_id or "")
        if wish in (seen, now) or (wish and wish not in groups):
            continue
        if now != seen:
            left += 1
            continue
        row.group = groups.get(wish)
        row.updated_by, row.updated_at = by, clock.now()
        moved.append(row)
    MappedActor.objects.bulk_update(moved, ["group", "updated_by", "updated_at"])
    if moved:
        _record("effort.grouped", stored, by)
    return len(moved), left


@transaction.atomic
def group_by(*, effort: Effort, way: str, by: User) -> int:
    """Make groups after kind ("kind") or area ("area") of those that lie in none yet.

    Groups of the same name are used. Answers how many actors got a place.
    """
    stored = locked(effort, by)
    rows = list(MappedActor.objects.on_list(stored).taken().filter(group__isnull=True))
    groups = {one.name.casefold(): one for one in stored.groups.all()}
    placed = []
    for row in rows:
        name = suggested_name(row, way)
        if not name:
            continue
        if name.casefold() not in groups:
            groups[name.casefold()] = Group.objects.create(
                effort=stored, workspace_id=stored.workspace_id, name=name
            )
        row.group = groups[name.casefold()]
        row.updated_by, row.updated_at = by, clock.now()
        placed.append(row)
    MappedActor.objects.bulk_update(placed, ["group", "updated_by", "updated_at"])
    if placed:
        _record("effort.grouped", stored, by)
    return len(placed)


def suggested_name(row: MappedActor, way: str) -> str:
    """The group the actor would lie in: its kind, or its area or town. Empty when unknown."""
    actor = row.actor
    if way == "kind":
        return str(ActorKind(actor.kind).label)
    return (actor.area or actor.town).strip()[:100]


def suggestions(rows: Iterable[MappedActor], way: str) -> dict[str, int]:
    """The groups `group_by` would make, with how many would lie in each."""
    counted: dict[str, int] = {}
    for row in rows:
        if name := suggested_name(row, way):
            counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _check_free(effort: Effort, name: str, but: Group | None = None) -> None:
    check_texts(name)
    taken = effort.groups.filter(name__iexact=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise NameTaken(name)


def _record(event: str, effort: Effort, by: User) -> None:
    record(event, by=by, on=("effort", effort.id), workspace_id=effort.workspace_id)
