"""Where log-ins are kept: Django's table of sessions, and whose each of them is.

With the owner beside it a session can be found and closed by its owner; deleting the row is what
closes it, so there is no second list that could say something else.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from brobygger.accounts.models import Session


class SessionStore(db.SessionStore):
    """A session with an owner once somebody has logged in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be saved."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = data.get(SESSION_KEY)
        return row
