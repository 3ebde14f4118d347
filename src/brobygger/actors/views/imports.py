"""Register in: send a file, say what its columns mean, see every row, lay it in."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.actors.domain import imports
from brobygger.actors.enums import ImportOutcome, ImportStatus
from brobygger.actors.import_forms import (
    ColumnsForm,
    LettersForm,
    SourceForm,
    UploadForm,
    too_big,
)
from brobygger.actors.models import ImportBatch, ImportLine
from brobygger.actors.transfer.example import EXAMPLE_NAME, example_file
from brobygger.actors.transfer.exceptions import ImportRefused, NothingToCommit, RegisterChanged
from brobygger.actors.transfer.limits import MAX_BYTES, MEGABYTE
from brobygger.actors.transfer.tables import FileFormat, RegisterFile
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_IMPORTERS = InWorkspace(Permission.ACTOR_IMPORT)
_LATEST = 5
_LOOSE_SHOWN = 100


@access(_IMPORTERS)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """The page that takes a file. What is too big is refused before anything is read of it.

    The check for a forged request reads the form, and with it the whole file: it must come after.
    """
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method == "POST" and size > MAX_BYTES + MEGABYTE:
        return _upload_page(request, UploadForm(), refused=str(too_big(size)), status=413)
    return _upload(request)


@csrf_protect
def _upload(request: WorkspaceRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        batch = imports.receive_file(
            workspace=request.workspace,
            file_name=file.name or "register",
            content=file.read(),
            by=request.user,
        )
    except ImportRefused as refusal:
        form.add_error("file", str(refusal))
        return _upload_page(request, form, status=422)
    if batch.format != FileFormat.HSDS:
        return redirect("actors:import-mapping", request.workspace.slug, batch.id)
    imports.choose_columns(batch, columns={}, source=batch.mapping["source"], by=request.user)
    return redirect("actors:import-preview", request.workspace.slug, batch.id)


def _upload_page(
    request: WorkspaceRequest, form: UploadForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    latest = ImportBatch.objects.filter(workspace=request.workspace).defer("content", "result")
    latest = latest.exclude(status=ImportStatus.CANCELLED).order_by("-created_at")[:_LATEST]
    context = {
        "workspace": request.workspace,
        "form": form,
        "refused": refused,
        "latest": [(batch, _next_of(request, batch)) for batch in latest],
    }
    return render(request, "actors/import_upload.html", context, status=status)


@access(_IMPORTERS)
@require_GET
def example(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """A small file to look at and fill in."""
    response = HttpResponse(example_file(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{EXAMPLE_NAME}"'
    return response


@access(_IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """What each column means; a POST works the preview out."""
    batch = _batch(request, batch_id)
    if batch.status not in (ImportStatus.UPLOADED, ImportStatus.FAILED):
        return redirect("actors:import-status", workspace_slug, batch.id)
    register = imports.file_of(batch)
    if request.method == "POST" and "encoding" in request.POST:
        return _read_again(request, batch)
    form = _columns_form(request, batch, register)
    if request.method == "POST" and form.is_valid():
        if not batch.mapping.get("certain", True) and not batch.mapping.get("encoding"):
            form.add_error(None, _("Vælg først, hvordan bogstaverne er skrevet."))
        elif _chosen(request, batch, form):
            return redirect("actors:import-preview", workspace_slug, batch.id)
    return _mapping_page(request, batch, register, form)


def _columns_form(
    request: WorkspaceRequest, batch: ImportBatch, register: RegisterFile
) -> ColumnsForm | SourceForm:
    data = request.POST if request.method == "POST" else None
    initial = {"source": batch.mapping["source"]}
    if batch.format == FileFormat.HSDS:
        return SourceForm(data, initial=initial)
    table, columns = register.tables[0], batch.mapping["columns"]
    return ColumnsForm(data, initial=initial, table=table, columns=columns)


def _chosen(request: WorkspaceRequest, batch: ImportBatch, form: ColumnsForm | SourceForm) -> bool:
    columns = form.columns if isinstance(form, ColumnsForm) else {}
    source = form.cleaned_data["source"]
    try:
        imports.choose_columns(batch, columns=columns, source=source, by=request.user)
    except UserError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


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
    request: WorkspaceRequest,
    batch: ImportBatch,
    register: RegisterFile,
    form: ColumnsForm | SourceForm,
) -> HttpResponse:
    unsure = not batch.mapping.get("certain", True) and not batch.mapping.get("encoding")
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "register": register,
        "form": form,
        "rows": form.rows if isinstance(form, ColumnsForm) else [],
        "unsure": unsure,
        "letters": LettersForm(initial={"encoding": register.encoding}),
    }
    return render(
        request, "actors/import_mapping.html", context, status=422 if form.errors else 200
    )


@access(_IMPORTERS)
@require_GET
def preview(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Row by row what will happen, before anything does."""
    batch = _batch(request, batch_id)
    if batch.status not in (ImportStatus.UPLOADED, ImportStatus.FAILED):
        return redirect("actors:import-status", workspace_slug, batch.id)
    if "seen" not in batch.result:
        return redirect("actors:import-mapping", workspace_slug, batch.id)
    counts = dict(
        ImportLine.objects.filter(batch=batch)
        .values_list("outcome")
        .annotate(number=Count("id"))
        .order_by("outcome")
    )
    show = request.GET.get("show", "")
    loose = batch.result.get("loose", [])
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "show": show,
        "tabs": _tabs(counts),
        "told": batch.result.get("told", 0),
        "to_write": counts.get(ImportOutcome.CREATE, 0) + counts.get(ImportOutcome.UPDATE, 0),
        "refused": counts.get(ImportOutcome.SKIP, 0),
        "unchanged": counts.get(ImportOutcome.UNCHANGED, 0),
        "loose": loose[:_LOOSE_SHOWN] if show in ("", "errors") else [],
        "number_of_loose": len(loose),
        "page": page_of(request, _lines(batch, show), per_page=50),
    }
    return render(request, "actors/import_preview.html", context)


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    return [
        ("", _("Alle"), sum(counts.values())),
        ("create", _("Nye"), counts.get(ImportOutcome.CREATE, 0)),
        ("update", _("Ændrede"), counts.get(ImportOutcome.UPDATE, 0)),
        ("unchanged", _("Uændrede"), counts.get(ImportOutcome.UNCHANGED, 0)),
        ("errors", _("Springes over"), counts.get(ImportOutcome.SKIP, 0)),
    ]


