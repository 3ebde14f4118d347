"""Why something written in a sheet was not saved. What was typed stays in the field."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class SheetError(UserError):
    """A refusal that belongs to a sheet."""


class UnknownField(LookupError):
    """The tool has no such field, or it holds another kind of value."""


class NotSaved(SheetError):
    """The value breaks a rule of the field."""


class LooksLikeCpr(NotSaved):
    """The text holds what looks like a CPR number."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det ligner et CPR-nummer, så det er ikke gemt. Slet nummeret, og gem igen. "
                "Skriv aldrig om bestemte borgere her. Er det et andet nummer, så sæt et mellemrum "
                "et andet sted i det."
            )
        )


class ChangedMeanwhile(NotSaved):
    """Somebody else changed the same thing; `theirs` is what stands there now."""

    def __init__(self, theirs: dict[str, Any], revision: int) -> None:
        super().__init__(
            _(
                "En anden har rettet det samme imens. Deres svar er gemt og vises herunder. "
                "Jeres er ikke gemt, men står her endnu. Gem igen, hvis jeres skal gælde."
            )
        )
        self.theirs = theirs
        self.revision = revision
