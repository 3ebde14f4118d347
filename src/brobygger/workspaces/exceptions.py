"""Refusals about members, in words for the person at the screen."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class LastAdministrator(UserError):
    """Without this person nobody could manage the workspace."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Arbejdsrummet skal have mindst én administrator. Gør først en anden til "
                "administrator, og prøv igen. Intet er ændret."
            )
        )


class NoLongerMember(UserError):
    """Somebody else removed the member meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("En anden har fjernet medlemmet imens. Intet er ændret."))
