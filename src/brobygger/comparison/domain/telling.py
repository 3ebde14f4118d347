"""What an organisation has told the other parties of a collaboration."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from brobygger.actors.models import Actor
from brobygger.collaborations.domain.shares import Share, shares_by
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.sheets.models import FieldRevision, FieldValue
from brobygger.sheets.values import FieldValues, Value


def told_in(link: CollaborationSheet) -> frozenset[str] | None:
    """The fields every party of the collaboration reads; None: all of them, it is everybody's."""
    return None if link.joint else link.shared_fields()


def told_by(
    owner: Actor, collaboration: Collaboration
) -> list[tuple[CollaborationSheet, FieldValues]]:
    """What a party's own sheets say, shared fields only: for papers and guests, who are nobody's
    readers. What is private to the organisation is never among them, whatever has been ticked; and
    of what it shared until it left, or the collaboration closed, later wordings are not told.
    """
    shares = shares_by(owner, collaboration)
    sheets = [one.link.sheet_id for one in shares]
    written = _wordings(FieldValue.objects.filter(sheet__in=sheets))
    # They end together: one party in one collaboration.
    ended = next((one.ended_at for one in shares if one.ended_at is not None), None)
    if ended is not None:
        before = FieldRevision.objects.filter(sheet__in=sheets, at__lte=ended)
        then = _wordings(before.order_by("revision"))
        written = {key: then[key] for key in written if key in then}
    return [(one.link, _told(one, written)) for one in shares]


def _wordings(rows: QuerySet[Any]) -> dict[tuple[UUID, str], Value]:
    return {
        (sheet, field): value
        for sheet, field, value in rows.values_list("sheet_id", "field_id", "value")
    }


def _told(share: Share, written: dict[tuple[UUID, str], Value]) -> FieldValues:
    sheet = share.link.sheet
    kept = {
        field: written[sheet.pk, field] for field in share.fields if (sheet.pk, field) in written
    }
    return FieldValues(tool=sheet.tool, values=kept)


def speaker_in(link: CollaborationSheet) -> str:
    """Whom "we" is in the sheet: its owner, or the one it is written about; "" when unknown."""
    if link.owner is None:
        return ""
    if link.sheet.tool.speaks_of == "owner":
        return link.owner.name
    about = link.sheet.own_sheet.about
    return about.name if about else ""
