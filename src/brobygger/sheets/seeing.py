"""What a person may see of a sheet and do in it, asked once for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from brobygger.accounts.models import User
from brobygger.core.asking import asked_once
from brobygger.sheets.access import policy_of
from brobygger.sheets.models import Sheet


@dataclass(frozen=True)
class Seen:
    """`fields` is None for those who see every field, also those that are private; `until` holds
    the fields that are read as they stood at a moment, `since` when each could be read at first."""

    writes: bool
    comments: bool
    fields: frozenset[str] | None
    until: Mapping[str, datetime]
    since: Mapping[str, datetime]

    def sees(self, field_id: str) -> bool:
        """Whether the field is there at all for this reader."""
        return self.fields is None or field_id in self.fields

    def knows(self, field_id: str, at: datetime) -> bool:
        """Whether what was said in the field at that moment may be told."""
        limit = self.until.get(field_id)
        return self.sees(field_id) and (limit is None or at <= limit)

    def saw(self, field_id: str, at: datetime) -> bool:
        """Whether the reader could read the field at that moment, and has been able to since."""
        return self.writes or (field_id in self.since and self.since[field_id] <= at)


def seen_by(user: User, sheet: Sheet) -> Seen:
    """What the owning room lets this person see and do. Ask `can_view` first."""
    policy = policy_of(sheet)
    with asked_once():
        return Seen(
            writes=policy.can_edit(user, sheet),
            comments=policy.can_comment(user, sheet),
            fields=policy.readable(user, sheet),
            until=policy.as_of(user, sheet),
            since=policy.shared_since(user, sheet),
        )


def read_by_others(sheet: Sheet) -> frozenset[str]:
    """The fields that somebody else than the writers may read now."""
    return policy_of(sheet).shown_to_others(sheet)
