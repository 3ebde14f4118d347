"""Where log-ins are kept: Django's table of sessions, and whose each of them is.

With the owner beside it a session can be found and closed by its owner; deleting the row is what
closes it, so there is no second list that could say something else.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from brobygger.accounts.models import Session
from brobygger.core.asked_often import answers

_OPEN = """
    SELECT session_data FROM accounts_session
    WHERE session_key = %s AND expire_date > clock_timestamp()
"""


class SessionStore(db.SessionStore):
    """A session with an owner once somebody has logged in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What is kept in the session; one that is closed or too old is nobody's."""
        rows = answers(_OPEN, [self.session_key])
        if not rows:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(rows[0][0])
        return kept

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be saved."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = data.get(SESSION_KEY)
        return row
