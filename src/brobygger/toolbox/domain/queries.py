"""Reading a workspace's own tools."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.accounts.telling import Subject
from brobygger.sheets.models import Sheet
from brobygger.toolbox.models import ToolVersion, WorkspaceTool
from brobygger.toolbox.writing import Data
from brobygger.workspaces.models import Workspace


def own_tools(workspace: Workspace) -> QuerySet[WorkspaceTool]:
    """The workspace's tools by title, each with how many sheets have begun with it (`.sheets`)."""
    begun = (
        Sheet.objects.filter(workspace_id=OuterRef("workspace_id"), tool_id=OuterRef("tool_id"))
        .order_by()
        .values("tool_id")
        .annotate(number=Count("id"))
        .values("number")
    )
    return (
        WorkspaceTool.objects.filter(workspace=workspace, deleted_at__isnull=True)
        .annotate(sheets=Coalesce(Subquery(begun), 0))
        .order_by("withdrawn_at", "title_da", "id")
    )


def sheets_begun(tool: WorkspaceTool) -> int:
    """How many sheets have begun with the tool, whatever its version."""
    return Sheet.objects.filter(workspace_id=tool.workspace_id, tool_id=tool.tool_id).count()


def tools_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """How tools are named in the trail: those of the reader's own workspaces."""
    found = WorkspaceTool.objects.filter(
        id__in=ids, workspace__memberships__user_id=reader.pk
    ).select_related("workspace")
    return {
        one.id: Subject(one.title, reverse("catalog:tool", args=[one.workspace.slug, one.tool_id]))
        if one.newest
        else Subject(one.title)
        for one in found
    }


@dataclass(frozen=True)
class Difference:
    """What the draft changes in what people use now: titles of fields, and the rest in short."""

    added: Sequence[str]
    removed: Sequence[str]
    changed: Sequence[str]
    texts: bool
    steps: bool

    @property
    def is_none(self) -> bool:
        """Whether the draft says the same as the published version."""
        return not (self.added or self.removed or self.changed or self.texts or self.steps)


def difference(before: Data, after: Data) -> Difference:
    """What has changed between two wordings of a tool."""
    was, now = _fields(before), _fields(after)
    return Difference(
        added=[_title(now[one]) for one in now if one not in was],
        removed=[_title(was[one]) for one in was if one not in now],
        changed=[_title(now[one]) for one in now if one in was and now[one] != was[one]],
        texts=_texts(before) != _texts(after),
        steps=before.get("steps") != after.get("steps"),
    )


def versions_of(tool: WorkspaceTool) -> QuerySet[ToolVersion]:
    """The published versions, the newest first."""
    return tool.versions.order_by("-number").defer("text")


def _fields(data: Data) -> dict[str, Any]:
    return {str(one.get("id")): one for one in data.get("fields") or ()}


def _texts(data: Data) -> Data:
    apart = ("fields", "steps", "version", "paper", "id")
    return {name: value for name, value in data.items() if name not in apart}


def _title(field: Mapping[str, Any]) -> str:
    title = field.get("title") or {}
    return str(title.get("da") or title.get("en") or field.get("id"))
