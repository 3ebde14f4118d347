"""The grid: many actors written in by keyboard, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from brobygger.actors.domain.grid import (
    Present,
    present_names,
    spelled,
    take_back,
    write_in,
)
from brobygger.actors.grid_forms import GridRowForm
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core.errors import UserError
from brobygger.core.ids import new_id
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

ROWS = 10
MORE = 10
MOST_ROWS = 200
_MOST_AREAS = 200


@dataclass
class GridRow:
    """A row as it stands after what was asked."""

    form: GridRowForm
    present: Present | None = None
    said: str = ""
    fresh: bool = False

    @property
    def number(self) -> int:
        return self.form.number

    @property
    def waits(self) -> bool:
        """Whether the row holds something that is not in the register yet."""
        return self.form.written and not self.form.is_saved


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def grid(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Rows to write in. A POST keeps every row it gets: as an actor, or as text with the reason.

    With `only` one row is dealt with, when it is left; without scripts the whole sheet is sent.
    """
    if request.method == "POST":
        return _posted(request)
    first = _number(request.GET.get("from"), default=1)
    rows = _blank(range(first, min(first + _number(request.GET.get("rows"), ROWS), MOST_ROWS + 1)))
    return _page(request, rows, part="#rows" if request.htmx else "")


def _posted(request: WorkspaceRequest) -> HttpResponse:
    sent = request.POST
    numbers = sorted({_number(n, default=1) for n in sent.getlist("row")})[:MOST_ROWS]
    if "only" in sent:
        numbers = [_number(sent["only"], default=1)]
    rows = [GridRow(GridRowForm(sent, number=number)) for number in numbers]
    back = _number(sent.get("undo"), default=0)
    if back:
        rows = [_taken_back(request, row) if row.number == back else row for row in rows]
    elif "more" not in sent:
        _write(request, rows)
    if "more" in sent:
        last = numbers[-1] if numbers else 0
        rows += _blank(range(last + 1, min(last + MORE, MOST_ROWS) + 1))
    refused = any(row.waits for row in rows) and not back and "more" not in sent
    said = next((row.said for row in rows if back and row.said), "")
    return _page(request, rows, part="#rows" if request.htmx else "", refused=refused, said=said)


def _blank(numbers: Iterable[int]) -> list[GridRow]:
    return [GridRow(GridRowForm(None, number=number)) for number in numbers]


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else default


def _write(request: WorkspaceRequest, rows: list[GridRow]) -> None:
    """Every row that can be an actor becomes one; the others say what they lack."""
    waiting = [row for row in rows if row.waits]
    present = present_names(request.workspace, {row.form.texts["name"] for row in waiting})
    for row in waiting:
        if row.form.is_valid():
            name = spelled(row.form.cleaned_data["name"])
            row.present = present.get(name)
            made = _write_one(request, row)
            if made is not None:
                present[name] = Present(made.pk, made.name)


def _write_one(request: WorkspaceRequest, row: GridRow) -> Actor | None:
    form = row.form
    mine = row.present is not None and str(row.present.id) == form.ready_key
    if row.present and not mine and not form.cleaned_data["another"]:
        return None
    try:
        made = write_in(
            workspace=request.workspace,
            key=form.cleaned_data["key"] or new_id(),
            data=form.actor(),
            by=request.user,
        )
    except UserError as refusal:
        form.add_error(None, str(refusal))
        return None
    data = {name: form.data[name] for name in form.data}
    data[form.add_prefix("key")], data[form.add_prefix("saved")] = str(made.pk), "1"
    row.form, row.present, row.fresh = GridRowForm(data, number=row.number), None, True
    row.said = _("%(name)s er skrevet ind.") % {"name": made.name}
    return made


def _taken_back(request: WorkspaceRequest, row: GridRow) -> GridRow:
    """The row as text again, with a new key: it is nobody yet."""
    row.form.is_valid()
    key = row.form.cleaned_data.get("key")
    if key is None:
        return row
    take_back(workspace=request.workspace, key=key, by=request.user)
    data = {row.form.add_prefix(name): text for name, text in row.form.texts.items()}
    data[row.form.add_prefix("kind")] = row.form.data.get(row.form.add_prefix("kind"), "")
    again = GridRow(GridRowForm(data, number=row.number), fresh=True)
    again.said = _("Fortrudt: %(name)s er ude igen. Teksten står i rækken.") % {
        "name": row.form.texts["name"]
    }
    return again


def _page(
    request: WorkspaceRequest,
    rows: list[GridRow],
    *,
    part: str = "",
    refused: bool = False,
    said: str = "",
) -> HttpResponse:
    context = {
        "workspace": request.workspace,
        "rows": rows,
        "columns": [cell.label for cell in GridRowForm(None, number=0).cells()],
        "written": sum(1 for row in rows if row.form.is_saved),
        "waiting": sum(1 for row in rows if row.waits) if refused else 0,
        "said": said,
        "full": bool(rows) and rows[-1].number >= MOST_ROWS,
    }
    if not part:
        context |= _words(request)
        _begin(rows, after=request.method == "POST")
    # HTMX swaps the row either way; the whole page tells that something is left.
    status = 422 if refused and not part else 200
    return render(request, f"actors/grid.html{part}", context, status=status)


def _begin(rows: list[GridRow], *, after: bool) -> None:
    """The cursor stands where there is something to mend, else in the next empty row."""
    open_rows = [row for row in rows if not row.form.is_saved] if after else []
    if open_rows:
        next((row for row in open_rows if row.waits), open_rows[0]).form.begins = True


def _words(request: WorkspaceRequest) -> dict[str, list[str]]:
    """Words to choose from while typing."""
    areas = Actor.objects.in_workspace(request.workspace).exclude(area="").order_by("area")
    gives = [*vocabulary("competences").choices(), *vocabulary("resources").choices()]
    return {
        "areas": list(areas.values_list("area", flat=True).distinct()[:_MOST_AREAS]),
        "target_groups": [label for _key, label in vocabulary("target_groups").choices()],
        "gives": sorted({label for _key, label in gives}),
    }
