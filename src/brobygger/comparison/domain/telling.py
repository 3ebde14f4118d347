"""What an organisation has told the other parties of a collaboration."""

from brobygger.collaborations.models import CollaborationSheet
from brobygger.sheets.values import FieldValues


def told_in(link: CollaborationSheet) -> frozenset[str] | None:
    """The fields every party of the collaboration reads; None: all of them, it is everybody's."""
    return None if link.joint else link.shared_fields()


def told_values(link: CollaborationSheet) -> FieldValues:
    """What a party's own sheet says, shared fields only: for papers and guests, who are nobody's
    readers. What is private to the organisation is never among them, whatever has been ticked.
    """
    told = link.shared_fields()
    written = link.sheet.field_values.all()  # of many links: prefetched
    kept = {one.field_id: one.value for one in written if one.field_id in told}
    return FieldValues(tool=link.sheet.tool, values=kept)


def speaker_in(link: CollaborationSheet) -> str:
    """Whom "we" is in the sheet: its owner, or the one it is written about; "" when unknown."""
    if link.owner is None:
        return ""
    if link.sheet.tool.speaks_of == "owner":
        return link.owner.name
    about = link.sheet.own_sheet.about
    return about.name if about else ""
