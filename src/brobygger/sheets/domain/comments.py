"""Talking about a field: comments, and questions parked for a meeting until they are settled."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.sheets.exceptions import NotSaved, UnknownField
from brobygger.sheets.models import Comment, Sheet
from brobygger.sheets.seeing import Seen, seen_by
from brobygger.sheets.validation import clean_text

LIMIT = 2_000

# A second press of the button is not a second comment.
_DOUBLE_CLICK = timedelta(minutes=2)


@transaction.atomic
def comment(*, sheet: Sheet, field_id: str, text: str, by: User, shared: bool = False) -> Comment:
    """Say something about a field.

    `shared`: read by all who may read the field, else only by those who write in the sheet. What a
    reader says is for the writers alone: other readers may come from other collaborations.
    Raises PermissionDenied, UnknownField, NotSaved (CPR, too long, nothing written).
    """
    return _write(sheet, field_id, text, by, shared=shared, parked=False)


@transaction.atomic
def park_question(
    *, sheet: Sheet, field_id: str, text: str, by: User, shared: bool = False
) -> Comment:
    """Leave a question at a field until the next meeting. Raises as `comment`."""
    return _write(sheet, field_id, text, by, shared=shared, parked=True)


@transaction.atomic
def park(*, comment: Comment, by: User) -> Comment:
    """Make a comment a question for the meeting. Raises PermissionDenied."""
    held = _held(comment, by)
    if held.parked_at is None:
        held.parked_at = clock.now()
        held.save(update_fields=["parked_at"])
        _record("question.parked", held, by)
    return held


@transaction.atomic
def unpark(*, comment: Comment, by: User) -> Comment:
    """Make a question a comment again; what was answered goes. Raises PermissionDenied."""
    held = _held(comment, by)
    if held.parked_at is not None:
        held.parked_at = held.settled_at = held.settled_by_id = None
        held.answer = ""
        held.save(update_fields=["parked_at", "settled_at", "settled_by_id", "answer"])
        _record("question.unparked", held, by)
    return held


@transaction.atomic
def settle(*, question: Comment, by: User, answer: str = "") -> Comment:
    """Cross a question off, with what it ended with if that is worth remembering.

    Raises PermissionDenied, NotSaved.
    """
    answer = clean_text(answer.strip(), LIMIT)
    held = _held(question, by)
    if held.parked_at is None or held.settled_at is not None:
        return held
    held.settled_at, held.settled_by_id, held.answer = clock.now(), by.id, answer
    held.save(update_fields=["settled_at", "settled_by_id", "answer"])
    _record("question.settled", held, by)
    return held


@transaction.atomic
def reopen(*, question: Comment, by: User) -> Comment:
    """The question is not settled after all; what was answered stays to build on.

    Raises PermissionDenied.
    """
    held = _held(question, by)
    if held.settled_at is not None:
        held.settled_at = held.settled_by_id = None
        held.save(update_fields=["settled_at", "settled_by_id"])
        _record("question.reopened", held, by)
    return held


@transaction.atomic
def remove(*, comment: Comment, by: User) -> Comment:
    """Take one's own words away. Raises PermissionDenied for words of others."""
    held = _held(comment, by, own=True)
    if held.removed_at is None:
        held.removed_at = clock.now()
        held.save(update_fields=["removed_at"])
        _record("comment.removed", held, by)
    return held


@transaction.atomic
def bring_back(*, comment: Comment, by: User) -> Comment:
    """Undo `remove`, as long as the words are kept. Raises PermissionDenied."""
    held = _held(comment, by, own=True)
    if held.removed_at is not None:
        held.removed_at = None
        held.save(update_fields=["removed_at"])
        _record("comment.brought_back", held, by)
    return held


def comments_for(sheet: Sheet, reader: User, seen: Seen | None = None) -> QuerySet[Comment]:
    """What is said about the fields the reader may see, oldest first."""
    seen = seen or seen_by(reader, sheet)
    found = sheet.comments.filter(removed_at__isnull=True).order_by("at", "id")
    if not seen.writes:
        found = found.filter(Q(shared=True) | Q(by_id=reader.id))
    for field_id, moment in seen.until.items():
        found = found.exclude(field_id=field_id, at__gt=moment)
    return found if seen.fields is None else found.filter(field_id__in=seen.fields)


def questions_for(sheet: Sheet, reader: User, seen: Seen | None = None) -> QuerySet[Comment]:
    """The parked questions the reader may see: open ones first, then the last settled."""
    found = comments_for(sheet, reader, seen).filter(parked_at__isnull=False)
    return found.order_by(F("settled_at").desc(nulls_first=True), "parked_at", "id")


def open_questions(sheets: Iterable[Sheet], reader: User) -> list[Comment]:
    """The open questions of several sheets that the reader may see, such as a thread's."""
    return [
        question
        for sheet in sheets
        for question in questions_for(sheet, reader).filter(settled_at__isnull=True)
    ]


def _write(
    sheet: Sheet, field_id: str, text: str, by: User, *, shared: bool, parked: bool
) -> Comment:
    seen = _checked(sheet, field_id, by)
    text = clean_text(text.strip(), LIMIT)
    if not text:
        raise NotSaved(_("Der står ikke noget. Skriv et par ord, og gem igen."))
    # One writer at a time, so that the same words sent twice are found the second time.
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    moment = clock.now()
    same = sheet.comments.filter(
        field_id=field_id, text=text, by_id=by.id, removed_at__isnull=True,
        parked_at__isnull=not parked, at__gt=moment - _DOUBLE_CLICK,
    ).first()  # fmt: skip
    if same is not None:
        return same
    for_all = bool(shared) and seen.writes
    written = Comment.objects.create(
        sheet=sheet, field_id=field_id, text=text, shared=for_all, at=moment, by_id=by.id,
        parked_at=moment if parked else None,
    )  # fmt: skip
    _record("question.parked" if parked else "comment.written", written, by)
    return written


def _checked(sheet: Sheet, field_id: str, by: User) -> Seen:
    """Raises PermissionDenied for those who may say nothing or do not see the field."""
    seen = seen_by(by, sheet)
    if not seen.comments or not seen.sees(field_id):
        raise PermissionDenied
    known = {field.id for field in sheet.tool.fields}
    if field_id not in known and not sheet.field_values.filter(field_id=field_id).exists():
        raise UnknownField(field_id)
    return seen


def _held(comment: Comment, by: User, *, own: bool = False) -> Comment:
    held = Comment.objects.select_for_update().select_related("sheet").get(pk=comment.pk)
    seen = _checked(held.sheet, held.field_id, by)
    mine = held.by_id == by.id
    if not mine and (own or not (held.shared or seen.writes)):
        raise PermissionDenied
    return held


def _record(event: str, comment: Comment, by: User) -> None:
    sheet = comment.sheet
    record(event, by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)
