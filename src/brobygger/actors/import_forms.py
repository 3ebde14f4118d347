"""The forms of an import: the file, its letters, its columns, its words."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from brobygger.actors.transfer.encodings import CHOICES
from brobygger.actors.transfer.headers import BY_KEY, TARGETS
from brobygger.actors.transfer.limits import MAX_BYTES, MEGABYTE
from brobygger.actors.transfer.wordlists import Word, choices_for
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core.texts import Line


class UploadForm(forms.Form):
    """Which municipality the register is for, and one file."""

    municipality = forms.ChoiceField(
        label=_("Vælg kommunen"),
        help_text=_(
            "Er der flere kommuner i filen, tager vi kun den her med. Rækker, der ikke siger, hvor "
            "de hører til, regner vi med ligger her."
        ),
        required=False,
    )
    file = forms.FileField(
        label=_("Vælg en fil"),
        help_text=_("CSV, Excel (.xlsx) eller HSDS (.zip eller .json). Højst 40 MB."),
        allow_empty_file=True,
        error_messages={
            "required": _("Der er ingen fil endnu. Find den på din computer eller telefon.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = self.fields["municipality"]
        assert isinstance(municipality, forms.ChoiceField)
        municipality.choices = municipality_choices()

    @property
    def chosen_municipality(self) -> str | None:
        """The code, "" for all of them; None when the question was not answered at all."""
        if self.add_prefix("municipality") not in self.data:
            return None
        return str(self.cleaned_data["municipality"])

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(too_big(file.size or 0))
        return file


class LettersForm(forms.Form):
    """How the letters of a file are written, when æøå came out wrong."""

    encoding = forms.ChoiceField(label=_("Tegnkodning"), choices=CHOICES)


class ColumnsForm(forms.Form):
    """What each column of the file is about, and what the register is called."""

    source = Line(
        label=_("Hvor kommer listen fra?"),
        help_text=_(
            "Brug samme navn næste gang, I henter den samme liste. Så bliver rækkerne kendt igen."
        ),
        max_length=200,
    )
    municipality = forms.ChoiceField(
        label=_("Tag kun dem, der ligger i"),
        help_text=_("De andre bliver ikke lagt ind, men du kan se, hvem det er."),
        required=False,
    )
    remember = forms.BooleanField(
        label=_("Husk kolonnerne til næste gang, en fil har de samme overskrifter"),
        required=False,
        initial=True,
    )

    def __init__(
        self, *args: Any, shape: list[list[Any]], columns: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shape = shape
        municipality = self.fields["municipality"]
        assert isinstance(municipality, forms.ChoiceField)
        municipality.choices = municipality_choices()
        for number, (column, _samples) in enumerate(shape):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column,
                choices=_choices(columns),
                required=False,
                initial=columns.get(column, ""),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's choice with some of what stands in it."""
        return [
            (self[f"column_{number}"], samples)
            for number, (_column, samples) in enumerate(self.shape)
        ]

    @property
    def columns(self) -> dict[str, str]:
        """The choice made for each column."""
        return {
            column: self.cleaned_data[f"column_{number}"]
            for number, (column, _samples) in enumerate(self.shape)
        }


class SourceForm(forms.Form):
    """The name of a register that says itself what its columns are."""

    source = ColumnsForm.base_fields["source"]


class WordsForm(forms.Form):
    """What the words of a file mean: a term of ours, or the words themselves."""

    def __init__(self, *args: Any, words: list[tuple[Word, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        for number, (word, chosen) in enumerate(words):
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=word.words,
                choices=[("", _("Behold ordene")), *choices_for(word.vocabulary)],
                required=False,
                initial=chosen,
            )

    @property
    def rows(self) -> list[tuple[Word, forms.BoundField]]:
        """Each word with its choice."""
        return [(word, self[f"word_{number}"]) for number, (word, _c) in enumerate(self.words)]


class RenameForm(forms.Form):
    """What a saved reading is called."""

    name = Line(label=_("Navn"), max_length=120)


def municipality_choices() -> Any:
    """Every municipality, and all of them."""
    return [("", _("Alle kommuner")), *vocabulary("municipalities").choices()]


def too_big(size: int) -> Any:
    """How big the file is and may be, and what to do."""
    return _(
        "Filen fylder %(size)s MB. Vi tager imod filer på højst %(limit)s MB. "
        "Del den i flere, og læg dem ind én ad gangen."
    ) % {"size": max(1, round(size / MEGABYTE)), "limit": MAX_BYTES // MEGABYTE}


def _choices(columns: dict[str, str]) -> list[tuple[str, Any]]:
    keys = [target.key for target in TARGETS]
    keys += [key for key in columns.values() if key and key not in keys]
    targets = [(key, BY_KEY[key].label) for key in keys]
    return [("", _("Gem, men brug ikke i match")), *targets]
