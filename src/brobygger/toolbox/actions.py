"""What the catalogue's pages offer because this room is here."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.catalog.beside import ToolAction
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import is_shipped
from brobygger.workspaces.access import WorkspaceRequest


def tool_actions(request: WorkspaceRequest, tool: Tool | None) -> Sequence[ToolAction]:
    """Change one's own, make a version of one's own of ours, take any of them along as a file."""
    slug = request.workspace.slug
    may_edit = role_has(Role(request.membership.role), Permission.TOOL_EDIT)
    if tool is None:
        if not may_edit:
            return []
        return [
            ToolAction(_("Jeres egne redskaber"), reverse("toolbox:index", args=[slug]), "edit")
        ]
    file = ToolAction(
        _("Hent redskabet som fil"), reverse("toolbox:file", args=[slug, tool.id]), "download"
    )
    if not may_edit:
        return [file]
    if is_shipped(tool.id):
        copy = ToolAction(
            _("Lav jeres egen udgave"),
            reverse("toolbox:copy", args=[slug]),
            "copy",
            post=[("tool", tool.id)],
        )
        return [copy, file]
    edit = ToolAction(_("Ret redskabet"), reverse("toolbox:tool", args=[slug, tool.id]), "edit")
    return [edit, file]
