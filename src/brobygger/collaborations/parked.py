"""The questions parked on the sheets of a collaboration, as lines on the thread."""

from collections.abc import Collection, Sequence
from itertools import islice
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.collaborations.models import CollaborationSheet
from brobygger.collaborations.stations import StationLine
from brobygger.sheets.models import Comment

# The rest stands on the sheets themselves.
MOST = 5


def parked_lines(
    links: Sequence[CollaborationSheet], user: User, writers: Collection[UUID]
) -> list[StationLine]:
    """The open questions this person may read, oldest first, by one query.

    `writers` are the actors the person writes for; of others' sheets one reads what was said to
    all about a field that is shared here, and one's own words.
    """
    by_sheet = {link.sheet_id: link for link in links}
    open_ones = Comment.objects.filter(
        sheet__in=by_sheet,
        parked_at__isnull=False,
        settled_at__isnull=True,
        removed_at__isnull=True,
    ).order_by("parked_at", "id")
    read = (one for one in open_ones if _may_read(by_sheet[one.sheet_id], one, user, writers))
    return [_line(by_sheet[one.sheet_id], one) for one in islice(read, MOST)]


def _may_read(
    link: CollaborationSheet, question: Comment, user: User, writers: Collection[UUID]
) -> bool:
    if link.owner_id is None or link.owner_id in writers:
        return True
    said_here = question.shared or question.by_id == user.id
    return said_here and question.field_id in link.shared_fields()


def _line(link: CollaborationSheet, question: Comment) -> StationLine:
    url = reverse("sheets:field", args=[link.sheet_id, question.field_id])
    words = Truncator(question.text).words(20)
    return StationLine(
        _("Parkeret: {words}").format(words=words), f"{url}#said-{question.id}", link.sheet.title
    )
