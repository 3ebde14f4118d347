"""What was sent to a sheet after the log-in had run out. It lies in the browser's session until the
same person has logged in again, and is then shown and saved with one press.

A form carries who it was shown to, signed by us. So only somebody who had the sheet before them can
leave anything here, and whoever else logs in with the same browser never sees it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.access import Refused
from brobygger.catalog.fields import Field
from brobygger.core import clock
from brobygger.sheets.models import Sheet
from brobygger.sheets.search_words import option_titles

WRITER, AGAIN = "written-by", "sent-again"
_KEPT = "words_kept"
_SALT = "sheets.kept"
_LONGEST = timedelta(hours=12)
# A page can have been open for long; the log-in it was shown to has run out before this.
_OLDEST_FORM = timedelta(days=90)
_MOST = 1_000_000
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", WRITER, AGAIN}
_FOR_US = {"id", "revision", "count", "alone", "refused"}


@dataclass(frozen=True)
class Kept:
    """A form as it was sent, and where to."""

    path: str
    sent: Mapping[str, Sequence[str]]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every name with its value, to be sent again."""
        return [(name, one) for name, values in self.sent.items() for one in values]

    def told(self, fields: Sequence[Field]) -> list[tuple[str, list[str]]]:
        """What a person wrote, under the title of its field."""
        known = [(one.title.text, list(self._words(one))) for one in fields]
        beside = [self.sent.get(name, ()) for name in ("sheet-title", "comment", "answer")]
        said = [one for values in beside for one in values if one.strip()]
        return [
            *((title, words) for title, words in known if words),
            *([("", said)] if said else []),
        ]

    def _words(self, field: Field) -> Iterator[str]:
        titles = option_titles(field)
        for name, value in self.pairs:
            ours = name == field.id or name.startswith(f"{field.id}-")
            if ours and value.strip() and name.rsplit("-", 1)[-1] not in _FOR_US:
                yield titles[value].text if value in titles else value


class LoggedOut(Refused):
    """A form came from somebody who is no longer logged in: they log in and come back to it."""

    def __init__(self, sheet_id: UUID, *, kept: bool) -> None:
        super().__init__()
        self.sheet_id, self.kept = sheet_id, kept

    def response(self, request: HttpRequest) -> HttpResponse:
        if self.kept:
            text = _("Du er logget ud. Det, du skrev, er ikke tabt: log ind, så kan du gemme det.")
            messages.warning(request, text)
        name = "sheets:kept" if self.kept else "sheets:sheet"
        return redirect_to_login(reverse(name, args=[self.sheet_id]))


def writer_token(sheet: Sheet, user: User) -> str:
    """What a form carries to say whom it was shown to."""
    return signing.dumps([str(sheet.pk), str(user.pk)], salt=_SALT)


def keep(request: HttpRequest, sheet_id: UUID) -> bool:
    """Keep what was sent by somebody who has been logged out. Answers whether it was kept."""
    try:
        sheet, user = signing.loads(request.POST.get(WRITER, ""), salt=_SALT, max_age=_OLDEST_FORM)
    except signing.BadSignature:
        return False
    sent = {name: values for name, values in request.POST.lists() if name not in _NOT_SENT_AGAIN}
    length = sum(len(one) for values in sent.values() for one in values)
    if sheet != str(sheet_id) or length > _MOST:
        return False
    request.session[_KEPT] = {
        "sheet": sheet,
        "user": user,
        "path": request.path,
        "at": clock.now().isoformat(),
        "sent": sent,
    }
    return True


def has_kept(request: HttpRequest) -> bool:
    """Whether anything lies in this browser's session."""
    return _KEPT in request.session


def kept_for(request: HttpRequest, sheet: Sheet) -> Kept | None:
    """What this person sent to this sheet, when it lies here still."""
    found: dict[str, Any] = request.session.get(_KEPT, {})
    if (found.get("sheet"), found.get("user")) != (str(sheet.pk), str(request.user.pk)):
        return None
    if clock.now() - datetime.fromisoformat(found["at"]) > _LONGEST:
        return None
    return Kept(found["path"], found["sent"])


def forget(request: HttpRequest) -> None:
    """Let go of it: it is saved, or thrown away."""
    request.session.pop(_KEPT, None)
