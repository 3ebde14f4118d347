"""Forms of the register."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.actors.domain.data import MOST_CAPACITY, VOCABULARY_OF, ActorData
from brobygger.actors.domain.terms import term_or_words
from brobygger.actors.enums import ActorKind, RelationKind
from brobygger.actors.models import Actor
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core.forms import DayInput
from brobygger.core.reach import is_web_address, telephone
from brobygger.core.texts import Line, LongLine, Note, NumberLine

_POSTCODE = re.compile(r"(0[5-9]|[1-9]\d)\d{2}")
_COUNTRIES = ("DK", "SE", "NO", "DE", "FI", "IS", "FO", "GL", "PL", "GB", "US")
_COUNTRY_NAMES = {
    "DK": _("Danmark"),
    "SE": _("Sverige"),
    "NO": _("Norge"),
    "DE": _("Tyskland"),
    "FI": _("Finland"),
    "IS": _("Island"),
    "FO": _("Færøerne"),
    "GL": _("Grønland"),
    "PL": _("Polen"),
    "GB": _("Storbritannien"),
    "US": _("USA"),
}


def exchange_choices() -> list[tuple[str, Any]]:
    """Every competence, resource and target group as "kind:term", grouped by kind."""
    return [
        (
            str(kind.label),
            [(f"{kind}:{term_id}", label) for term_id, label in vocabulary(name).choices()],
        )
        for kind, name in VOCABULARY_OF.items()
    ]


def one_line(label: Any, *, required: bool = False, **options: Any) -> forms.CharField:
    """A line of text that refuses CPR numbers."""
    return Line(label=label, required=required, **options)


class TermsField(forms.MultiValueField):
    """Terms of a vocabulary to tick, and a line for words no term fits."""

    def __init__(self, name: str, *, label: Any, help_text: Any = "") -> None:
        self.vocabulary = name
        fields = (
            forms.MultipleChoiceField(required=False, choices=lambda: vocabulary(name).choices()),
            Line(required=False, max_length=500),
        )
        super().__init__(
            fields,
            label=label,
            help_text=help_text,
            required=False,
            require_all_fields=False,
            widget=TermsWidget(name),
        )

    def prepare_value(self, value: Any) -> Any:
        # A list is what the two parts of the widget sent; else it is the terms as known.
        return value if isinstance(value, list) else self.widget.decompress(value)

    def compress(self, data_list: list[Any]) -> tuple[str, ...]:
        chosen, words = data_list or ([], "")
        own = (term_or_words(self.vocabulary, one) for one in re.split(r"[,;\n]", words or ""))
        return tuple(dict.fromkeys([*(chosen or []), *(one[:200] for one in own if one)]))


class TermsWidget(forms.MultiWidget):
    """Tick boxes, and a line under them."""

    template_name = "actors/widgets/terms.html"
    use_fieldset = True

    def __init__(self, name: str) -> None:
        self.vocabulary = name
        # Asked for at each showing: the labels follow the language of the page.
        terms = CallableChoiceIterator(lambda: vocabulary(name).choices())
        super().__init__(
            {
                "chosen": forms.CheckboxSelectMultiple(choices=terms),
                "words": forms.TextInput(),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        terms = [one for one in value or () if one in vocabulary(self.vocabulary)]
        return [terms, ", ".join(one for one in value or () if one not in terms)]


# A long page of writing. Twice that is a report, and belongs elsewhere.
LONGEST = 20_000


class QuickForm(forms.Form):
    """One line: the rest can wait."""

    name = one_line(_("Navn"), required=True, max_length=300)
    kind = forms.ChoiceField(label=_("Slags"), choices=ActorKind.choices)


class ActorForm(forms.Form):
    """Everything about an actor that stands once; rows are in formsets.py."""

    name = one_line(_("Navn"), required=True, max_length=300)
    kind = forms.ChoiceField(label=_("Slags"), choices=ActorKind.choices)
    description = LongLine(
        label=_("Hvem er de, og hvad gør de?"),
        required=False,
        max_length=LONGEST,
        help_text=_("Et par sætninger, som andre foreninger kan læse."),
    )
    cvr = one_line(_("CVR-nummer"), max_length=20, help_text=_("Otte cifre."))
    area = one_line(_("Område"), max_length=200, help_text=_("Bydel, boligområde eller landsby."))
    street = one_line(_("Vej og nummer"), max_length=200)
    postcode = NumberLine(label=_("Postnummer"), required=False, max_length=20)
    town = one_line(_("By"), max_length=100)
    country = forms.ChoiceField(label=_("Land"), required=False)
    phone = NumberLine(label=_("Telefon"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = NumberLine(label=_("Hjemmeside"), required=False, max_length=500)
    target_groups = TermsField("target_groups", label=_("Målgrupper"))
    wished_target_groups = TermsField(
        "target_groups",
        label=_("Målgrupper, de gerne vil nå"),
        help_text=_("Dem, der ikke kommer endnu, men som er velkomne."),
    )
    activity_areas = TermsField("activity_areas", label=_("Aktivitetsområder"))
    languages = TermsField("languages", label=_("Sprog, der tales"))
    capacity = forms.IntegerField(
        label=_("Plads til nye medlemmer"),
        required=False,
        min_value=0,
        max_value=MOST_CAPACITY,
        help_text=_("Et tal. 0, hvis der er fuldt. Tomt, hvis I ikke ved det."),
    )
    capacity_text = one_line(
        _("Om pladsen"),
        max_length=300,
        help_text=_("For eksempel: mest plads på børneholdet, venteliste om onsdagen."),
    )
    challenges = LongLine(
        label=_("Udfordringer"),
        required=False,
        max_length=LONGEST,
        help_text=_("Hvad er svært for dem lige nu?"),
    )
    ideas = LongLine(
        label=_("Idéer"),
        required=False,
        max_length=LONGEST,
        help_text=_("Hvad drømmer de om at sætte i gang?"),
    )
    interests = LongLine(
        label=_("Interesser"),
        required=False,
        max_length=LONGEST,
        help_text=_("Hvad vil de gerne høre om eller være med i?"),
    )
    notes = Note(
        label=_("Noter i arbejdsrummet"),
        required=False,
        max_length=LONGEST,
        help_text=_("Kun arbejdsrummets medlemmer ser dem."),
    )
    last_confirmed_on = forms.DateField(
        label=_("Sidst bekræftet"),
        required=False,
        widget=DayInput,
        help_text=_("Hvornår har nogen fra samarbejdsparten sidst sagt god for oplysningerne?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.initial.get("country", "DK")
        codes = list(dict.fromkeys([*_COUNTRIES, *([now] if now else [])]))
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = [
            *((code, _COUNTRY_NAMES.get(code, code)) for code in codes),
            ("", pgettext_lazy("land", "Ved ikke")),
        ]

    def clean_kind(self) -> ActorKind:
        return ActorKind(self.cleaned_data["kind"])

    def clean_cvr(self) -> str:
        cvr = re.sub(r"[\s.]|^DK", "", self.cleaned_data["cvr"].upper())
        if cvr and not re.fullmatch(r"[0-9]{8}", cvr):
            raise ValidationError(
                _("Et CVR-nummer er otte cifre. Ret det, eller lad feltet stå tomt."), code="cvr"
            )
        return cvr

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"], before=self.initial.get("phone", ""))

    def clean_website(self) -> str:
        website = str(self.cleaned_data["website"]).strip()
        unchanged = website == self.initial.get("website", "")
        if website and not unchanged and not is_web_address(website):
            raise ValidationError(_("Skriv adressen på en hjemmeside, for eksempel www.kor.dk."))
        return website

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country = cleaned.get("country", "DK")
        typed = str(cleaned.get("postcode", "")).strip()
        postcode = re.sub(r"\s|^DK-?", "", typed, flags=re.IGNORECASE) if country == "DK" else typed
        # What a register said before is not in the way of correcting something else.
        unchanged = typed == self.initial.get("postcode", "") and bool(typed)
        if country == "DK" and postcode and not unchanged and not _POSTCODE.fullmatch(postcode):
            self.add_error("postcode", postcode_error(typed))
        cleaned["postcode"] = typed if unchanged else postcode
        return cleaned


def postcode_error(typed: str) -> ValidationError:
    """What is wrong with a Danish postcode, in words."""
    return ValidationError(
        _("»%(typed)s« er ikke et dansk postnummer. Skriv fire cifre, for eksempel 8000."),
        code="postcode",
        params={"typed": typed},
    )


class RelationForm(forms.Form):
    """How this actor stands to another of the register."""

    kind = forms.ChoiceField(label=_("Hvordan?"), choices=RelationKind.choices)
    other = Line(label=_("Hvem?"), max_length=300)
    note = Note(label=_("Note"), required=False, max_length=500, widget=forms.TextInput)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        # Names come while one types; without JavaScript the whole name is typed.
        self.fields["other"].widget.attrs |= {
            "list": "actor-names",
            "autocomplete": "off",
            "hx-get": reverse("actors:names", args=[actor.workspace.slug]),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#actor-names",
        }

    def clean_other(self) -> Actor:
        name = self.cleaned_data["other"].strip()
        others = Actor.objects.in_workspace(self.actor.workspace).exclude(pk=self.actor.pk)
        hits = list(others.filter(name__iexact=name)[:2])
        if len(hits) == 1:
            hit: Actor = hits[0]
            return hit
        if hits:
            raise ValidationError(_("Flere i registret hedder det. Åbn den rette, og gør det dér."))
        raise ValidationError(
            _("»%(name)s« står ikke i registret. Vælg et navn fra listen, eller opret det først."),
            params={"name": name},
        )


class RepresentativeForm(forms.Form):
    """Who is to speak for the actor."""

    name = one_line(_("Navn"), required=True, max_length=200)
    email = forms.EmailField(label=_("E-mail"))


def initial_of(data: ActorData, names: Iterable[str]) -> dict[str, Any]:
    """The data's values for the fields of a form."""
    return {name: getattr(data, name) for name in names if hasattr(data, name)}
