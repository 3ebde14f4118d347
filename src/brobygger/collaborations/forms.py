"""Forms of collaborations."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.collaborations.models import Collaboration
from brobygger.core.texts import Line, Note

ORIGINS = ("match", "relation")


class DescriptionForm(forms.Form):
    """What the collaboration is called and is about."""

    title = Line(
        label=_("Hvad skal samarbejdet hedde?"),
        max_length=200,
        help_text=_("Et navn, alle parter kan kende det på."),
    )
    purpose = Note(
        label=_("Hvad vil I sammen?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv kort, hvad det skal føre til. Alle parter kan læse det og rette i det."),
    )


class OpenForm(DescriptionForm):
    """Opening: name, purpose, and who is in."""

    actors = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.MultipleHiddenInput
    )
    origin = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["actors"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(key), str(key)) for key in offered]

    def clean_origin(self) -> tuple[str, UUID] | None:
        """("match", id) or ("relation", id); anything else is no origin."""
        kind, _separator, key = self.cleaned_data["origin"].partition(":")
        try:
            return (kind, UUID(key)) if kind in ORIGINS else None
        except ValueError:
            return None


class ListForm(forms.Form):
    """Search and filter of the list."""

    q = forms.CharField(label=_("Søg i titler og parter"), required=False, max_length=100)
    stage = forms.ChoiceField(label=_("Hvor langt er I?"), required=False)

    def __init__(self, *args: Any, stages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Alle")), *stages]


def description_of(collaboration: Collaboration) -> dict[str, str]:
    """What the form shows before anybody has typed."""
    return {"title": collaboration.title, "purpose": collaboration.purpose}
