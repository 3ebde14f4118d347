"""How a workspace read a kind of file the last time, remembered for the next."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import SavedMapping
from brobygger.actors.transfer.exceptions import NameTaken
from brobygger.actors.transfer.headers import fold_header
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

_REMEMBERED = ("columns", "terms", "source", "municipality")
_LONGEST_NAME = 120


def signature_of(columns: Iterable[str]) -> str:
    """What files with the same headers have in common, whatever order they stand in."""
    return hashlib.sha256(
        "\n".join(sorted({fold_header(one) for one in columns})).encode()
    ).hexdigest()


def recognised(workspace: Workspace, columns: Iterable[str]) -> SavedMapping | None:
    """The mapping of an earlier file with the same headers."""
    return SavedMapping.objects.filter(workspace=workspace, signature=signature_of(columns)).first()


@transaction.atomic
def remember_mapping(*, workspace: Workspace, reading: dict[str, Any], by: User) -> SavedMapping:
    """Remember how a file was read, for the next with the same headers."""
    check_workspace(by, workspace, Permission.ACTOR_IMPORT)
    _one_at_a_time(workspace)
    signature = signature_of(reading["columns"])
    said = {key: reading[key] for key in _REMEMBERED if reading.get(key)}
    known = (
        SavedMapping.objects.select_for_update()
        .filter(workspace=workspace, signature=signature)
        .first()
    )
    if known is not None:
        known.reading, known.used_at = said, clock.now()
        known.save(update_fields=["reading", "used_at"])
        return known
    mapping = SavedMapping.objects.create(
        workspace=workspace,
        name=_free_name(workspace, reading["source"]),
        signature=signature,
        reading=said,
        created_by=by,
    )
    record("mapping.saved", by=by, on=("mapping", mapping.id), workspace_id=workspace.id)
    return mapping


@transaction.atomic
def rename_mapping(mapping: SavedMapping, *, name: str, by: User) -> None:
    """Call it something else. Raises NameTaken when another goes by that name."""
    check_workspace(by, mapping.workspace, Permission.ACTOR_IMPORT)
    _one_at_a_time(mapping.workspace)
    others = SavedMapping.objects.filter(workspace=mapping.workspace, name=name)
    if others.exclude(id=mapping.id).exists():
        raise NameTaken(_("I har allerede en, der hedder »%(name)s«.") % {"name": name})
    mapping.name = name
    mapping.save(update_fields=["name"])
    record("mapping.renamed", by=by, on=("mapping", mapping.id), workspace_id=mapping.workspace_id)


@transaction.atomic
def forget_mapping(mapping: SavedMapping, *, by: User) -> None:
    """Forget it: the next file of its kind is guessed at anew. What came in stays."""
    check_workspace(by, mapping.workspace, Permission.ACTOR_IMPORT)
    record(
        "mapping.forgotten", by=by, on=("mapping", mapping.id), workspace_id=mapping.workspace_id
    )
    mapping.delete()


def _one_at_a_time(workspace: Workspace) -> None:
    """Two who name mappings at once wait for each other, so that each gets a name of its own."""
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)


def _free_name(workspace: Workspace, wanted: str) -> str:
    taken = set(SavedMapping.objects.filter(workspace=workspace).values_list("name", flat=True))
    name = wanted[: _LONGEST_NAME - 5]
    return next(
        one
        for one in (name, *(f"{name} ({number})" for number in range(2, 1000)))
        if one not in taken
    )
