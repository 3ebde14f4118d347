"""The photographs beside a field, found once for a whole sheet."""

from django import template

from brobygger.accounts.models import User
from brobygger.sheets.domain.photos import by_field, photos_for
from brobygger.sheets.models import Photo, Sheet

register = template.Library()


@register.simple_tag
def photos_beside(sheet: Sheet, field_id: str, reader: User) -> list[Photo]:
    """The photographs of the field that the reader may see; one query however many fields ask."""
    found: dict[str, list[Photo]] | None = sheet.__dict__.get("_photos_beside")
    if found is None:
        found = sheet.__dict__["_photos_beside"] = by_field(photos_for(sheet, reader))
    return found.get(field_id, [])
