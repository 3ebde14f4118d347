"""What has happened in the workspace, for its administrator."""

from tempfile import TemporaryFile

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.files import send_file
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.domain.trail import NAMED, events_of, export_trail, people_in
from brobygger.workspaces.forms import TrailForm

_LENGTH = 50


@access(InWorkspace(Permission.AUDIT_VIEW))
@require_safe
@vary_on_headers("HX-Request")
def trail(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Everything, newest first, a stretch at a time; only the lines when HTMX asks."""
    workspace = request.workspace
    form = TrailForm(request.GET, people=people_in(workspace))
    events = events_of(workspace, form.wanted)
    cursor = request.GET.get(PARAMETER, "")
    context = {
        "workspace": workspace,
        "form": form,
        "wanted": form.wanted,
        "trail": trail_of(events, cursor, length=_LENGTH, reader=request.user, naming=NAMED),
    }
    part = "#found" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"workspaces/audit.html{part}", context)


@access(InWorkspace(Permission.AUDIT_VIEW))
@require_POST
def export(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """What the filter shows, as a file. Fetching it is a line in the trail too."""
    workspace = request.workspace
    form = TrailForm(request.POST, people=people_in(workspace))
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    export_trail(workspace=workspace, wanted=form.wanted, by=request.user, file=file)
    name = f"spor-{workspace.slug}-{clock.today():%Y-%m-%d}.csv"
    return send_file(request, file, name=name, content_type="text/csv; charset=utf-8")
