"""Why an agreement cannot do what was asked, in words for the person at the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError

if TYPE_CHECKING:
    from brobygger.agreements.blockers import Blocker
    from brobygger.agreements.models import AgreementStatus

_NOT_NOW = {
    "draft": _("Aftalen er et udkast. Den er ikke sendt til underskrift."),
    "signing": _("Aftalen er til underskrift. Tag den tilbage først, hvis I vil rette i den."),
    "in_force": _("Aftalen gælder allerede. Alle har skrevet under."),
    "ended": _("Aftalen er slut. Intet er ændret."),
}


class NotNow(UserError):
    """The step cannot be taken from where the agreement is."""

    def __init__(self, status: "AgreementStatus") -> None:
        super().__init__(_NOT_NOW[status.value])
        self.status = status


class NotReady(UserError):
    """Something is missing before the agreement can be signed; `blockers` says what."""

    def __init__(self, blockers: "Sequence[Blocker]") -> None:
        super().__init__(_("Aftalen er ikke klar til underskrift endnu. Se, hvad der mangler."))
        self.blockers = tuple(blockers)


class SheetNotOpen(UserError):
    """A sheet was to be carried over that the person may not share."""

    def __init__(self) -> None:
        super().__init__(_("Et af arkene kan ikke tages med. Hent siden igen, og vælg på ny."))


class OtherText(UserError):
    """What was shown is not what would have been signed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Der er ikke skrevet under. Teksten er ikke den, du havde på skærmen. "
                "Læs den igen, og prøv på ny."
            )
        )


class SignedAlready(UserError):
    """The signatory has signed; nothing happens a second time."""

    def __init__(self) -> None:
        super().__init__(_("Du har allerede skrevet under. Du skal ikke gøre mere."))


class NameMissing(UserError):
    """A signature is a name."""

    def __init__(self) -> None:
        super().__init__(_("Skriv dit navn. Det står på aftalen."))


class WrongCode(UserError):
    """The code is not the one that was sent."""

    def __init__(self, left: int) -> None:
        super().__init__(
            _("Koden passer ikke. Se i den nyeste mail, og prøv igen. Forsøg tilbage: %(left)s.")
            % {"left": left}
        )


class NoCode(UserError):
    """There is no code that can be used: too old, tried too often, or never sent."""

    def __init__(self) -> None:
        super().__init__(_("Koden virker ikke længere. Bed om en ny, og brug den med det samme."))


class CodeJustSent(UserError):
    """A code was sent a moment ago."""

    def __init__(self) -> None:
        super().__init__(
            _("Vi har lige sendt dig en kode. Vent et minut, og se også i uønsket post.")
        )


class TooManyCodes(UserError):
    """So many codes in a day are not somebody who forgot to look."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har fået mange koder i dag. Prøv igen i morgen, eller ring til den, der sendte "
                "aftalen."
            )
        )


class AskedToday(UserError):
    """One mail a day is enough."""

    def __init__(self) -> None:
        super().__init__(_("Vi har skrevet til vedkommende i dag. Ring hellere, hvis det haster."))


class ReasonMissing(UserError):
    """The others need to know what stands in the way."""

    def __init__(self) -> None:
        super().__init__(_("Skriv kort hvorfor, så de andre ved, hvad der skal rettes."))
