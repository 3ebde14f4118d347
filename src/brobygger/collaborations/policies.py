"""May this state change? (May this person? stands in authorization.py.)"""

from brobygger.collaborations.exceptions import CollaborationClosed
from brobygger.collaborations.models import Collaboration


def check_open(collaboration: Collaboration) -> None:
    """Raise CollaborationClosed when the collaboration is closed."""
    if collaboration.closed_at is not None:
        raise CollaborationClosed
