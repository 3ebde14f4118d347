"""A tool from a file: what is wrong with it, and the ways to take it in."""

from brobygger.accounts.models import User
from brobygger.catalog.tools import all_sources, all_tools
from brobygger.toolbox.domain.drafts import published_kinds
from brobygger.toolbox.domain.tools import check_id, take_in, take_in_as_newer
from brobygger.toolbox.exceptions import Unreadable
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.problems import Known, Problem, problems_of
from brobygger.toolbox.reading import FileText
from brobygger.workspaces.models import Workspace


def problems_in(
    workspace: Workspace, file: FileText, *, of: WorkspaceTool | None = None
) -> list[Problem]:
    """What is wrong with the file, seen from this workspace; `of` is the tool it is to become."""
    fields = {
        one.id: frozenset(field.id for field in one.fields) for one in all_tools(workspace.id)
    }
    kinds = published_kinds(of) if of else {}
    known = Known(frozenset(one.id for one in all_sources()), fields, kinds)
    return problems_of(file.data, known, file.tree)


def unsound(tool: WorkspaceTool, file: FileText) -> list[Problem]:
    """What the form could not show, so that it has to be put right in the file."""
    return [one for one in problems_in(tool.workspace, file, of=tool) if not one.sound]


def tool_with_id(workspace: Workspace, file: FileText) -> WorkspaceTool | None:
    """The tool of the workspace's own that the file would be a newer version of."""
    return WorkspaceTool.objects.filter(
        workspace=workspace, tool_id=file.data.get("id"), deleted_at__isnull=True
    ).first()


def as_problem(refused: Unreadable) -> Problem:
    """A file that could not be read, as the one thing wrong with it."""
    return Problem(str(refused), "", "texts", refused.line, sound=False)


def put_in(*, workspace: Workspace, file: FileText, by: User, way: str) -> WorkspaceTool:
    """Take it in: as it is, "as-new" beside the one that has its id, or "as-newer" on top of it.

    Raises PermissionDenied, IdTaken.
    """
    if way == "as-newer":
        existing = tool_with_id(workspace, file)
        if existing is None:
            check_id(workspace, str(file.data.get("id") or ""))
        else:
            take_in_as_newer(tool=existing, file=file, by=by)
            return existing
    return take_in(workspace=workspace, file=file, by=by, as_new=way == "as-new")
