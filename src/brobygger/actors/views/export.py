"""The register, or what is found in it, as a file or on paper."""

from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from brobygger.actors.asked import asked
from brobygger.actors.domain.exports import (
    PAPERS,
    exports_of,
    is_quick,
    order_export,
    spooled,
    write_now,
)
from brobygger.actors.domain.rows import with_rows
from brobygger.actors.models import Actor, RegisterExport
from brobygger.actors.paper.register_list import LONGEST_LIST
from brobygger.actors.transfer.exporting import ExportFormat
from brobygger.actors.transfer.leaving import Audience, may_leave
from brobygger.actors.transfer.vcard import cards_of
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.files import send_file
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = {
    ExportFormat.CSV: ("csv", "text/csv; charset=utf-8"),
    ExportFormat.XLSX: ("xlsx", _EXCEL),
    ExportFormat.HSDS: ("zip", "application/zip"),
    ExportFormat.GEOJSON: ("geojson", "application/geo+json"),
    ExportFormat.VCARD: ("vcf", "text/vcard; charset=utf-8"),
    **dict.fromkeys(PAPERS, ("pdf", "application/pdf")),
}
_EXPORTERS = InWorkspace(Permission.ACTOR_EXPORT)


@access(_EXPORTERS)
@require_http_methods(["GET", "POST"])
def export(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """What will be in the file, for whom, and in which form; asked for, the file itself.

    The address carries the filter of the list. A large file is made by the worker, and its page
    shows how far it is. Fetching is written in the audit trail.
    """
    form = request.POST.get("format", "")
    if request.method == "GET" or form not in _FILES:
        return _page(request)
    audience = _audience(request.POST.get("audience", ""))
    query = request.META.get("QUERY_STRING", "")
    found = asked(request.workspace, query, audience)
    try:
        order = order_export(
            workspace=request.workspace,
            form=form,
            audience=audience,
            query=query,
            wanted=found.wanted,
            by=request.user,
        )
    except UserError as refused:
        messages.error(request, str(refused))
        return _page(request, status=422)
    if not is_quick(order):
        return redirect("actors:export-status", workspace_slug, order.pk)
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    write_now(order, found.wanted, file)
    return _sent(request, file, order)


@access(_EXPORTERS)
@require_GET
def status(request: WorkspaceRequest, workspace_slug: str, export_id: UUID) -> HttpResponse:
    """How far a large file is, and the file when it is made."""
    order = _order(request, export_id)
    context = {"workspace": request.workspace, "export": order}
    return render(request, "actors/export_status.html", context)


@access(_EXPORTERS)
@require_GET
def file(request: WorkspaceRequest, workspace_slug: str, export_id: UUID) -> HttpResponseBase:
    """A large file, for the one who ordered it, as long as it is kept."""
    order = _order(request, export_id)
    if not order.can_be_fetched:
        raise Http404
    return _sent(request, spooled(order), order)


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def card(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """The actor and its contact persons as cards for a telephone or a mail program."""
    actors = with_rows(Actor.objects.in_workspace(request.workspace))
    one = may_leave(get_object_or_404(actors, pk=actor_id), Audience.OWN)
    assert one is not None
    ending, content_type = _FILES[ExportFormat.VCARD]
    response = HttpResponse(cards_of(one), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="brobygger-{actor_id}.{ending}"'
    return response


def _page(request: WorkspaceRequest, *, status: int = 200) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    found = asked(request.workspace, query)
    count = found.actors.count()
    context = {
        "workspace": request.workspace,
        "count": count,
        "public_count": asked(request.workspace, query, Audience.PUBLIC).actors.count(),
        "chips": found.chips,
        "removed": found.filter.removed,
        "query": query,
        "audience": request.POST.get("audience", Audience.OWN),
        "too_many_for_paper": count > LONGEST_LIST,
        "longest_list": LONGEST_LIST,
        "files": exports_of(request.workspace, request.user),
    }
    return render(request, "actors/export.html", context, status=status)


def _audience(words: str) -> Audience:
    """Who the file is for; the narrower one when the form does not say."""
    return Audience(words) if words in set(Audience) else Audience.PUBLIC


def _order(request: WorkspaceRequest, export_id: UUID) -> RegisterExport:
    """The person's own order in this workspace, or none at all."""
    orders = RegisterExport.objects.filter(workspace=request.workspace, created_by=request.user)
    return get_object_or_404(orders, pk=export_id)


def _sent(
    request: WorkspaceRequest, content: IO[bytes], order: RegisterExport
) -> StreamingHttpResponse:
    ending, content_type = _FILES[order.form]
    public = "" if order.audience == Audience.OWN else "-offentligt"
    size = f"-{order.form}" if order.form in PAPERS else ""
    name = f"brobygger-{request.workspace.slug}{public}{size}-{clock.today():%Y-%m-%d}.{ending}"
    return send_file(request, content, name=name, content_type=content_type)
