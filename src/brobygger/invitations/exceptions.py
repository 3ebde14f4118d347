"""Refusals about invitations, in words for the person at the screen."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError
from brobygger.links.exceptions import LinkUsed


class CameAnotherWay(LinkUsed):
    """The person has logged in since without the invitation, so nobody needs it any more."""


class InvitedToday(UserError):
    """One mail a day is enough."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Der er sendt en invitation i dag, og linket i den virker. Luk det, hvis den gik "
                "til en forkert, og send så en ny."
            )
        )
