"""What was decided of a source's rows before, so that nobody is asked of the same row again."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from brobygger.actors.enums import Decision
from brobygger.actors.models import RowDecision
from brobygger.actors.transfer.drafts import Draft
from brobygger.catalog.words import fold
from brobygger.workspaces.models import Workspace

_IDENTIFYING = ("postcode", "cvr", "street", "email", "phone")


@dataclass(frozen=True)
class Remembered:
    """A decision from an earlier import. `actor_id` is who the row became or was put with."""

    decision: Decision
    actor_id: UUID | None


@dataclass
class Memory:
    """The decisions on a file's rows, by their place."""

    keys: list[str] = field(default_factory=list)
    said: dict[int, Remembered] = field(default_factory=dict)


def row_keys(drafts: Sequence[Draft]) -> list[str]:
    """What makes each row the same the next time its source comes; never two of a file alike."""
    times: Counter[str] = Counter()
    keys = []
    for draft in drafts:
        known = draft.external_id or "|".join(
            (fold(draft.name), *(str(draft.values.get(name, "")) for name in _IDENTIFYING))
        )
        times[known] += 1
        text = f"{known}|{times[known]}"
        keys.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
    return keys


def remember_of(drafts: Sequence[Draft], workspace: Workspace) -> Memory:
    """The earlier decisions on these rows, in one query."""
    sources = {draft.source for draft in drafts if draft.source}
    found = RowDecision.objects.filter(workspace=workspace, source__in=sources)
    live = found.exclude(actor__deleted_at__isnull=False)
    said = {
        (source, key): Remembered(Decision(decision), actor_id)
        for source, key, decision, actor_id in live.values_list(
            "source", "row_key", "decision", "actor_id"
        )
    }
    if not said:
        return Memory()
    keys = row_keys(drafts)
    return Memory(
        keys,
        {
            place: said[draft.source, keys[place]]
            for place, draft in enumerate(drafts)
            if (draft.source, keys[place]) in said
        },
    )
