"""The forms of an import: the file, its letters, its columns."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from brobygger.actors.transfer.encodings import CHOICES
from brobygger.actors.transfer.headers import BY_KEY, TARGETS
from brobygger.actors.transfer.limits import MAX_BYTES, MEGABYTE
from brobygger.actors.transfer.tables import Table
from brobygger.core.texts import Line

_SAMPLES = 3
_ROWS_LOOKED_AT = 200


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Vælg en fil"),
        help_text=_("CSV, Excel (.xlsx) eller HSDS (.zip eller .json). Højst 20 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Vælg en fil fra din computer først.")},
    )

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
            "Brug samme navn næste gang, du henter den samme liste. Så bliver rækkerne kendt igen."
        ),
        max_length=200,
    )

    def __init__(self, *args: Any, table: Table, columns: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        for number, column in enumerate(table.columns):
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
            (self[f"column_{number}"], samples_of(self.table, column))
            for number, column in enumerate(self.table.columns)
        ]

    @property
    def columns(self) -> dict[str, str]:
        """The choice made for each column."""
        return {
            column: self.cleaned_data[f"column_{number}"]
            for number, column in enumerate(self.table.columns)
        }


class SourceForm(forms.Form):
    """The name of a register that says itself what its columns are."""

    source = ColumnsForm.base_fields["source"]


def samples_of(table: Table, column: str) -> list[str]:
    """The first different cells of a column."""
    cells = (row.cells.get(column, "") for row in table.rows[:_ROWS_LOOKED_AT])
    return list(dict.fromkeys(cell[:80] for cell in cells if cell))[:_SAMPLES]


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
    return [("", _("Gem som den er (bruges ikke i match)")), *targets]
