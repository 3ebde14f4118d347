"""The rows of an actor's form: needs, offers, activities, people, places, numbers."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.actors.circle_forms import row_circle
from brobygger.actors.domain.data import (
    ROW_FIELDS,
    VOCABULARY_OF,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
    RowData,
)
from brobygger.actors.domain.terms import danish_label, term_or_words
from brobygger.actors.domain.whereabouts import read_coordinates
from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind
from brobygger.actors.forms import TermsField, exchange_choices, one_line
from brobygger.catalog.vocabularies import Vocabulary, vocabulary
from brobygger.core.reach import telephone
from brobygger.core.texts import LongLine, NumberLine


class RowForm(forms.Form):
    """One row. `row_id` is the stored row's key, so that it stays the same row."""

    row_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    # The field that makes a row a row; without it the row is empty.
    says = ""
    # What is said when everything but that field is written.
    asks: str | Promise = ""

    def __init__(
        self,
        *args: Any,
        circle: str = "",
        kind: ActorKind = ActorKind.ASSOCIATION,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if circle:
            self.fields["visibility"] = row_circle(circle, kind)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        apart = {self.says, "row_id", "kind", "visibility", "DELETE"}
        beside = any(value for name, value in cleaned.items() if name not in apart)
        if self.asks and beside and not (cleaned.get(self.says) or cleaned.get("DELETE")):
            self.add_error(self.says, str(self.asks))
        return cleaned

    def filled(self) -> bool:
        """Whether the row says anything, and is not to go."""
        cleaned = getattr(self, "cleaned_data", {})
        return bool(cleaned.get(self.says)) and not cleaned.get("DELETE")

    def row(self, before: Any) -> RowData:
        """The row as data; `before` is the stored row it stands for, or None."""
        raise NotImplementedError


class ExchangeForm(RowForm):
    """A need or an offer: something from the lists, in own words, or both."""

    what = forms.ChoiceField(required=False, label=_("Hvad?"))
    text = one_line(_("Med egne ord"), max_length=2000)
    amount = one_line(_("Hvor meget?"), max_length=200)
    period = one_line(_("Hvornår?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [("", _("Vælg")), *exchange_choices(), (_OWN_WORDS, _OTHERS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, _sep, term = str(cleaned.get("what", "")).partition(":")
        says = bool(term or cleaned.get("text"))
        detail = cleaned.get("amount") or cleaned.get("period") or kind
        if not says and detail and not cleaned.get("DELETE"):
            self.add_error("what", _("Vælg, hvad det er, eller skriv det med egne ord."))
        return cleaned

    def filled(self) -> bool:
        cleaned = getattr(self, "cleaned_data", {})
        term = str(cleaned.get("what", "")).partition(":")[2]
        return bool(term or cleaned.get("text")) and not cleaned.get("DELETE")

    def row(self, before: ExchangeData | None) -> ExchangeData:
        cleaned = self.cleaned_data
        kind, _sep, term = cleaned["what"].partition(":")
        return ExchangeData(
            id=before.id if before else None,
            external_id=before.external_id if before else "",
            kind=ExchangeKind(kind or ExchangeKind.COMPETENCE),
            term=term,
            text=cleaned["text"],
            amount=cleaned["amount"],
            period=cleaned["period"],
            visibility=cleaned.get("visibility", before.visibility if before else ""),
        )


_OWN_WORDS = _("Noget andet (med egne ord)")
_OTHERS = [
    (f"{ExchangeKind.COMPETENCE}:", _("En anden kompetence")),
    (f"{ExchangeKind.RESOURCE}:", _("En anden ressource")),
    (f"{ExchangeKind.TARGET_GROUP}:", _("En anden målgruppe")),
]


class ActivityForm(RowForm):
    """Something the actor does."""

    says = "name"
    asks = _("Skriv, hvad aktiviteten hedder.")
    name = one_line(_("Aktivitet"), max_length=300)
    schedule = one_line(_("Hvornår?"), max_length=300)
    activity_area = one_line(_("Aktivitetsområde"), max_length=200)
    description = LongLine(label=_("Beskrivelse"), required=False)
    target_groups = TermsField("target_groups", label=_("For hvem?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity_area"].widget.attrs["list"] = "activity-areas"

    def row(self, before: ActivityData | None) -> ActivityData:
        cleaned = self.cleaned_data
        before = before or ActivityData(name="")
        return replace(
            before,
            visibility=cleaned.get("visibility", before.visibility),
            name=cleaned["name"],
            schedule=cleaned["schedule"],
            activity_area=term_or_words("activity_areas", cleaned["activity_area"]),
            description=cleaned["description"],
            target_groups=cleaned["target_groups"],
        )


class ContactPersonForm(RowForm):
    """Somebody one can ring."""

    says = "name"
    asks = _("Skriv, hvem det er.")
    name = one_line(_("Navn"), max_length=200)
    title = one_line(_("Rolle"), max_length=200)
    phone = NumberLine(label=_("Telefon"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"], before=self.initial.get("phone", ""))

    def row(self, before: ContactPersonData | None) -> ContactPersonData:
        return _replaced(before or ContactPersonData(name=""), self)


class LocationForm(RowForm):
    """A further place."""

    name = one_line(_("Sted"), max_length=300)
    street = one_line(_("Vej og nummer"), max_length=300)
    postcode = NumberLine(label=_("Postnummer"), required=False, max_length=20)
    town = one_line(_("By"), max_length=100)
    at = NumberLine(
        label=_("Koordinater"),
        required=False,
        max_length=60,
        help_text=_("Bredde og længde, for eksempel 55.676, 12.568."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kwargs.get("circle"):
            del self.fields["at"]  # nobody knows where they live by heart

    def clean_at(self) -> tuple[float | None, float | None]:
        typed = self.cleaned_data["at"].strip()
        try:
            return read_coordinates(typed) if typed else (None, None)
        except ValueError:
            raise ValidationError(
                _("Det er ikke et sted på jorden. Skriv bredde og længde, som 55.676, 12.568.")
            ) from None

    def filled(self) -> bool:
        cleaned = getattr(self, "cleaned_data", {})
        says = any(cleaned.get(key) for key in ("name", "street", "postcode", "town", "row_id"))
        says = says or cleaned.get("at", (None,))[0] is not None
        return says and not cleaned.get("DELETE")

    def row(self, before: LocationData | None) -> LocationData:
        row = _replaced(before or LocationData(), self)
        if "at" not in self.fields:
            return row
        latitude, longitude = self.cleaned_data["at"]
        return replace(row, latitude=latitude, longitude=longitude)


class ContactPointForm(RowForm):
    """A further number or address."""

    says = "value"
    asks = _("Skriv nummeret eller adressen.")
    kind = forms.ChoiceField(label=_("Slags"), choices=ContactPointKind.choices)
    value = one_line(_("Nummer eller adresse"), max_length=500)
    label = one_line(_("Hvad er det?"), max_length=200)

    def clean_value(self) -> str:
        value = str(self.cleaned_data["value"])
        if self.cleaned_data.get("kind") in (ContactPointKind.PHONE, ContactPointKind.FAX):
            return telephone(value, before=self.initial.get("value", ""))
        return value

    def row(self, before: ContactPointData | None) -> ContactPointData:
        row = _replaced(before or ContactPointData(value=""), self)
        return replace(row, kind=ContactPointKind(row.kind))


_Row = TypeVar("_Row", bound=RowData)


def _replaced(row: _Row, form: RowForm) -> _Row:
    values: dict[str, Any] = {
        name: form.cleaned_data[name] for name in form.fields if hasattr(row, name)
    }
    return replace(row, **values)


if TYPE_CHECKING:
    _BaseRows = forms.BaseFormSet[RowForm]
else:
    _BaseRows = forms.BaseFormSet


class RowFormSet(_BaseRows):
    """Rows with one empty at the end, so that one more can be written without JavaScript."""

    def rows(self, before: tuple[Any, ...]) -> tuple[Any, ...]:
        """The filled rows as data, each on the stored row it stands for."""
        stored = {row.id: row for row in before}
        return tuple(
            form.row(stored.get(form.cleaned_data.get("row_id")))
            for form in self.forms
            if form.filled()
        )

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = pgettext_lazy("række", "Fjern")


FORM_OF: dict[str, type[RowForm]] = {
    "offers": ExchangeForm,
    "needs": ExchangeForm,
    "activities": ActivityForm,
    "contact_persons": ContactPersonForm,
    "locations": LocationForm,
    "contact_points": ContactPointForm,
}


def make_formsets(
    initial: ActorData | None, posted: Any = None, more: str = ""
) -> dict[str, RowFormSet]:
    """The rows of the form by field. `more` names the one that gets another empty row."""
    made: dict[str, RowFormSet] = {}
    for name in ROW_FIELDS:
        factory = forms.formset_factory(
            FORM_OF[name], formset=RowFormSet, extra=1, can_delete=True, max_num=500
        )
        rows = [initial_of_row(row) for row in getattr(initial, name, ())]
        data = _with_more(posted, name, more) if posted is not None else None
        kind = initial.kind if initial else ActorKind.ASSOCIATION
        made[name] = cast(
            "RowFormSet",
            factory(data, prefix=name, initial=rows, form_kwargs={"circle": name, "kind": kind}),
        )
    return made


def _with_more(posted: Any, name: str, more: str) -> Any:
    key = f"{name}-TOTAL_FORMS"
    if name != more:
        return posted
    longer = posted.copy()
    total = posted.get(key, "0")
    longer[key] = str(min(int(total) if total.isdecimal() and len(total) < 9 else 0, 499) + 1)
    return longer


def initial_of_row(row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    values["row_id"] = values.pop("id")
    if isinstance(row, ExchangeData):
        term = row.term if row.term in _vocabulary_of(row) else ""
        values["what"] = f"{row.kind}:{term}"
    if isinstance(row, LocationData) and row.latitude is not None:
        values["at"] = f"{row.latitude!r}, {row.longitude!r}"
    if isinstance(row, ActivityData):
        values["activity_area"] = danish_label("activity_areas", row.activity_area)
    return values


def _vocabulary_of(row: ExchangeData) -> Vocabulary:
    return vocabulary(VOCABULARY_OF[row.kind])
