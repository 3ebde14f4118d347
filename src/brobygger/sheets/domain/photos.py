"""Photographs of what was written on paper, beside a field or of the whole page."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.exceptions import UnknownField
from brobygger.sheets.models import Photo, Sheet
from brobygger.sheets.photo import KEPT
from brobygger.sheets.pictures import PhotoRefused, prepare
from brobygger.sheets.seeing import Seen, seen_by

# Of one field; a page has no more paper than that.
MOST = 12
WHOLE_PAGE = ""


def add_photo(*, sheet: Sheet, field_id: str, content: bytes, by: User) -> Photo:
    """Keep a photograph beside a field; of the whole page with "" for field.

    The same picture once more is the same photograph. Raises PermissionDenied, UnknownField,
    PhotoRefused.
    """
    _check_may_write(sheet, by)
    if field_id and not sheet.tool.has(field_id):
        raise UnknownField(field_id)
    ready = prepare(content)
    with transaction.atomic():
        Sheet.objects.select_for_update().get(pk=sheet.pk)
        there = sheet.photos.filter(field_id=field_id, removed_at__isnull=True)
        same = there.filter(size=len(ready.content), content=ready.content).first()
        if same is not None:
            return same
        _check_room(there.count())
        photo = Photo.objects.create(
            sheet=sheet,
            field_id=field_id,
            content=ready.content,
            small=ready.small,
            width=ready.width,
            height=ready.height,
            size=len(ready.content),
            by_id=by.id,
        )
        _record("photo.added", photo, by)
    return photo


@transaction.atomic
def remove_photo(*, photo: Photo, by: User) -> None:
    """Take a photograph away. It can be brought back for thirty days. Raises PermissionDenied."""
    _check_may_write(photo.sheet, by)
    if photo.removed_at is None:
        photo.removed_at = clock.now()
        photo.save(update_fields=["removed_at"])
        _record("photo.removed", photo, by)


@transaction.atomic
def bring_back_photo(*, photo: Photo, by: User) -> None:
    """Undo taking it away. Raises PermissionDenied, PhotoRefused when there is no room for it."""
    _check_may_write(photo.sheet, by)
    if photo.removed_at is not None:
        there = photo.sheet.photos.filter(field_id=photo.field_id, removed_at__isnull=True)
        _check_room(there.count())
        photo.removed_at = None
        photo.save(update_fields=["removed_at"])
        _record("photo.brought_back", photo, by)


def photos_for(sheet: Sheet, reader: User, seen: Seen | None = None) -> list[Photo]:
    """The photographs the person may see, oldest first, without the pictures themselves.

    Who may read a field may see its photographs; a photograph of a whole page shows all fields, so
    it is for those who may read them all.
    """
    seen = seen or seen_by(reader, sheet)
    kept = sheet.photos.filter(removed_at__isnull=True).defer("content", "small")
    return [one for one in kept.order_by("at", "id") if sees_photo(seen, one)]


def sees_photo(seen: Seen, photo: Photo) -> bool:
    """Whether the photograph is there for this reader."""
    if photo.field_id == WHOLE_PAGE:
        return seen.fields is None and not seen.until
    return seen.knows(photo.field_id, photo.at)


def removable(photos: "QuerySet[Photo]") -> "QuerySet[Photo]":
    """Those that were taken away and can still come back."""
    return photos.filter(removed_at__gt=clock.now() - KEPT)


def by_field(photos: Iterable[Photo]) -> dict[str, list[Photo]]:
    """The photographs of each field."""
    found: dict[str, list[Photo]] = {}
    for photo in photos:
        found.setdefault(photo.field_id, []).append(photo)
    return found


def _check_may_write(sheet: Sheet, by: User) -> None:
    if not policy_of(sheet).can_edit(by, sheet):
        raise PermissionDenied


def _check_room(there: int) -> None:
    if there >= MOST:
        raise PhotoRefused(
            format_lazy(
                _("Her er plads til {most} billeder. Fjern et, før I tilføjer flere."), most=MOST
            )
        )


def _record(event: str, photo: Photo, by: User) -> None:
    sheet = photo.sheet
    record(event, by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)
