"""A tool from a file: what is wrong with it, and the ways to take it in."""

from brobygger.accounts.models import User
from brobygger.catalog.tools import all_sources, all_tools
from brobygger.toolbox.domain.tools import check_id, take_in, take_in_as_newer
from brobygger.toolbox.exceptions import Unreadable
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.problems import Known, Problem, problems_of
from brobygger.toolbox.reading import FileText
from brobygger.workspaces.models import Workspace


def problems_in(workspace: Workspace, file: FileText) -> list[Problem]:
    """What is wrong with the file, seen from this workspace."""
    fields = {
        one.id: frozenset(field.id for field in one.fields) for one in all_tools(workspace.id)
    }
    known = Known(frozenset(one.id for one in all_sources()), fields)
    return problems_of(file.data, known, file.tree)


def unsound(workspace: Workspace, file: FileText) -> list[Problem]:
    """What the form could not show, so that it has to be put right in the file."""
    return [one for one in problems_in(workspace, file) if not one.sound]


def as_problem(refused: Unreadable) -> Problem:
    """A file that could not be read, as the one thing wrong with it."""
    return Problem(str(refused), "", "texts", refused.line, sound=False)


def put_in(*, workspace: Workspace, file: FileText, by: User, way: str) -> WorkspaceTool:
    """Take it in: as it is, "as-new" beside the one that has its id, or "as-newer" on top of it.

    Raises PermissionDenied, IdTaken.
    """
    if way == "as-newer":
        existing = WorkspaceTool.objects.filter(
            workspace=workspace, tool_id=file.data.get("id"), deleted_at__isnull=True
        ).first()
        if existing is None:
            check_id(workspace, str(file.data.get("id") or ""))
        else:
            take_in_as_newer(tool=existing, file=file, by=by)
            return existing
    return take_in(workspace=workspace, file=file, by=by, as_new=way == "as-new")
