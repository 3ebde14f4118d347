"""Being sure before something is erased for good."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """The words that must be typed: one's own address, or the name of the contact person."""

    typed = forms.CharField(max_length=300)
    take_out = forms.BooleanField(
        label=_("Sæt også [slettet] i stedet for navnet, hvor andre har skrevet det"),
        required=False,
    )

    def __init__(self, *args: Any, wanted: str, label: Any, others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["typed"].label = label
        self.fields["typed"].help_text = wanted
        self.fields["typed"].widget.attrs["autocomplete"] = "off"
        if not others:
            del self.fields["take_out"]

    def clean_typed(self) -> str:
        """Must be the very words, whatever the case."""
        typed = str(self.cleaned_data["typed"])
        if " ".join(typed.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(_("Det passer ikke. Intet er slettet."))
        return typed