def _lines(batch: ImportBatch, show: str) -> QuerySet[ImportLine]:
    lines = batch.lines.order_by("number")
    if show == "errors":
        return lines.filter(outcome=ImportOutcome.SKIP)
    return lines.filter(outcome=show) if show in ImportOutcome.values else lines


@access(_IMPORTERS)
@require_POST
def commit(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Lay the previewed actors in. A second press does nothing more."""
    batch = _batch(request, batch_id)
    try:
        batch = imports.start_commit(batch, seen=request.POST.get("seen", ""), by=request.user)
    except RegisterChanged as change:
        imports.restage(batch)
        messages.warning(request, str(change))
        return redirect("actors:import-preview", workspace_slug, batch.id)
    except NothingToCommit as refusal:
        messages.error(request, str(refusal))
    return redirect("actors:import-status", workspace_slug, batch.id)


@access(_IMPORTERS)
@require_POST
def cancel(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Give the import up."""
    batch = imports.cancel_import(_batch(request, batch_id), by=request.user)
    if batch.status == ImportStatus.CANCELLED:
        messages.success(request, _("Importen er fortrudt. Registret er, som det var."))
        return redirect("actors:import", workspace_slug)
    return redirect("actors:import-status", workspace_slug, batch.id)


@access(_IMPORTERS)
@require_GET
def status(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """How a commit goes, and the receipt when it is done."""
    batch = _batch(request, batch_id)
    if batch.status in (ImportStatus.UPLOADED, ImportStatus.CANCELLED):
        return redirect(_next_of(request, batch))
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "report": batch.result,
        "page": page_of_errors(request, batch.result.get("errors", [])),
        "kept": len(batch.result.get("kept", [])),
    }
    return render(request, "actors/import_status.html", context)


def page_of_errors(request: WorkspaceRequest, errors: list[dict[str, object]]) -> Page:  # type: ignore[type-arg]
    """The problems of an import, page by page."""
    return Paginator(errors, 50).get_page(request.GET.get("page"))


def _batch(request: WorkspaceRequest, batch_id: UUID) -> ImportBatch:
    """The import, in this workspace or not at all."""
    batches = ImportBatch.objects.select_related("workspace")
    return get_object_or_404(batches, id=batch_id, workspace=request.workspace)


def _next_of(request: WorkspaceRequest, batch: ImportBatch) -> str:
    """Where an import goes on."""
    if batch.status == ImportStatus.CANCELLED:
        return reverse("actors:import", args=[request.workspace.slug])
    names = {ImportStatus.UPLOADED: "import-preview", ImportStatus.FAILED: "import-preview"}
    name = names.get(ImportStatus(batch.status), "import-status")
    return reverse(f"actors:{name}", args=[request.workspace.slug, batch.id])
