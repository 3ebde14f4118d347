"""A text in both languages of the house."""

from typing import Annotated

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """A part of a catalogue file: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """The same words in Danish and English; both are required."""

    da: Words
    en: Words

    @property
    def text(self) -> str:
        """The words in the language active now; Danish when in doubt."""
        return self.in_language(get_language() or "da")

    def in_language(self, language: str) -> str:
        """The words in ``language`` ("da", "en", "en-gb" …)."""
        return self.en if language.lower().startswith("en") else self.da

    def __str__(self) -> str:
        return self.text
