"""One sheet as a file for other programs: what the reader may read, and no more."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.data import ReadSheet, as_json, table
from brobygger.sheets.domain.reading import readable_fields, values_for


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def sheet_json(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as JSON: questions, values and the same in words."""
    text = json.dumps(as_json(_read(request)), ensure_ascii=False, indent=2)
    return _file(request, text, "application/json", "json")


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def sheet_csv(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as a table, a line for each answer."""
    return _file(request, "".join(table([_read(request)], empty=True)), "text/csv", "csv")


def _read(request: SheetRequest) -> ReadSheet:
    sheet = request.sheet
    owner, _readers = policy_of(sheet).whose(sheet)
    return ReadSheet(
        sheet=sheet,
        owner=owner,
        fields=tuple(readable_fields(sheet, request.user)),
        values=values_for(sheet, request.user).values,
        url=request.build_absolute_uri(reverse("sheets:sheet", args=[sheet.id])),
    )


def _file(request: SheetRequest, text: str, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=f"{kind}; charset=utf-8")
    name = f"{request.sheet.tool_id}-{request.sheet.id}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
