"""Refusals of the register, in words for the person at the screen."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError

if TYPE_CHECKING:
    from brobygger.actors.domain.merging import Merge


class CprFound(UserError):
    """Somebody wrote a CPR number where other people read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Der står noget, der ligner et CPR-nummer. Brobygger gemmer ingen oplysninger om "
                "enkelte borgere. Slet nummeret, og gem igen; resten af teksten er her stadig."
            )
        )


class ActorChanged(UserError):
    """Somebody else saved the actor meanwhile, and both wrote in the same fields.

    `merge` holds what both wrote, and `version` the version to choose against.
    """

    def __init__(self, merge: "Merge", version: int) -> None:
        super().__init__(
            _("En anden har rettet det samme imens. Vælg, hvad der skal stå. Intet er gået tabt.")
        )
        self.merge = merge
        self.version = version


class NotInRegister(UserError):
    """The actor has been removed from the register."""

    def __init__(self) -> None:
        super().__init__(
            _("Samarbejdsparten er fjernet fra registret. Fortryd fjernelsen, før du retter.")
        )


class RelationRefused(UserError):
    """The two actors cannot be joined like this."""


class NotAContact(UserError):
    """Nobody of the actor's has that address any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Den adresse står ikke længere hos samarbejdsparten. Ingen mail er sendt.")
        )


class RingInstead(UserError):
    """A mail would not be read; `why` says so in a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(_("%(why)s Ring i stedet, og skriv svaret ind her.") % {"why": why})


class WrittenEnough(UserError):
    """The actor has written to the workspace several times today."""

    def __init__(self) -> None:
        super().__init__(_("I har skrevet flere gange i dag, og det er sendt. Vent på svar."))


class CannotUndo(UserError):
    """The words have been changed again since."""

    def __init__(self) -> None:
        super().__init__(
            _("Det er rettet igen siden, så det kan ikke fortrydes her. Ret det i stedet.")
        )


class ProfileMoved(UserError):
    """Somebody has changed what the actor is about to confirm; `units` names what."""

    def __init__(self, units: tuple[str, ...]) -> None:
        super().__init__(
            _("Der er rettet noget, mens siden var åben. Se det igennem, og tryk igen.")
        )
        self.units = units


class DifferenceMoved(UserError):
    """What two registers say has changed since the actor looked."""

    def __init__(self) -> None:
        super().__init__(
            _("Der er rettet noget imens, så intet er valgt. Se, hvad der står nu, og vælg igen.")
        )


class NotAPlace(UserError):
    """The person is no longer known in that register, or it is joined already."""

    def __init__(self) -> None:
        super().__init__(_("Det står her ikke længere. Intet er ændret."))


class BackgroundOfPerson(UserError):
    """Somebody would say of one person what only an organisation can say of itself."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Baggrund kan kun stå hos en forening eller en gruppe, aldrig hos ét menneske. "
                "Lad feltet stå tomt; resten er gemt i formularen."
            )
        )


class FactGone(UserError):
    """The fact somebody wanted to confirm is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Den oplysning er rettet eller slettet imens. Se siden igennem, og bekræft så.")
        )


class FilterIsOthers(UserError):
    """A saved filter belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _("Filteret er delt i arbejdsrummet. Kun de, der må rette i registret, kan ændre det.")
        )


class TooManyFilters(UserError):
    """There are more saved filters than anybody can find their way in."""

    def __init__(self) -> None:
        super().__init__(
            _("Der er allerede 50 gemte filtre. Slet et, du ikke bruger, og gem igen.")
        )


class CannotUnite(UserError):
    """The two cannot be put together, or taken apart; the message says why and what to do."""
