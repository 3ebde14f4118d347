"""Why a meeting cannot be changed as asked."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class NoAgreement(UserError):
    """Status meetings belong to an agreement that has been signed."""

    def __init__(self) -> None:
        super().__init__(_("I kan lægge møder ind, når alle har skrevet under på aftalen."))


class MeetingOver(UserError):
    """What has been cannot be moved."""

    def __init__(self) -> None:
        super().__init__(_("Mødet ligger bag jer eller er aflyst. Læg et nyt ind i stedet."))


class InThePast(UserError):
    """A meeting lies ahead."""

    def __init__(self) -> None:
        super().__init__(_("Tidspunktet er gået. Vælg et, der ligger forude."))


class MeetingCancelled(UserError):
    """Nobody meets, so there is nothing to write."""

    def __init__(self) -> None:
        super().__init__(_("Mødet er aflyst. Læg et nyt ind, og begynd arket der."))
