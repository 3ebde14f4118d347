"""The sheet on A3: as it stands now, or blank."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.paper import tool_pdf
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import moment
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.reading import values_for
from brobygger.sheets.values import Value


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def filled_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """What is saved, as an A3 page; long texts follow on further pages."""
    values = values_for(request.sheet, request.user).values
    return _pdf(request, dict(values), moment(request.sheet.updated_at))


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def blank_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The same sheet without what is written, for felt pens; its code leads back here."""
    return _pdf(request, {}, "")


def _pdf(request: SheetRequest, values: dict[str, Value], context: str) -> HttpResponse:
    sheet = request.sheet
    owner, _readers = policy_of(sheet).whose(sheet)
    pdf = tool_pdf(
        sheet.tool,
        values,
        language=get_language() or "da",
        date=clock.today(),
        title=sheet.title,
        context=" · ".join(words for words in (owner, context) if words),
        url=request.build_absolute_uri(reverse("sheets:sheet", args=[sheet.id])),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{sheet.tool_id}-a3.pdf"'
    return response
