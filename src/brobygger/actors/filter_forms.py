"""Forms about the filters of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.core.texts import Line


class SaveFilterForm(forms.Form):
    """What a filter is to be called, and who may use it."""

    name = Line(label=_("Hvad skal filteret hedde?"), max_length=80)
    shared = forms.BooleanField(required=False, label=_("Del det med hele arbejdsrummet"))


class RenameFilterForm(forms.Form):
    """What it is called from now on."""

    name = Line(label=_("Navn"), max_length=80)
