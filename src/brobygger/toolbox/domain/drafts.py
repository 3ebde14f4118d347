"""The draft of a tool: opened, changed step by step, undone, thrown away and brought back."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.tools import all_sources, all_tools
from brobygger.core import clock
from brobygger.toolbox.editing import tidy
from brobygger.toolbox.exceptions import ChangedMeanwhile
from brobygger.toolbox.models import DraftStep, ToolVersion, WorkspaceTool
from brobygger.toolbox.problems import Known, Problem, problems_of
from brobygger.toolbox.reading import FileText, read_text
from brobygger.toolbox.source import published
from brobygger.toolbox.writing import Data, as_text
from brobygger.workspaces.authorization import check_workspace

# So many changes can be undone; older ones are let go.
MOST_STEPS = 200
Change = Callable[[Data], Data]


@dataclass(frozen=True)
class Draft:
    """What a tool will say when it is published, or says already when nothing is changed."""

    tool: WorkspaceTool
    file: FileText
    step: DraftStep | None  # the last change; None when it says what is published
    undoable: bool
    redo: DraftStep | None

    @property
    def data(self) -> Data:
        return self.file.data

    @property
    def seen(self) -> int:
        """What the page shows, so that undoing never undoes somebody else's change."""
        return self.step.number if self.step else 0

    def problems(self) -> list[Problem]:
        """What has to be put right before it can be published."""
        return problems_of(self.data, known_to(self.tool), self.file.tree)


def draft_of(tool: WorkspaceTool) -> Draft:
    """The draft as it stands, or the newest version when there is none."""
    steps = {
        step.number: step
        for step in tool.steps.filter(number__in=_around(tool.draft_at)).order_by("number")
    }
    step = steps.get(tool.draft_at or 0)
    text = step.text if step else _published(tool)
    number = tool.draft_at or 0
    return Draft(
        tool,
        read_text(text),
        step,
        undoable=step is not None and number - 1 in steps,
        redo=steps.get(number + 1),
    )


def known_to(tool: WorkspaceTool) -> Known:
    """What the tool may name: sources, and the fields of the other tools of the workspace."""
    fields = {
        one.id: frozenset(field.id for field in one.fields)
        for one in all_tools(tool.workspace_id)
        if one.id != tool.tool_id
    }
    return Known(frozenset(one.id for one in all_sources()), fields, published_kinds(tool))


def published_kinds(tool: WorkspaceTool) -> dict[str, str]:
    """The kind of every field any published version has had, by id: the newest that has it. A field
    never changes its kind, for sheets have words in it."""
    texts = tool.versions.order_by("number").values_list("text", flat=True)
    return {field.id: field.kind for text in texts for field in published(text).fields}


def fingerprint(part: Any) -> str:
    """What a form shows of a part of the draft, to see whether somebody changed it since."""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def change_draft(
    *,
    tool: WorkspaceTool,
    by: User,
    change: str,
    make: Change,
    about: str = "",
    part: Callable[[Data], Any] | None = None,
    seen: str = "",
) -> Draft:
    """Change the draft by `make`; the first change of a published tool opens a new draft.

    `part` and `seen` say what the writer saw. Raises PermissionDenied, ChangedMeanwhile, KeyError
    (the field is gone) and what `make` raises.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    before = draft_of(locked).data
    if part is not None and seen and fingerprint(part(before)) != seen:
        raise ChangedMeanwhile
    after = make(before)
    if after != before:
        _put(locked, as_text(tidy(after)), by=by, change=change, about=about)
    return draft_of(locked)


@transaction.atomic
def put_file(*, tool: WorkspaceTool, by: User, file: FileText, seen: str) -> Draft:
    """The draft as somebody wrote it in the file itself, kept to the letter.

    Raises PermissionDenied, ChangedMeanwhile.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    before = draft_of(locked)
    if seen and fingerprint(before.file.text) != seen:
        raise ChangedMeanwhile
    whole = tidy({**file.data, "id": locked.tool_id})
    text = file.text if whole == file.data else as_text(whole)
    if text != before.file.text:
        _put(locked, text, by=by, change="file_written")
    return draft_of(locked)


