"""Forms of the comparison, the goals and the presentation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.comparison.domain.boards import version_title
from brobygger.comparison.domain.goals import LIMIT
from brobygger.core import clock
from brobygger.core.forms import DayInput
from brobygger.core.texts import Note
from brobygger.sheets.models import SheetVersion


class ThenForm(forms.Form):
    """Which earlier wording to see: a version, or a day."""

    version = forms.TypedChoiceField(
        label=_("En version"), required=False, empty_value=None, coerce=str
    )
    on = forms.DateField(label=_("Eller en dag"), required=False, widget=DayInput)

    def __init__(self, *args: Any, versions: Sequence[SheetVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._versions = {str(one.id): one for one in versions}
        field = self.fields["version"]
        assert isinstance(field, forms.TypedChoiceField)
        titles = [(key, version_title(one)) for key, one in self._versions.items()]
        field.choices = [("", _("Vælg …")), *titles]

    def clean_version(self) -> SheetVersion | None:
        """The version itself."""
        return self._versions.get(self.cleaned_data["version"] or "")

    def clean_on(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("Vælg en dag, der har været."))
        return day


class GoalForm(forms.Form):
    """What the parties want to reach, and by when."""

    text = Note(
        label=_("Hvad vil I nå?"),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv det, så I kan se, når det er nået. Alle parter ser det."),
    )
    by_on = forms.DateField(label=_("Senest"), required=False, widget=DayInput)
