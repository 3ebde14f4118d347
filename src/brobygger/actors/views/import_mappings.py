"""How a workspace reads its files: what is remembered, renamed and forgotten."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brobygger.actors.domain.saved_mappings import forget_mapping, rename_mapping
from brobygger.actors.import_forms import RenameForm
from brobygger.actors.models import SavedMapping
from brobygger.actors.transfer.headers import BY_KEY
from brobygger.actors.transfer.ready_made import READY_MADE
from brobygger.actors.views.imports import IMPORTERS
from brobygger.authorization.access import access
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.workspaces.access import WorkspaceRequest


@access(IMPORTERS)
@require_GET
def mappings(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """The files we know how to read."""
    saved = SavedMapping.objects.filter(workspace=request.workspace).order_by("name", "id")
    page = page_of(request, saved, per_page=50)
    context = {
        "workspace": request.workspace,
        "page": page,
        "rows": [
            (one, _used(one), RenameForm(initial={"name": one.name}, auto_id=f"id_{one.id}_%s"))
            for one in page.object_list
        ],
        "ready": [one.name for one in READY_MADE],
    }
    return render(request, "actors/import_mappings.html", context)


@access(IMPORTERS)
@require_POST
def rename(request: WorkspaceRequest, workspace_slug: str, mapping_id: UUID) -> HttpResponseBase:
    """Another name."""
    mapping = _mapping(request, mapping_id)
    form = RenameForm(request.POST)
    try:
        if form.is_valid():
            rename_mapping(mapping, name=form.cleaned_data["name"], by=request.user)
            messages.success(request, _("Navnet er rettet."))
        else:
            messages.error(request, _("Skriv et navn."))
    except UserError as refusal:
        messages.error(request, str(refusal))
    return redirect("actors:import-mappings", workspace_slug)


@access(IMPORTERS)
@require_POST
def forget(request: WorkspaceRequest, workspace_slug: str, mapping_id: UUID) -> HttpResponseBase:
    """No longer remembered."""
    forget_mapping(_mapping(request, mapping_id), by=request.user)
    messages.success(request, _("Glemt. Det, der er lagt ind, er der stadig."))
    return redirect("actors:import-mappings", workspace_slug)


def _mapping(request: WorkspaceRequest, mapping_id: UUID) -> SavedMapping:
    return get_object_or_404(SavedMapping, id=mapping_id, workspace=request.workspace)


def _used(mapping: SavedMapping) -> list[tuple[str, str]]:
    """The columns that are used, and as what."""
    columns = mapping.reading.get("columns", {})
    return [(column, str(BY_KEY[key].label)) for column, key in columns.items() if key in BY_KEY]
