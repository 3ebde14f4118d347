"""Why a collaboration cannot do what was asked, in words for the person at the screen."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class TooFewParties(UserError):
    """A collaboration needs at least two."""

    def __init__(self) -> None:
        super().__init__(_("Et samarbejde har mindst to samarbejdsparter. Vælg én mere."))


class NotInRegister(UserError):
    """An actor of another register was asked to join."""

    def __init__(self) -> None:
        super().__init__(
            _("Samarbejdsparten står ikke i dette register. Læg den ind først, og prøv igen.")
        )


class AlreadyParty(UserError):
    """The actor takes part already."""

    def __init__(self) -> None:
        super().__init__(_("Samarbejdsparten er allerede med."))


class NobodyLeft(UserError):
    """After this nobody could open the collaboration any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Så er der ingen tilbage, som kan åbne samarbejdet. Alt er, som det var. "
                "Giv først en af de andre samarbejdsparter adgang, og træk jer ud bagefter."
            )
        )


class CollaborationClosed(UserError):
    """Nothing is changed in a collaboration that is closed."""

    def __init__(self) -> None:
        super().__init__(_("Samarbejdet er afsluttet. Genåbn det, før I retter i det."))


class FormUsedByOther(UserError):
    """The form token belongs to a collaboration somebody else opened."""

    def __init__(self) -> None:
        super().__init__(_("Siden er brugt før. Hent den igen, og åbn samarbejdet derfra."))


class NotOurSheet(LookupError):
    """The sheet is not an organisation's own."""


class NothingToShare(UserError):
    """There is nothing in the sheet yet."""

    def __init__(self) -> None:
        super().__init__(_("Der står ikke noget i arket endnu. Skriv først, og del så."))


class CannotShare(UserError):
    """What was asked for may not be shared here."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det kan ikke deles her. Intet er ændret. Private felter og tomme felter bliver "
                "hos jer, og I kan kun dele i samarbejder, I selv er med i."
            )
        )
