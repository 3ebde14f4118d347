"""Refusals about accounts, in words for the person at the screen."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class LooksLikeAnother(UserError):
    """The address holds a letter that computers take for another one."""

    def __init__(self, letter: str) -> None:
        super().__init__(
            _("E-mailen har bogstavet »%(letter)s«, der ligner et andet. Skriv den på tastaturet.")
            % {"letter": letter}
        )