@transaction.atomic
def go_to_step(*, tool: WorkspaceTool, by: User, seen: int, back: bool) -> bool:
    """Undo the last change or do it again. False when somebody has changed the draft since.

    Raises PermissionDenied.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    goal = seen - 1 if back else seen + 1
    step = locked.steps.filter(number=goal).first()
    if (locked.draft_at or 0) != seen or step is None:
        return False
    _stand_at(locked, step, by)
    return True


@transaction.atomic
def discard_draft(*, tool: WorkspaceTool, by: User) -> None:
    """Throw the draft away; what is published stays. A tool never published goes from the list.

    Both can be brought back by `bring_back`. Raises PermissionDenied.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    if locked.newest is None:
        locked.deleted_at = clock.now()
        locked.save(update_fields=["deleted_at"])
        _record("toolbox.deleted", locked, by)
        return
    if locked.draft_at is None:
        return
    text = _published(locked)
    locked.draft_at = None
    _name(locked, read_text(text).data)
    locked.save()
    _record("toolbox.draft_discarded", locked, by)


@transaction.atomic
def bring_back(*, tool: WorkspaceTool, by: User) -> bool:
    """The draft that was thrown away, or the tool that was deleted. False: nothing to bring back.

    Raises PermissionDenied.
    """
    check_workspace(by, tool.workspace, Permission.TOOL_EDIT)
    locked = WorkspaceTool.objects.select_for_update().get(pk=tool.pk)
    if locked.deleted_at is not None:
        locked.deleted_at = None
        locked.save(update_fields=["deleted_at"])
        _record("toolbox.brought_back", locked, by)
        return True
    step = locked.steps.order_by("number").last()
    if locked.draft_at is not None or step is None:
        return False
    _stand_at(locked, step, by)
    _record("toolbox.brought_back", locked, by)
    return True


def first_step(tool: WorkspaceTool, text: str, *, by: User, change: str) -> None:
    """Begin the draft of a new tool with this text."""
    DraftStep.objects.create(tool=tool, number=1, text=text, change=change, by_id=by.id)


def _put(tool: WorkspaceTool, text: str, *, by: User, change: str, about: str = "") -> None:
    if tool.draft_at is None:
        tool.steps.all().delete()
        first_step(tool, _published(tool), by=by, change="opened")
        tool.draft_at = 1
        _record("toolbox.draft_opened", tool, by)
    tool.steps.filter(number__gt=tool.draft_at).delete()
    number = tool.draft_at + 1
    step = DraftStep.objects.create(
        tool=tool, number=number, text=text, change=change, about=about[:300], by_id=by.id
    )
    tool.steps.filter(number__lte=number - MOST_STEPS).delete()
    _stand_at(tool, step, by)


def _stand_at(tool: WorkspaceTool, step: DraftStep, by: User) -> None:
    tool.draft_at = step.number
    tool.updated_at, tool.updated_by_id = clock.now(), by.id
    _name(tool, read_text(step.text).data)
    tool.save()


def _name(tool: WorkspaceTool, data: Mapping[str, Any]) -> None:
    tool.title_da, tool.title_en = titles_in(data)


def titles_in(data: Mapping[str, Any]) -> tuple[str, str]:
    """The tool's title in both languages, as lists have room for."""
    title = data.get("title")
    said = title if isinstance(title, Mapping) else {}
    return str(said.get("da") or "")[:300], str(said.get("en") or "")[:300]


def _published(tool: WorkspaceTool) -> str:
    return ToolVersion.objects.values_list("text", flat=True).get(
        tool=tool, number=tool.newest or 0
    )


def _around(number: int | None) -> list[int]:
    return [number - 1, number, number + 1] if number else []


def _record(event: str, tool: WorkspaceTool, by: User) -> None:
    record(event, by=by, on=("tool", tool.id), workspace_id=tool.workspace_id)
