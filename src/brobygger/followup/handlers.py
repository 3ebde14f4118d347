"""What follows from things that happen in the rooms below."""

from uuid import UUID

from brobygger.core.events import handles
from brobygger.followup.domain.meetings import create_agreed_meetings


@handles("agreement.in_force")
def plan_meetings(payload: dict[str, str]) -> None:
    """Everybody has signed: the promised meetings stand in the calendar."""
    create_agreed_meetings(UUID(payload["version_id"]))
