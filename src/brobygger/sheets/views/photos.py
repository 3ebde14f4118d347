"""Photographs beside a field, and of whole pages: add, look, take away, undo."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import Field
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.photos import (
    MOST,
    WHOLE_PAGE,
    add_photo,
    bring_back_photo,
    photos_for,
    removable,
    remove_photo,
    sees_photo,
)
from brobygger.sheets.models import Photo
from brobygger.sheets.pictures import MAX_BYTES, MEGABYTE, PhotoRefused, too_big
from brobygger.sheets.seeing import seen_by

# The photographs of one post together.
_MOST_SENT = 40 * MEGABYTE


@access(OnSheet(Permission.SHEET_VIEW))
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def of_field(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponseBase:
    """The photographs beside a field, and the form that adds one."""
    asked = _field_or_404(request, field_id)
    return _refused_unread(request, asked) or _of_field(request, asked)


@access(OnSheet(Permission.SHEET_VIEW))
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def of_pages(request: SheetRequest, sheet_id: UUID) -> HttpResponseBase:
    """The photographs of whole pages, and the form that adds one."""
    seen = seen_by(request.user, request.sheet)
    if seen.fields is not None or seen.until:
        raise Http404
    return _refused_unread(request, None) or _of_field(request, None)


@access(OnSheet(Permission.SHEET_VIEW))
@require_GET
def picture(
    request: SheetRequest, sheet_id: UUID, photo_id: UUID, small: bool = False
) -> HttpResponse:
    """The photograph itself, or the small one."""
    column = "small" if small else "content"
    photo = _photo_or_404(request, photo_id, column)
    if photo.removed_at is not None:
        raise Http404
    response = HttpResponse(bytes(getattr(photo, column)), content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="foto-{photo.id}.jpg"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def change(request: SheetRequest, sheet_id: UUID, photo_id: UUID) -> HttpResponse:
    """Take the photograph away, or bring it back."""
    photo = _photo_or_404(request, photo_id)
    there = _address(request, photo.field_id)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        there = back
    if request.POST.get("do") == "undo":
        if not removable(request.sheet.photos.all()).filter(pk=photo.pk).exists():
            return redirect(there)
        try:
            bring_back_photo(photo=photo, by=request.user)
            messages.success(request, _("Billedet er her igen."))
        except PhotoRefused as refused:
            messages.error(request, str(refused))
        return redirect(there)
    remove_photo(photo=photo, by=request.user)
    return redirect(f"{there.partition('?')[0]}?removed={photo.id}")


def removed_photo(request: SheetRequest) -> Photo | None:
    """The photograph that has just been taken away, while it can come back."""
    try:
        key = UUID(request.GET.get("removed", ""))
    except ValueError:
        return None
    return removable(request.sheet.photos.defer("content", "small")).filter(pk=key).first()


def take_photos(request: SheetRequest, field_id: str) -> str:
    """Keep what was sent and say so; answers why, when something could not be kept."""
    sent = [file for name in ("taken", "photo") for file in request.FILES.getlist(name)]
    if not sent:
        return _("Vælg eller tag et billede først.")
    kept, refused = 0, []
    for file in sent:
        try:
            add_photo(sheet=request.sheet, field_id=field_id, content=_read(file), by=request.user)
            kept += 1
        except PhotoRefused as reason:
            refused.append(f"{file.name}: {reason}" if len(sent) > 1 else str(reason))
    if kept:
        words = ngettext("Billedet er gemt.", "%(count)s billeder er gemt.", kept)
        messages.success(request, words % {"count": kept})
    return " ".join(refused)


@csrf_protect
def _of_field(request: SheetRequest, asked: Field | None) -> HttpResponse:
    field_id = asked.id if asked else WHOLE_PAGE
    if request.method != "POST":
        return _page(request, asked)
    if not policy_of(request.sheet).can_edit(request.user, request.sheet):
        raise PermissionDenied
    refused = take_photos(request, field_id)
    if refused:
        return _page(request, asked, refused=refused, status=422)
    came_from = _back_to_typing(request)
    if came_from:
        return redirect("sheets:from-paper", request.sheet.id, came_from)
    return redirect(_address(request, field_id))


def _refused_unread(request: SheetRequest, asked: Field | None) -> HttpResponse | None:
    """A post too large for any photograph, before a byte of it is read.

    The check for a forged request reads the form, and with it the whole file: it comes after.
    """
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method != "POST" or size <= _MOST_SENT:
        return None
    return _page(request, asked, refused=str(too_big(size)), status=413)


def _page(
    request: SheetRequest, asked: Field | None, *, refused: str = "", status: int = 200
) -> HttpResponse:
    sheet = request.sheet
    seen = seen_by(request.user, sheet)
    field_id = asked.id if asked else WHOLE_PAGE
    photos = [one for one in photos_for(sheet, request.user, seen) if one.field_id == field_id]
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "field": asked,
        "photos": photos,
        "can_edit": seen.writes,
        "is_full": len(photos) >= MOST,
        "back_to_typing": _back_to_typing(request),
        "limit": MAX_BYTES // MEGABYTE,
        "refused": refused,
        "removed": removed_photo(request) if seen.writes else None,
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/photos.html", context, status=status)


def _back_to_typing(request: SheetRequest) -> str:
    """The field one was typing in from paper, when one came from there."""
    came_from = request.GET.get("from", "")
    return came_from if request.sheet.tool.has(came_from) else ""


def _field_or_404(request: SheetRequest, field_id: str) -> Field:
    seen = seen_by(request.user, request.sheet)
    if not request.sheet.tool.has(field_id) or not seen.sees(field_id):
        raise Http404
    return request.sheet.tool.field(field_id)


def _photo_or_404(request: SheetRequest, photo_id: UUID, column: str = "id") -> Photo:
    photos = request.sheet.photos.defer(*({"content", "small"} - {column}))
    photo: Photo = get_object_or_404(photos, pk=photo_id)
    if not sees_photo(seen_by(request.user, request.sheet), photo):
        raise Http404
    photo.sheet = request.sheet
    return photo


def _address(request: SheetRequest, field_id: str) -> str:
    if field_id == WHOLE_PAGE:
        return reverse("sheets:page-photos", args=[request.sheet.id])
    return reverse("sheets:photos", args=[request.sheet.id, field_id])


def _read(file: "UploadedFile[bytes]") -> bytes:
    if (file.size or 0) > MAX_BYTES:
        raise PhotoRefused(too_big(file.size or 0))
    content: bytes = file.read()
    return content
