"""Writing a difference into the agreement, and taking it out again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.agreements.domain.queries import agreement_of
from brobygger.agreements.exceptions import NotNow
from brobygger.agreements.models import AgreementStatus
from brobygger.catalog.fields import Field, Shape
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.engine import normalised
from brobygger.comparison.exceptions import ClauseRewritten, NoSuchClause
from brobygger.comparison.themes import clauses_to_write_in
from brobygger.core.ids import new_id
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.models import FieldValue, Sheet
from brobygger.sheets.values import empty_value

Row = dict[str, str]
Added = dict[str, Any]
# What is to be written: whose words ("" when it goes without saying), and the words.
Said = Sequence[tuple[str, str]]


@transaction.atomic
def write_clause(
    *,
    collaboration: Collaboration,
    field_id: str,
    said: Said,
    rows: Sequence[Mapping[str, str]],
    by: User,
) -> tuple[Sheet, Added]:
    """Add the words to a point of the draft, which is begun when there is none.

    Words that stand there already are not written again. Answers the draft and what was added.
    Raises PermissionDenied, NotNow (the agreement is locked or holds), NoSuchClause, NotSaved.
    """
    draft = _draft(collaboration, by)
    field = next((f for f in clauses_to_write_in(draft.tool) if f.id == field_id), None)
    if field is None:
        raise NoSuchClause
    Sheet.objects.select_for_update().get(pk=draft.pk)
    value, revision = _present(draft, field)
    if field.shape is Shape.TEXT:
        return draft, _add_text(draft, field, value["text"], said, by)
    return draft, _add_rows(draft, field, value["rows"], revision, said, rows, by)


@transaction.atomic
def take_clause_out(*, draft: Sheet, field_id: str, added: Added, by: User) -> None:
    """Remove what `write_clause` added, as long as nobody has written on in it.

    Raises PermissionDenied, NotNow, ClauseRewritten.
    """
    if not added:
        return
    _check_draft(draft)
    Sheet.objects.select_for_update().get(pk=draft.pk)
    field = draft.tool.field(field_id)
    value, revision = _present(draft, field)
    if "text" in added:
        text = _without(value["text"], added["text"])
        apply(draft, SetText(field.id, base=value["text"], text=text), by=by)
        return
    ours = {row["id"]: row for row in added["rows"]}
    kept = [row for row in value["rows"] if row["id"] not in ours]
    if [row for row in value["rows"] if row["id"] in ours] != added["rows"]:
        raise ClauseRewritten
    apply(draft, SetRows(field.id, rows=tuple(kept), base_revision=revision), by=by)


def _draft(collaboration: Collaboration, by: User) -> Sheet:
    agreement = agreement_of(collaboration)
    if agreement is None or agreement.status == AgreementStatus.ENDED:
        agreement = start_agreement(collaboration=collaboration, by=by)
    if agreement.status != AgreementStatus.DRAFT:
        raise NotNow(AgreementStatus(agreement.status))
    return agreement.draft


def _check_draft(draft: Sheet) -> None:
    status = AgreementStatus(draft.agreement.status)
    if status is not AgreementStatus.DRAFT:
        raise NotNow(status)


def _present(draft: Sheet, field: Field) -> tuple[Mapping[str, Any], int]:
    stored = FieldValue.objects.filter(sheet=draft, field_id=field.id).first()
    return (stored.value, stored.revision) if stored else (empty_value(field), 0)


def _add_text(draft: Sheet, field: Field, present: str, said: Said, by: User) -> Added:
    stands = normalised(present)
    new = [(who, words) for who, words in said if normalised(words) not in stands]
    if not new:
        return {}
    text = _as_text(new)
    joined = f"{present.rstrip()}\n\n{text}" if present.strip() else text
    apply(draft, SetText(field.id, base=present, text=joined), by=by)
    return {"text": text}


def _add_rows(
    draft: Sheet,
    field: Field,
    present: Sequence[Row],
    revision: int,
    said: Said,
    rows: Sequence[Mapping[str, str]],
    by: User,
) -> Added:
    first = field.columns[0].id
    wanted = [_fitting(field, row) for row in rows] or [
        {first: " ".join(_as_text([one]).split())} for one in said
    ]
    there = {_said(row) for row in present}
    new = [{"id": new_id().hex, **row} for row in wanted if row and _said(row) not in there]
    if not new:
        return {}
    kept = [*present, *new]
    state = apply(draft, SetRows(field.id, rows=tuple(kept), base_revision=revision), by=by)
    ids = {row["id"] for row in new}
    return {"rows": [row for row in state.value["rows"] if row["id"] in ids]}


def _as_text(said: Said) -> str:
    return "\n".join(f"{who}: {words}" if who else words for who, words in said).strip()


def _fitting(field: Field, row: Mapping[str, str]) -> Row:
    """The cells the agreement has a column for, in words it allows."""
    fitting = {}
    for column in field.columns:
        cell = row.get(column.id, "")
        allowed = {option.id for option in column.options}
        if cell and (not allowed or cell in allowed):
            fitting[column.id] = cell
    return fitting


def _said(row: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((key, normalised(cell)) for key, cell in row.items() if key != "id" and cell)


def _without(present: str, added: str) -> str:
    """The text without the paragraph that was added."""
    for joined in (f"\n\n{added}", f"{added}\n\n", added):
        if joined in present:
            return present.replace(joined, "", 1)
    raise ClauseRewritten
