"""Making a tool of one's own, taking one in, publishing it and taking it off the list."""

import re
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import is_shipped
from brobygger.catalog.variants import variant_for
from brobygger.core import clock
from brobygger.toolbox.domain.drafts import (
    Draft,
    change_draft,
    draft_of,
    first_step,
    titles_in,
)
from brobygger.toolbox.editing import empty_tool, tidy
from brobygger.toolbox.exceptions import IdTaken, NotReady
from brobygger.toolbox.models import ToolVersion, WorkspaceTool
from brobygger.toolbox.parts import new_id_from
from brobygger.toolbox.reading import FileText
from brobygger.toolbox.writing import Data, as_data, as_text
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

# Ids the house keeps for itself, so that a new tool of ours never hides a workspace's own.
_OURS = re.compile(r"t\d+_")


@transaction.atomic
def begin_tool(*, workspace: Workspace, by: User, title: Mapping[str, str]) -> WorkspaceTool:
    """A new tool with nothing but a title. Raises PermissionDenied."""
    check_workspace(by, workspace, Permission.TOOL_EDIT)
    data = empty_tool(free_id(workspace, title.get("da", "")), title)
    return _new(workspace, data, by=by, change="begun", event="toolbox.begun")


@transaction.atomic
def copy_tool(*, workspace: Workspace, tool: Tool, by: User) -> WorkspaceTool:
    """A copy to change, in the words that fit the workspace. Raises PermissionDenied."""
    check_workspace(by, workspace, Permission.TOOL_EDIT)
    worded = tool.in_variant(variant_for(tool, workspace.kind))
    data = as_data(worded)
    data.pop("variants", None)
    data.pop("series", None)
    data.pop("wording", None)
    data["title"] = {
        "da": f"{worded.title.da} (vores udgave)",
        "en": f"{worded.title.en} (our version)",
    }
    data["id"] = free_id(workspace, data["title"]["da"])
    made = _new(workspace, data, by=by, change="copied", event="toolbox.copied")
    made.copied_from = f"{tool.id} {tool.version}"
    made.save(update_fields=["copied_from"])
    return made


@transaction.atomic
def take_in(
    *, workspace: Workspace, file: FileText, by: User, as_new: bool = False
) -> WorkspaceTool:
    """A tool from a file, as a draft. `as_new` gives it another id when its own is taken.

    Raises PermissionDenied, IdTaken.
    """
    check_workspace(by, workspace, Permission.TOOL_EDIT)
    asked = str(file.data.get("id") or "")
    if not as_new:
        check_id(workspace, asked)
    data = tidy(file.data)
    data["id"] = free_id(workspace, asked if as_new else "", wanted="" if as_new else asked)
    return _new(workspace, data, by=by, change="taken_in", event="toolbox.taken_in")


def take_in_as_newer(*, tool: WorkspaceTool, file: FileText, by: User) -> Draft:
    """The file as the draft of the next version of a tool the workspace has.

    Raises PermissionDenied.
    """
    said: Data = {**tidy(file.data), "id": tool.tool_id}
    return change_draft(tool=tool, by=by, change="taken_in", make=lambda _before: said)


@transaction.atomic
def publish(*, tool: WorkspaceTool, by: User, note: str = "") -> ToolVersion:
    """The draft becomes the version people begin with; sheets keep the one they began with.

    Raises PermissionDenied, NotReady.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    draft = draft_of(locked)
    if draft.step is None or draft.problems():
        raise NotReady
    number = (locked.newest or 0) + 1
    said = Tool.model_validate({**draft.data, "id": locked.tool_id, "version": number})
    version = ToolVersion.objects.create(
        tool=locked,
        number=number,
        text=as_text(as_data(said)),
        note=note.strip()[:300],
        published_by_id=by.id,
    )
    locked.newest, locked.draft_at, locked.withdrawn_at = number, None, None
    locked.title_da, locked.title_en = titles_in(draft.data)
    locked.updated_at, locked.updated_by_id = clock.now(), by.id
    locked.save()
    locked.steps.all().delete()
    _record("toolbox.published", locked, by)
    return version


@transaction.atomic
def withdraw(*, tool: WorkspaceTool, by: User) -> None:
    """Off the list: nobody begins with it, and sheets that have begun go on. PermissionDenied."""
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    if locked.is_listed:
        locked.withdrawn_at = clock.now()
        locked.save(update_fields=["withdrawn_at"])
        _record("toolbox.withdrawn", locked, by)


@transaction.atomic
def list_again(*, tool: WorkspaceTool, by: User) -> None:
    """On the list again. Raises PermissionDenied."""
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    if locked.withdrawn_at is not None:
        locked.withdrawn_at = None
        locked.save(update_fields=["withdrawn_at"])
        _record("toolbox.listed_again", locked, by)


def check_id(workspace: Workspace, tool_id: str) -> None:
    """Raise IdTaken unless a new tool of the workspace may have this id."""
    if is_shipped(tool_id) or _OURS.match(tool_id):
        raise IdTaken(tool_id, own=False)
    if WorkspaceTool.objects.filter(workspace=workspace, tool_id=tool_id).exists():
        raise IdTaken(tool_id, own=True)


def free_id(workspace: Workspace, title: str, *, wanted: str = "") -> str:
    """An id nobody has: the one wanted, or one made from the title."""
    if wanted:
        return wanted
    stem = _OURS.sub("", new_id_from(title, [], otherwise="redskab"))
    taken = WorkspaceTool.objects.filter(workspace=workspace, tool_id__startswith=stem[:40])
    ids = list(taken.values_list("tool_id", flat=True))
    return next(
        one
        for number in range(1, len(ids) + 20)
        if not is_shipped(one := stem if number == 1 else f"{stem}_{number}") and one not in ids
    )


def _new(workspace: Workspace, data: Data, *, by: User, change: str, event: str) -> WorkspaceTool:
    title_da, title_en = titles_in(data)
    try:
        with transaction.atomic():
            tool = WorkspaceTool.objects.create(
                workspace=workspace,
                tool_id=data["id"],
                title_da=title_da,
                title_en=title_en,
                draft_at=1,
                created_by_id=by.id,
                updated_by_id=by.id,
            )
    except IntegrityError as error:  # the same id at the same moment
        raise IdTaken(data["id"], own=True) from error
    first_step(tool, as_text(data), by=by, change=change)
    _record(event, tool, by)
    return tool


def _record(event: str, tool: WorkspaceTool, by: User) -> None:
    record(event, by=by, on=("tool", tool.id), workspace_id=tool.workspace_id)
