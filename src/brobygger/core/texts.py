"""Fields for what people write freely: a CPR number is refused, and a note says who may read it.

Every text a form takes in is one of these; tests/consistency/test_texts.py walks them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from brobygger.core.citizens import has_cpr

CPR_FOUND = _(
    "Der står noget, der ligner et CPR-nummer. Slet det, og gem igen. "
    "Resten af det, du har skrevet, står her stadig."
)
NOTE_WARNING = _("Skriv ikke om navngivne borgere. Noter kan blive omfattet af aktindsigt.")


class Line(forms.CharField):
    """Text that other people read: a CPR number is refused before it is saved."""

    numbers = False

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        if has_cpr(cleaned, only_with_hyphen=self.numbers):
            raise ValidationError(CPR_FOUND, code="cpr")
        return str(cleaned)


class NumberLine(Line):
    """A telephone number or an address on the web: ten digits are fine, a CPR number's form not."""

    numbers = True


class LongLine(Line):
    """Several lines of it."""

    widget = forms.Textarea


class Note(Line):
    """A free note in a public authority's room, with a calm word about citizens and openness.

    The warning is part of the hint, which the control is described by; the law is unfolded below.
    """

    widget = forms.Textarea

    def __init__(self, *, help_text: Any = "", **options: Any) -> None:
        told = format_lazy("{} {}", help_text, NOTE_WARNING) if help_text else NOTE_WARNING
        super().__init__(help_text=told, **options)
        self.template_name = "core/forms/note.html"
