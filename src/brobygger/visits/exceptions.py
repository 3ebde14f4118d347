"""Why something about a visit cannot be done, in words for the person at the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class NotNow(UserError):
    """The step cannot be taken from where it is. Nothing is changed."""

    def __init__(self, where: Any) -> None:
        super().__init__(
            _("Det kan ikke lade sig gøre nu: %(where)s. Intet er ændret.")
            % {"where": str(where).rstrip(".")}
        )


class NotAMember(UserError):
    """Only members of the workspace go on its visits and keep its promises."""

    def __init__(self) -> None:
        super().__init__(_("Vælg nogen, der er med i arbejdsrummet."))


class NotInRegister(UserError):
    """What was named does not stand in this register."""

    def __init__(self) -> None:
        super().__init__(_("Vælg en samarbejdspart, der står i jeres register."))


class NobodyToThank(UserError):
    """The thank-you has no address."""

    def __init__(self) -> None:
        super().__init__(
            _("Der mangler en e-mail. Skriv den på besøget, eller tak dem på en anden måde.")
        )


class NotYetHeld(UserError):
    """One thanks for a visit that has been."""

    def __init__(self) -> None:
        super().__init__(_("Sig først, at besøget er holdt. Så kan du sende takken."))


class AlreadyThanked(UserError):
    """A visit that has been thanked for has been."""

    def __init__(self) -> None:
        super().__init__(_("Takken er sendt, så besøget står som holdt."))


class NoLongerTwo(UserError):
    """One of the two has left the register, or they have turned out to be one."""

    def __init__(self) -> None:
        super().__init__(
            _("Det er ikke aktuelt længere, for en af de to er ude af registret. Intet er sendt.")
        )
