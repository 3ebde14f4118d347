"""Register in: laying it in, how far it is, the receipt."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from brobygger.actors.domain import imports
from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import ImportBatch, ImportProgress
from brobygger.actors.transfer.exceptions import NothingToCommit, RegisterChanged
from brobygger.actors.transfer.progress import OVER, STOP, is_stopping
from brobygger.actors.views.imports import IMPORTERS, batch_of, next_of
from brobygger.authorization.access import access
from brobygger.workspaces.access import WorkspaceRequest

_GIVEN_UP = gettext_lazy("Importen er fortrudt. Registret er, som det var.")
_WORKING = (ImportStatus.READING, ImportStatus.RUNNING)


@access(IMPORTERS)
@require_POST
def commit(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Lay the previewed actors in. A second press does nothing more."""
    batch = batch_of(request, batch_id)
    try:
        batch = imports.start_commit(batch, seen=request.POST.get("seen", ""), by=request.user)
    except RegisterChanged as change:
        imports.restage(batch)
        messages.warning(request, str(change))
        return redirect("actors:import-preview", workspace_slug, batch.id)
    except NothingToCommit as refusal:
        messages.error(request, str(refusal))
        return redirect(next_of(batch))
    return redirect("actors:import-status", workspace_slug, batch.id)


@access(IMPORTERS)
@require_POST
def cancel(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Give the import up, also while the worker is at it."""
    batch = imports.cancel_import(batch_of(request, batch_id), by=request.user)
    if batch.status == ImportStatus.CANCELLED:
        messages.success(request, _GIVEN_UP)
        return redirect("actors:import", workspace_slug)
    if not is_stopping(batch.id):
        messages.info(request, _("Det var for sent at fortryde: arbejdet er allerede gjort."))
    return redirect("actors:import-status", workspace_slug, batch.id)


@access(IMPORTERS)
@require_GET
def status(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """How far the work is, and the receipt when it is done."""
    batch = batch_of(request, batch_id)
    if batch.status in (ImportStatus.UPLOADED, ImportStatus.CANCELLED):
        if batch.result.get("changed"):
            messages.warning(request, str(RegisterChanged()))
        if batch.status == ImportStatus.CANCELLED and is_stopping(batch.id):
            messages.success(request, _GIVEN_UP)
        return _on(request, next_of(batch))
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "working": batch.status in _WORKING,
        "progress": progress_of(batch),
        "stopping": is_stopping(batch.id),
        "report": batch.result,
        "page": page_of_errors(request, batch.result.get("errors", [])),
        "kept": len(batch.result.get("kept", [])),
        "five_url": _five(workspace_slug),
    }
    return render(request, "actors/import_status.html", context)


def progress_of(batch: ImportBatch) -> dict[str, object]:
    """What the worker is doing, in words, and how far it is in percent."""
    found = ImportProgress.objects.filter(batch=batch).first()
    words = {
        "read": _("Rækkerne bliver læst"),
        "compare": _("Rækkerne bliver sammenlignet med registret"),
        "stage": _("Listen bliver gjort klar"),
        "write": _("Rækkerne bliver lagt ind"),
        STOP: _("Den bliver stoppet. Registret bliver, som det var"),
    }
    if found is None or found.stage == OVER:
        return {"words": _("Venter på at komme til"), "percent": None}
    if found.stage == STOP:
        return {"words": words[STOP], "percent": None}
    percent = min(99, 100 * found.done // found.total) if found.total else None
    return {
        "words": words.get(found.stage, words["read"]),
        "percent": percent,
        "done": found.done,
        "total": found.total,
    }


def page_of_errors(request: WorkspaceRequest, errors: list[dict[str, object]]) -> Page:  # type: ignore[type-arg]
    """The problems of an import, page by page."""
    return Paginator(errors, 50).get_page(request.GET.get("page"))


def _on(request: WorkspaceRequest, url: str) -> HttpResponseBase:
    """To the next page; a page that asks for news by itself is moved there as a whole."""
    response = redirect(url)
    if request.htmx:
        response.status_code = 200
        del response["Location"]
        response["HX-Redirect"] = url
    return response


def _five(slug: str) -> str:
    """Whom to visit this month, where visits are planned."""
    try:
        return reverse("visits:five", args=[slug])
    except NoReverseMatch:
        return ""
