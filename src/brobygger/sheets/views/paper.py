"""The sheet on paper: choose how, A3 or A4, as it stands now or blank."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.paper import tool_pdf
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import moment
from brobygger.paper.sheet import PaperPhoto
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.photos import WHOLE_PAGE, by_field, photos_for
from brobygger.sheets.domain.reading import readable_fields, values_for
from brobygger.sheets.models import Photo
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.values import Value
from brobygger.sheets.views.photos import removed_photo


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def papers(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Everything about paper and files: print, type in from paper, photographs, data."""
    sheet = request.sheet
    seen = seen_by(request.user, sheet)
    photos = photos_for(sheet, request.user, seen)
    label, url = policy_of(sheet).home(sheet)
    fields = readable_fields(sheet, request.user)
    context = {
        "sheet": sheet,
        "can_edit": seen.writes,
        "sees_all": seen.fields is None and not seen.until,
        "pages": by_field(photos).get(WHOLE_PAGE, []),
        "photos": len(photos),
        "fields": [(one, found) for one in fields if (found := by_field(photos).get(one.id))],
        "has_private": any(one.private for one in fields),
        "removed": removed_photo(request) if seen.writes else None,
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/paper_page.html", context)


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def filled_sheet(request: SheetRequest, sheet_id: UUID, size: str) -> HttpResponse:
    """What is saved and the reader may read; long texts follow on further pages.

    With `?photos=1` the photographs follow after it.
    """
    sheet = request.sheet
    values = values_for(sheet, request.user).values
    photos = photos_for(sheet, request.user) if request.GET.get("photos") else []
    return _pdf(request, dict(values), size, moment(sheet.updated_at), _on_paper(request, photos))


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def blank_sheet(request: SheetRequest, sheet_id: UUID, size: str) -> HttpResponse:
    """The same sheet without what is written, for felt pens; its code leads back here."""
    return _pdf(request, {}, size, _("Tomt ark"))


def _pdf(
    request: SheetRequest,
    values: dict[str, Value],
    size: str,
    context: str,
    photos: tuple[PaperPhoto, ...] = (),
) -> HttpResponse:
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
        size=size,
        readable={one.id for one in readable_fields(sheet, request.user)},
        photos=photos,
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{sheet.tool_id}-{size}.pdf"'
    return response


def _on_paper(request: SheetRequest, photos: list[Photo]) -> tuple[PaperPhoto, ...]:
    """The photographs in the order of the fields, those of whole pages first."""
    titles = {WHOLE_PAGE: _("Hele arket")}
    titles |= {one.id: one.title.text for one in request.sheet.tool.fields}
    order = list(titles)
    known = [one for one in photos if one.field_id in titles]
    wanted = request.sheet.photos.filter(id__in=[one.id for one in known])
    pictures = dict(wanted.values_list("id", "content"))
    return tuple(
        PaperPhoto(
            title=titles[one.field_id],
            alt=_("Foto af papiret: %(field)s") % {"field": titles[one.field_id]},
            jpeg=bytes(pictures[one.id]),
            width=one.width,
            height=one.height,
        )
        for one in sorted(known, key=lambda one: (order.index(one.field_id), one.at))
    )
