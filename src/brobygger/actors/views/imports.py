"""Register in, first half: send a file, say what its columns mean."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from brobygger.actors.domain import imports
from brobygger.actors.enums import ImportStatus
from brobygger.actors.import_forms import (
    ColumnsForm,
    LettersForm,
    SourceForm,
    UploadForm,
    too_big,
)
from brobygger.actors.models import Actor, ImportBatch, SavedMapping
from brobygger.actors.transfer.example import EXAMPLE_NAME, example_file
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.limits import MAX_BYTES, MEGABYTE
from brobygger.actors.transfer.tables import FileFormat
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

IMPORTERS = InWorkspace(Permission.ACTOR_IMPORT)
OPEN = (ImportStatus.UPLOADED, ImportStatus.FAILED)
_LATEST = 5


@access(IMPORTERS)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """The page that takes a file. What is too big is refused before anything is read of it.

    The check for a forged request reads the form, and with it the whole file: it must come after.
    """
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method == "POST" and size > MAX_BYTES + MEGABYTE:
        return _upload_page(request, _form(request), refused=str(too_big(size)), status=413)
    return _upload(request)


@csrf_protect
def _upload(request: WorkspaceRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _upload_page(request, _form(request))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        batch = imports.receive_file(
            workspace=request.workspace,
            file_name=file.name or "register",
            content=file.read(),
            municipality=form.chosen_municipality,
            by=request.user,
        )
        if batch.format == FileFormat.HSDS and batch.status == ImportStatus.UPLOADED:
            source = batch.mapping["source"]
            batch = imports.choose_columns(batch, columns={}, source=source, by=request.user)
    except ImportRefused as refusal:
        form.add_error("file", str(refusal))
        return _upload_page(request, form, status=422)
    return redirect(next_of(batch))


def _form(request: WorkspaceRequest) -> UploadForm:
    return UploadForm(initial={"municipality": request.workspace.municipality_code})


def _upload_page(
    request: WorkspaceRequest, form: UploadForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    latest = ImportBatch.objects.filter(workspace=request.workspace).defer("content")
    latest = latest.select_related("workspace").exclude(status=ImportStatus.CANCELLED)
    context = {
        "workspace": request.workspace,
        "form": form,
        "refused": refused,
        "latest": [(batch, next_of(batch)) for batch in latest.order_by("-created_at")[:_LATEST]],
        "saved": SavedMapping.objects.filter(workspace=request.workspace).count(),
        "first": not Actor.objects.in_workspace(request.workspace).filter(is_host=False).exists(),
    }
    return render(request, "actors/import_upload.html", context, status=status)


@access(IMPORTERS)
@require_GET
def example(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """A small file to look at and fill in."""
    response = HttpResponse(example_file(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{EXAMPLE_NAME}"'
    return response


@access(IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """What each column means; a POST works the preview out."""
    batch = batch_of(request, batch_id)
    if batch.status not in OPEN or "shape" not in batch.mapping:
        return redirect("actors:import-status", workspace_slug, batch.id)
    if request.method == "POST" and "encoding" in request.POST:
        return _read_again(request, batch)
    form = _columns_form(request, batch)
    if request.method == "POST" and form.is_valid():
        if not batch.mapping.get("certain", True) and not batch.mapping.get("encoding"):
            form.add_error(None, _("Vælg først, hvordan bogstaverne er skrevet."))
        elif (chosen := _chosen(request, batch, form)) is not None:
            return redirect(next_of(chosen))
    return _mapping_page(request, batch, form)


def _columns_form(request: WorkspaceRequest, batch: ImportBatch) -> ColumnsForm | SourceForm:
    data = request.POST if request.method == "POST" else None
    said = batch.mapping
    initial = {"source": said["source"], "municipality": said.get("municipality", "")}
    if batch.format == FileFormat.HSDS:
        return SourceForm(data, initial=initial)
    return ColumnsForm(
        data, initial=initial, shape=said["shape"]["columns"], columns=said["columns"]
    )


def _chosen(
    request: WorkspaceRequest, batch: ImportBatch, form: ColumnsForm | SourceForm
) -> ImportBatch | None:
    columns = form.columns if isinstance(form, ColumnsForm) else {}
    try:
        return imports.choose_columns(
            batch,
            columns=columns,
            source=form.cleaned_data["source"],
            municipality=form.cleaned_data.get("municipality", ""),
            remember=form.cleaned_data.get("remember", False),
            by=request.user,
        )
    except UserError as refusal:
        form.add_error(None, str(refusal))
        return None


def _read_again(request: WorkspaceRequest, batch: ImportBatch) -> HttpResponse:
    form = LettersForm(request.POST)
    try:
        if form.is_valid():
            encoding = form.cleaned_data["encoding"]
            imports.choose_letters(batch, encoding=encoding, by=request.user)
            messages.success(request, _("Filen er læst igen. Ser æ, ø og å rigtige ud nu?"))
    except UserError as refusal:
        messages.error(request, str(refusal))
    return redirect("actors:import-mapping", request.workspace.slug, batch.id)


def _mapping_page(
    request: WorkspaceRequest, batch: ImportBatch, form: ColumnsForm | SourceForm
) -> HttpResponse:
    said = batch.mapping
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "shape": said["shape"],
        "form": form,
        "rows": form.rows if isinstance(form, ColumnsForm) else [],
        "places": "municipality" in said.get("columns", {}).values(),
        "known": said.get("known", {}),
        "unsure": not said.get("certain", True) and not said.get("encoding"),
        "letters": LettersForm(initial={"encoding": said["shape"].get("encoding", "")}),
    }
    status = 422 if form.errors else 200
    return render(request, "actors/import_mapping.html", context, status=status)


def batch_of(request: WorkspaceRequest, batch_id: UUID) -> ImportBatch:
    """The import without its file, in this workspace or not at all."""
    batches = ImportBatch.objects.select_related("workspace").defer("content")
    return get_object_or_404(batches, id=batch_id, workspace=request.workspace)


def next_of(batch: ImportBatch) -> str:
    """Where an import goes on."""
    slug = batch.workspace.slug
    if batch.status == ImportStatus.CANCELLED:
        return reverse("actors:import", args=[slug])
    name = "import-status"
    if batch.status in OPEN and "seen" in batch.result:
        name = "import-preview"
    elif batch.status == ImportStatus.UPLOADED:
        name = "import-mapping"
    return reverse(f"actors:{name}", args=[slug, batch.id])
