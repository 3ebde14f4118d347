"""What is said about a sheet, ready to be shown: comments by field, questions, who said it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.sheets.domain.comments import comments_for
from brobygger.sheets.editions import title_of_field
from brobygger.sheets.models import Comment, Sheet
from brobygger.sheets.presentation import FieldView
from brobygger.sheets.seeing import Seen


@dataclass(frozen=True)
class Said:
    """A comment or question with the name of whoever wrote it."""

    comment: Comment
    who: str
    field_title: str
    settled_by: str
    mine: bool


def said(comments: Iterable[Comment], reader: User) -> list[Said]:
    """Comments with names, by one query for all of them."""
    rows = list(comments)
    names = names_of({one.by_id for one in rows} | {one.settled_by_id for one in rows})
    return [
        Said(
            comment=one,
            who=names.get(one.by_id, _("En, der ikke er her mere")),
            field_title=title_of_field(one.sheet, one.field_id),
            settled_by=names.get(one.settled_by_id, ""),
            mine=one.by_id == reader.id,
        )
        for one in rows
    ]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of people by key; those who are erased are not among them."""
    wanted = {one for one in ids if one}
    return {user.id: str(user) for user in User.objects.filter(id__in=wanted)} if wanted else {}


def with_talk(
    views: Sequence[FieldView], sheet: Sheet, reader: User, seen: Seen
) -> list[FieldView]:
    """The fields with how much is said about each, and the question each theme ends with."""
    rows = comments_for(sheet, reader, seen).values_list("field_id", "parked_at", "settled_at")
    comments: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for field_id, parked_at, settled_at in rows:
        if parked_at is None:
            comments[field_id] += 1
        elif settled_at is None:
            questions[field_id] += 1
    ends = _ends_of_themes(views)
    return [
        replace(
            one,
            comments=comments[one.field.id],
            questions=questions[one.field.id],
            discuss=ends.get(one.field.id, ""),
        )
        for one in views
    ]


def _ends_of_themes(views: Sequence[FieldView]) -> dict[str, str]:
    """By the field each theme ends with: what to talk about then."""
    ends: dict[str, tuple[str, str]] = {}
    for one in views:
        theme = one.sheet.tool.theme_of(one.field.id)
        if theme is not None:
            ends[theme.id] = (one.field.id, str(theme.discuss))
    return dict(ends.values())
