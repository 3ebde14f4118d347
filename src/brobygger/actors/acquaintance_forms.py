"""How a member knows an actor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.core import clock
from brobygger.core.texts import Line

_OLDEST = 1900


class AcquaintanceForm(forms.Form):
    """How, and since when. Both may be left out."""

    how = Line(
        label=_("Hvorfra kender du dem?"),
        required=False,
        max_length=200,
        help_text=_("For eksempel: holdt kursus for dem, eller bor i samme opgang."),
    )
    since_year = forms.IntegerField(label=_("Siden hvilket år?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.fields["since_year"]
        year.widget.attrs |= {"inputmode": "numeric", "min": _OLDEST, "max": clock.today().year}

    def clean_since_year(self) -> int | None:
        year: int | None = self.cleaned_data["since_year"]
        if year is not None and not _OLDEST <= year <= clock.today().year:
            raise forms.ValidationError(
                _("Skriv året med fire cifre, for eksempel 2019. Resten er ikke gemt endnu.")
            )
        return year
