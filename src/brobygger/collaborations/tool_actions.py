"""What the catalogue's pages offer because collaborations are here: a tool is begun there."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.catalog.beside import ToolAction
from brobygger.catalog.schema import Tool
from brobygger.workspaces.access import WorkspaceRequest


def begin_actions(request: WorkspaceRequest, tool: Tool | None) -> Sequence[ToolAction]:
    """Our sheets beside the list; a sheet of our own, or one in common, beside a tool."""
    role = Role(request.membership.role)
    if tool is None:
        return [ToolAction(_("Vores ark"), reverse("collaborations:own_sheets"), "assignment")]
    if tool.belongs_to == "organisation" and role_has(role, Permission.SHEET_BEGIN):
        url = f"{reverse('collaborations:begin_sheet')}?tool={tool.id}"
        return [ToolAction(_("Begynd et ark"), url, "add-document", main=True)]
    if tool.belongs_to == "collaboration" and role_has(role, Permission.COLLABORATION_LIST):
        url = reverse("collaborations:list", args=[request.workspace.slug])
        return [ToolAction(_("Begynd det i et samarbejde"), url, "add-document", main=True)]
    return []
