"""The register, or what is found in it, as a file."""

from tempfile import TemporaryFile
from typing import IO

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from brobygger.actors.domain.queries import find_actors
from brobygger.actors.forms import FilterForm
from brobygger.actors.transfer.exporting import ExportFormat, export_file
from brobygger.actors.views.listing import chips_of, filter_of
from brobygger.audit.record import record
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.files import send_file
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_FILES = {
    ExportFormat.CSV: ("csv", "text/csv; charset=utf-8"),
    ExportFormat.XLSX: (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ExportFormat.HSDS: ("zip", "application/zip"),
    ExportFormat.GEOJSON: ("geojson", "application/geo+json"),
}


@access(InWorkspace(Permission.ACTOR_EXPORT))
@require_http_methods(["GET", "POST"])
def export(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """What will be in the file, and in which form; asked for, the file itself.

    The address carries the filter of the list. Fetching is written in the audit trail.
    """
    form = FilterForm(request.GET)
    wanted = filter_of(form)
    actors = find_actors(request.workspace, wanted).actors
    asked = request.POST.get("format", "")
    if request.method == "GET" or asked not in set(ExportFormat):
        context = {
            "workspace": request.workspace,
            "count": actors.count(),
            "wanted": wanted,
            "chips": chips_of(request, form),
        }
        return render(request, "actors/export.html", context)
    workspace = request.workspace
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    export_file(workspace, format=asked, output=file, actors=actors)
    record(
        "register.exported",
        by=request.user,
        on=("workspace", workspace.id),
        workspace_id=workspace.id,
    )
    return _sent(request, file, ExportFormat(asked))


def _sent(request: WorkspaceRequest, file: IO[bytes], form: ExportFormat) -> StreamingHttpResponse:
    ending, content_type = _FILES[form]
    name = f"brobygger-{request.workspace.slug}-{clock.today():%Y-%m-%d}.{ending}"
    return send_file(request, file, name=name, content_type=content_type)
