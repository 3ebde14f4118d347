"""Where a person is logged in, and closing it.

A session knows the browser in two words and the hour it was last used: enough to know one's own
telephone by. No network address is kept; it would tell where people have been.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, salted_hmac

from brobygger.accounts.browsers import browser_of, system_of
from brobygger.accounts.models import Session, User
from brobygger.core import clock

SHOWN = 50
NOTED_EVERY = timedelta(hours=1)
LONGEST = timedelta(days=90)  # in use every day or not: then the person shows who they are again
_NOTE = "visit"


@dataclass(frozen=True)
class OpenSession:
    """One browser somebody is logged in with."""

    id: str
    browser: str
    system: str
    since: datetime | None
    seen: datetime | None
    is_this: bool


def note_visit(session: SessionBase, user_agent: str, *, is_saved_anyway: bool) -> None:
    """Write into the session which browser this is and when it was here: once an hour at most."""
    if SESSION_KEY not in session:
        return
    note = session.get(_NOTE)
    now = clock.now()
    if note is None:
        if not is_saved_anyway:
            return
        note = {"since": now.isoformat()}
    elif now - datetime.fromisoformat(note["seen"]) < NOTED_EVERY:
        return
    session[_NOTE] = {
        "since": note["since"],
        "seen": now.isoformat(),
        "browser": browser_of(user_agent),
        "system": system_of(user_agent),
    }


def has_lived_out(session: SessionBase) -> bool:
    """Whether this log-in is so old that it ends, however lately it was used."""
    note = session.get(_NOTE) if SESSION_KEY in session else None
    return note is not None and clock.now() - datetime.fromisoformat(note["since"]) > LONGEST


def sessions_of(user: User, *, this: str | None) -> list[OpenSession]:
    """Where the person is logged in: this browser first, then the latest used."""
    rows = user.sessions.filter(expire_date__gt=clock.now()).order_by("-expire_date")[:SHOWN]
    shown = [_shown(row, this) for row in rows if _belongs(row, user)]
    return sorted(shown, key=lambda one: not one.is_this)


def close_session(*, by: User, session_id: str) -> bool:
    """End one of one's own log-ins, at its next request. Answers whether it was there."""
    for key in by.sessions.values_list("session_key", flat=True):
        if constant_time_compare(_public_id(key), session_id):
            return bool(by.sessions.filter(session_key=key).delete()[0])
    return False


def close_sessions(*, by: User, but: str | None = None) -> int:
    """End all one's log-ins, or all but the one with this key. Answers how many."""
    return by.sessions.exclude(session_key=but).delete()[0]


def _belongs(row: Session, user: User) -> bool:
    """A session from before the password was changed opens nothing, so it is not shown."""
    kept = str(row.get_decoded().get("_auth_user_hash", ""))
    # One from before the key of the house was changed is open too; it gets the new one when used.
    good = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, one) for one in good)


def _shown(row: Session, this: str | None) -> OpenSession:
    note: Mapping[str, Any] = row.get_decoded().get(_NOTE) or {}
    return OpenSession(
        id=_public_id(row.session_key),
        browser=note.get("browser", ""),
        system=note.get("system", ""),
        since=_moment(note.get("since")),
        seen=_moment(note.get("seen")),
        is_this=row.session_key == this,
    )


def _public_id(key: str) -> str:
    # The key itself is the cookie: whoever saw it on a page could be that person.
    return salted_hmac("accounts.session", key, algorithm="sha256").hexdigest()[:32]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
