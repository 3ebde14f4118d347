"""Why a difference could not become something, in words for the person at the screen."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class ChangedSince(UserError):
    """The sheets have changed since the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Arkene er ændret imens, så forskellen ser anderledes ud nu. Intet er gjort. "
                "Se på den igen herunder."
            )
        )


class NotHere(UserError):
    """A goal or a clause outside a collaboration."""

    def __init__(self) -> None:
        super().__init__(
            _("Arket er ikke med i et samarbejde. Mål og aftaler hører til i et samarbejde.")
        )


class StaysInside(UserError):
    """A private field was to be told to the others."""

    def __init__(self) -> None:
        super().__init__(
            _("Det her felt bliver i jeres egen organisation. I kan gøre det til et spørgsmål.")
        )


class NoSuchClause(UserError):
    """The agreement has no such point to write in."""

    def __init__(self) -> None:
        super().__init__(_("Vælg et punkt i aftalen, som der kan skrives i."))


class ClauseRewritten(UserError):
    """Somebody has written on in the agreement since."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nogen har skrevet videre på ordene i aftalen, så de bliver stående. "
                "Ret dem i aftalen, hvis de skal væk."
            )
        )


class SomebodyElsesQuestion(UserError):
    """A question is taken back by whoever asked it."""

    def __init__(self) -> None:
        super().__init__(
            _("En anden har stillet spørgsmålet. Kryds det af på arket, når I har svaret.")
        )


class EmptyGoal(UserError):
    """A goal without words."""

    def __init__(self) -> None:
        super().__init__(_("Skriv, hvad I vil nå."))


class NothingShared(UserError):
    """There is nothing to present yet."""

    def __init__(self) -> None:
        super().__init__(
            _("I har ikke delt noget endnu. Del et ark eller nogle felter først, og prøv igen.")
        )
