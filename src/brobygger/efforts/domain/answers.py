"""What is written to the questions of the walk."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.efforts.domain.efforts import check_texts, locked, other_than, sign
from brobygger.efforts.domain.settling import settle
from brobygger.efforts.models import Answer, Backing, Effort

BACKING = ("department", "who", "stance", "says")


@transaction.atomic
def write_answers(
    *, effort: Effort, mine: Mapping[str, str], base: Mapping[str, Any] | None, by: User
) -> None:
    """Keep what has been written, however little. Keys are those of Question.

    Raises ChangedMeanwhile when another wrote to the same question since `base`; PermissionDenied,
    NotOpen, CprFound.
    """
    stored = locked(effort, by)
    check_texts(*mine.values())
    rows = {
        one.question: one
        for one in Answer.objects.filter(effort=stored).select_related("updated_by")
    }
    now = {key: rows[key].text if key in rows else "" for key in mine}
    newest = max((rows[key] for key in mine if key in rows), key=_moment, default=None)
    who = other_than(by, newest.updated_by) if newest else None
    changed = settle(stored=now, base=base, mine=mine, who=who)
    for key, text in changed.items():
        row = rows.get(key) or Answer(effort=stored, workspace=stored.workspace, question=key)
        row.text = text
        sign(row, by)
        row.save()
    if changed:
        _record("effort.answered", stored, by)


def _moment(answer: Answer) -> Any:
    return answer.updated_at


@transaction.atomic
def add_backing(*, effort: Effort, by: User, facts: Mapping[str, str]) -> Backing:
    """Write down a department and what it says. Raises PermissionDenied, NotOpen, CprFound."""
    stored = locked(effort, by)
    check_texts(*facts.values())
    row = Backing.objects.create(effort=stored, workspace=stored.workspace, updated_by=by, **facts)
    _record("effort.backing_asked", stored, by)
    return row


@transaction.atomic
def change_backing(
    *, backing: Backing, mine: Mapping[str, str], base: Mapping[str, Any] | None, by: User
) -> None:
    """Correct it. Raises ChangedMeanwhile, PermissionDenied, NotOpen, CprFound."""
    effort = locked(backing.effort, by)
    check_texts(*mine.values())
    row = Backing.objects.select_for_update(of=("self",)).get(pk=backing.pk)
    now = {name: getattr(row, name) for name in mine}
    changed = settle(stored=now, base=base, mine=mine, who=other_than(by, row.updated_by))
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        sign(row, by)
        row.save()
        _record("effort.backing_asked", effort, by)


@transaction.atomic
def remove_backing(*, backing: Backing, by: User) -> None:
    """Take a department off. Raises PermissionDenied, NotOpen."""
    effort = locked(backing.effort, by)
    backing.delete()
    _record("effort.backing_removed", effort, by)


def _record(event: str, effort: Effort, by: User) -> None:
    record(event, by=by, on=("effort", effort.id), workspace_id=effort.workspace_id)
