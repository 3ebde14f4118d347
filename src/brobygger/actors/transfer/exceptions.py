"""Why a file cannot come into the register."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class ImportRefused(UserError):
    """The whole file is refused; the message says why, and what to do instead."""


class NothingToCommit(UserError):
    """The import has been laid in or given up already, or none of its rows can come in."""


class NameTaken(UserError):
    """Another saved mapping goes by that name."""


class RegisterChanged(UserError):
    """Somebody changed the register after the preview was shown."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Registret er ændret, siden du så listen. Intet er lagt ind endnu. "
                "Se de nye rækker igennem, og læg dem ind."
            )
        )
