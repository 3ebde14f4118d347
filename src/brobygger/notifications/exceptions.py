"""Why a mail did not leave the house."""

from datetime import date

from django.utils.translation import gettext as _

from brobygger.core.errors import UserError
from brobygger.core.templatetags.brobygger import day


class MailServerMissing(OSError):
    """No mail server is set up: the mail waits, nothing is lost."""


class UnknownKind(LookupError):
    """A mail of a kind no room has told of. A mistake of ours, found by the first test."""


class AskedEnough(UserError):
    """The person has been asked as often as one person is, by whomever."""

    def __init__(self, cap: int, free_again_on: date | None) -> None:
        said = _(
            "Personen er allerede spurgt %(cap)s gange på tre måneder, og mere vil vi ikke bede om."
            " Ingen mail er sendt."
        ) % {"cap": cap}
        if free_again_on:
            said += " " + _("Ring i stedet, eller spørg igen fra %(day)s.") % {
                "day": day(free_again_on)
            }
        super().__init__(said)
        self.free_again_on = free_again_on
