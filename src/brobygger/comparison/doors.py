"""The ways from a sheet to its own pages here: how it was, and how it should be."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.catalog.fields import PairField
from brobygger.collaborations.domain import own_sheets, sheets
from brobygger.core import clock
from brobygger.sheets.access import Door, policy_of
from brobygger.sheets.models import Sheet

_KINDS = {own_sheets.OWNER_KIND, sheets.OWNER_KIND}


def comparison_doors(user: User, sheet: Sheet) -> Sequence[Door]:
    """Present beside wished when the tool asks for both; then beside now when there is a then.

    Those who read only what is shared with them compare the named versions on their own page.
    """
    if sheet.owner_kind not in _KINDS:
        return []
    fields = policy_of(sheet).readable(user, sheet)
    doors = []
    pairs = [one.id for one in sheet.tool.fields if isinstance(one, PairField)]
    if pairs and (fields is None or fields & set(pairs)):
        wished = reverse("comparison:wished", args=[sheet.id])
        doors.append(Door(_("Nu og ønsket"), wished, "arrow-forward"))
    if fields is None and _has_a_past(sheet):
        doors.append(Door(_("Før og nu"), reverse("comparison:then", args=[sheet.id]), "time"))
    return doors


def _has_a_past(sheet: Sheet) -> bool:
    """Begun before today, or kept as a version since."""
    return sheet.created_at.astimezone(clock.DENMARK).date() < clock.today() or (
        sheet.versions.exists()
    )
