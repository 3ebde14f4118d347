"""The rows of the grid where many actors are written in, and what each of them says."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.actors.domain.data import ActorData, ContactPersonData
from brobygger.actors.enums import ActorKind
from brobygger.actors.transfer.words import exchanges, terms
from brobygger.core.ids import new_id
from brobygger.core.reach import telephone
from brobygger.core.texts import Line, NumberLine

_TEXTS = ("name", "area", "target_groups", "offers", "needs", "contact", "phone", "email")
_LISTS = {"area": "areas", "target_groups": "target-groups", "offers": "gives", "needs": "gives"}


class GridRowForm(forms.Form):
    """One actor in one row. A row with nothing in it is no actor."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    saved = forms.BooleanField(required=False, widget=forms.HiddenInput)
    name = Line(label=_("Navn"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("Slags"), required=False, choices=ActorKind.choices)
    area = Line(label=_("Område"), required=False, max_length=200)
    target_groups = Line(label=_("For hvem"), required=False, max_length=600)
    offers = Line(label=_("Kan give"), required=False, max_length=1000)
    needs = Line(label=pgettext_lazy("actor", "Mangler"), required=False, max_length=1000)
    contact = Line(label=_("Kontaktperson"), required=False, max_length=200)
    phone = NumberLine(label=_("Telefon"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    another = forms.BooleanField(label=_("Det er en anden"), required=False)

    # Whether the page opens with the cursor in this row.
    begins = False

    def __init__(self, data: Mapping[str, Any] | None, *, number: int) -> None:
        self.number = number
        super().__init__(data, prefix=f"row-{number}", initial={"kind": ActorKind.ASSOCIATION})
        for name in (*_TEXTS, "kind"):
            field = self.fields[name]
            field.widget.attrs |= {
                "aria-label": format_lazy("{}, {} {}", field.label, _("række"), number),
                "autocomplete": "off",
                "placeholder": " ",  # lets the style see whether the cell is empty
            }
            if name in _LISTS:
                field.widget.attrs["list"] = f"grid-{_LISTS[name]}"

    @cached_property
    def written(self) -> bool:
        """Whether somebody has written anything in the row."""
        return self.is_bound and any(self.texts.values())

    @property
    def texts(self) -> dict[str, str]:
        """The row as it was typed."""
        return {name: str(self.data.get(self.add_prefix(name)) or "").strip() for name in _TEXTS}

    @property
    def is_saved(self) -> bool:
        """Whether the row is an actor already."""
        return self.is_bound and bool(self.data.get(self.add_prefix("saved")))

    @property
    def kind_label(self) -> str:
        """What the row's actor is, in words."""
        chosen = str(self["kind"].value() or ActorKind.ASSOCIATION)
        return str(dict(ActorKind.choices).get(chosen, chosen))

    @property
    def ready_key(self) -> str:
        """The key the row's actor will have."""
        sent = str(self.data.get(self.add_prefix("key")) or "") if self.is_bound else ""
        return sent or str(new_id())

    def cells(self) -> Iterator[BoundField]:
        """The cells in the order of the columns."""
        for name in ("name", "kind", *_TEXTS[1:]):
            cell = self[name]
            if cell.errors:
                cell.field.widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"grid-said-{self.number}",
                }
            if self.begins and name == self._first_wrong:
                cell.field.widget.attrs["autofocus"] = True
            yield cell

    @property
    def _first_wrong(self) -> str:
        wrong = [name for name in ("name", "kind", *_TEXTS[1:]) if name in self.errors]
        return wrong[0] if wrong else "name"

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.written and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", ValidationError(_("Skriv et navn, så er rækken klar.")))
        return cleaned

    def actor(self) -> ActorData:
        """What the row says, words matched to the vocabularies where they fit.

        With a contact person the number and the address are theirs, else the actor's own.
        """
        said = self.cleaned_data
        reach = {"phone": said["phone"], "email": said["email"]}
        persons = (ContactPersonData(name=said["contact"], **reach),) if said["contact"] else ()
        return ActorData(
            name=said["name"],
            kind=ActorKind(said["kind"] or ActorKind.ASSOCIATION),
            area=said["area"],
            target_groups=terms("target_groups", said["target_groups"]),
            offers=exchanges(said["offers"]),
            needs=exchanges(said["needs"]),
            contact_persons=persons,
            **({} if persons else reach),
        )
