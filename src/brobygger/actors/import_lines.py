"""The lines of a preview with what would change if they were put together with somebody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from brobygger.actors.domain.import_choices import may_decide, may_leave_out
from brobygger.actors.models import Actor, ImportLine
from brobygger.actors.transfer.planning import changes_if_merged
from brobygger.actors.transfer.register import load_stored
from brobygger.workspaces.models import Workspace


def with_candidates(lines: Sequence[ImportLine], workspace: Workspace) -> None:
    """Give each line `candidates` to choose between, and say what may be done with it:
    `may_decide`, `may_leave_out`.

    The queries are the same however many lines.
    """
    wanted = {key for line in lines for one in _alike(line) if (key := _actor(one))}
    here = Actor.objects.in_workspace(workspace).filter(id__in=wanted)
    stored = load_stored(sorted(here.values_list("id", flat=True))) if wanted else {}
    for line in lines:
        line.may_decide = may_decide(line)  # type: ignore[attr-defined]
        line.may_leave_out = may_leave_out(line)  # type: ignore[attr-defined]
        line.candidates = [  # type: ignore[attr-defined]
            {
                **one,
                "actor": _actor(one),
                "chosen": line.decision == "merge" and line.target == one["target"],
                "changes": [
                    change.as_json()
                    for change in changes_if_merged(line.details["says"], stored[key])
                ]
                if (key := _actor(one)) in stored
                else [],
                "gone": _actor(one) is not None and key not in stored,
            }
            for one in _alike(line)
        ]


def _alike(line: ImportLine) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line.details.get("alike", [])
    return found


def _actor(one: dict[str, Any]) -> UUID | None:
    target = str(one["target"])
    return None if target.startswith("row:") else UUID(target)
