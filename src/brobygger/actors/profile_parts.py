"""The actor's own profile in parts: each is shown, and corrected, on its own."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.actors.domain.data import (
    VOCABULARY_OF,
    ActorData,
    ContactPointData,
    ExchangeData,
    RowData,
)
from brobygger.actors.domain.visibility import CHOOSABLE, level_of, level_of_row, usual
from brobygger.actors.enums import ExchangeKind, ProfileWish, Visibility
from brobygger.actors.forms import ActorForm, TermsField, initial_of, one_line
from brobygger.actors.formsets import FORM_OF, ExchangeForm, RowForm, initial_of_row
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core.texts import Line, LongLine

NEW = "new"


@dataclass(frozen=True)
class Part:
    """One part of the page. A part with rows has the name of their field; `add` adds one."""

    key: str
    title: str | Promise
    fields: tuple[str, ...] = ()
    add: str | Promise = ""

    @property
    def has_rows(self) -> bool:
        """Whether it is a list one adds to and takes from."""
        return not self.fields

    @property
    def choosable(self) -> tuple[str, ...]:
        """Its fields whose readers the actor chooses; the rows of a list choose for themselves."""
        return tuple(name for name in self.fields if name in CHOOSABLE)


@dataclass(frozen=True)
class Group:
    """Parts that stand together under a heading."""

    title: str | Promise
    parts: tuple[Part, ...]


def _one(name: str, title: str | Promise) -> Part:
    return Part(name, title, (name,))


GROUPS = (
    Group(
        _("Hvem I er"),
        (
            Part("who", _("Navn og slags"), ("name", "kind", "cvr")),
            _one("description", _("Hvem I er, og hvad I gør")),
            Part("activities", _("Jeres aktiviteter"), add=_("Tilføj en aktivitet")),
            _one("target_groups", _("Hvem I er til for")),
            _one("wished_target_groups", _("Hvem I også gerne vil nå")),
            Part("capacity", _("Plads til nye"), ("capacity", "capacity_text")),
            _one("activity_areas", _("Det arbejder I med")),
            _one("languages", _("Sprog, der tales hos jer")),
        ),
    ),
    Group(
        _("Det kan I, og det mangler I"),
        (
            Part("offers", _("Det kan I give"), add=_("Tilføj noget, I kan give")),
            Part("needs", _("Det mangler I"), add=_("Tilføj noget, I mangler")),
            _one("challenges", _("Det er svært for jer")),
            _one("ideas", _("Jeres idéer")),
            _one("interests", _("Det vil I gerne være med til")),
        ),
    ),
    Group(
        _("Sådan får man fat i jer"),
        (
            Part("contact_persons", _("Dem, man kan kontakte"), add=_("Tilføj en kontaktperson")),
            _one("phone", _("Telefon")),
            _one("email", _("E-mail")),
            _one("website", _("Hjemmeside")),
            Part("contact_points", _("Andre numre og adresser"), add=_("Tilføj et nummer")),
            Part("where", _("Hvor I er"), ("area", "street", "postcode", "town", "country")),
            Part("locations", _("Flere steder"), add=_("Tilføj et sted")),
        ),
    ),
)
BACKGROUND = _one("background", _("Jeres baggrund"))
PARTS = (*(part for group in GROUPS for part in group.parts), BACKGROUND)
PART_OF = {part.key: part for part in PARTS}


def circles() -> list[tuple[str, str | Promise]]:
    """Who may read a fact, said to the actor."""
    return [
        (Visibility.WORKSPACE.value, _("Kun dem, der har skrevet jer ind")),
        (Visibility.PARTIES.value, _("Også dem, I samarbejder med")),
        (Visibility.PUBLIC.value, _("Alle")),
    ]


class PartForm(ActorForm):
    """The fields of one part, asked of the actor itself, and who may read them."""

    wished_target_groups = TermsField("target_groups", label=_("Hvem I også gerne vil nå"))
    capacity = forms.IntegerField(
        label=_("Hvor mange kan I tage imod?"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Et cirkatal er fint. Skriv 0, hvis I har fuldt hus."),
    )
    capacity_text = one_line(_("Noget at vide om det?"), max_length=300)
    challenges = LongLine(label=_("Det er svært for jer"), required=False)
    ideas = LongLine(label=_("Jeres idéer"), required=False)
    interests = LongLine(label=_("Det vil I gerne være med til"), required=False)
    background = one_line(
        _("Jeres baggrund"),
        max_length=200,
        help_text=_("Med jeres egne ord. Lad feltet stå tomt, hvis det ikke skal stå her."),
    )
    visible = forms.ChoiceField(label=_("Hvem må se det?"), required=False, choices=circles)

    def __init__(self, part: Part, data: ActorData, *args: Any, **kwargs: Any) -> None:
        self.part = part
        self.circle = _circle(part, data)
        kwargs["initial"] = initial_of(data, part.fields) | {"visible": self.circle}
        super().__init__(*args, **kwargs)
        mine = {*part.fields, *(("visible",) if part.choosable else ())}
        for name in set(self.fields) - mine:
            del self.fields[name]
        if len(part.fields) == 1:
            self.fields[part.key].label = str(part.title)
        focus_first(self)

    def corrected(self, data: ActorData) -> ActorData:
        """The data with what was typed."""
        typed = {name: self.cleaned_data[name] for name in self.part.fields}
        chosen = self.cleaned_data.get("visible") or self.circle
        data = replace(data, **typed)
        if chosen == self.circle:
            return data
        circles = dict(data.visibility)
        for name in self.part.choosable:
            circles.pop(name, None)
            if chosen != usual(name, data.kind):
                circles[name] = chosen
        return replace(data, visibility=circles)


def _circle(part: Part, data: ActorData) -> str:
    """Who may read the whole part: the fewest, when its fields differ."""
    circles = [level_of(data, name) for name in part.choosable]
    return min(circles, key=list(Visibility).index).value if circles else ""


class OwnExchangeForm(ExchangeForm):
    """A need or an offer in the actor's own words first; the list's word is found for them."""

    field_order = ("row_id", "text", "what", "amount", "period")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"list": "exchange-words", "autocomplete": "off"}
        self.fields["text"].label = _("Hvad? Skriv med egne ord")
        self.fields["what"].label = _("Eller vælg fra listen")

    def row(self, before: ExchangeData | None) -> ExchangeData:
        row = super().row(before)
        if row.term or self.cleaned_data["what"]:
            return row
        for kind in (ExchangeKind.COMPETENCE, ExchangeKind.RESOURCE):
            words = vocabulary(VOCABULARY_OF[kind])
            term = words.suggest(row.text)
            if term:
                exactly = row.text.casefold() == words.label(term).casefold()
                return replace(row, kind=kind, term=term, text="" if exactly else row.text)
        return row


def exchange_words() -> list[str]:
    """Every competence, resource and target group by name, for the browser to suggest."""
    names = VOCABULARY_OF.values()
    return [label for name in names for _id, label in vocabulary(name).choices()]


class WishForm(forms.Form):
    """What the actor asks of the workspace."""

    wish = forms.ChoiceField(
        label=_("Hvad drejer det sig om?"),
        choices=ProfileWish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad det drejer sig om.")},
    )
    words = Line(
        label=_("Skriv mere, hvis I vil"), required=False, max_length=2000, widget=forms.Textarea
    )


def form_of(part: Part, data: ActorData, row: str, posted: Any = None) -> forms.Form | None:
    """The form of a part, or of one of its rows, `row` being its id or "new".

    None when there is no such row.
    """
    if not part.has_rows:
        return PartForm(part, data, posted)
    form_class = OwnExchangeForm if part.key in ("offers", "needs") else FORM_OF[part.key]
    present = find_row(part, data, row)
    if present is None and row != NEW:
        return None
    form = form_class(posted, initial=initial_of_row(present) if present else None)
    now = level_of_row(part.key, present, data.kind) if present else usual(part.key, data.kind)
    form.fields["visible"] = forms.ChoiceField(
        label=_("Hvem må se det?"), required=False, choices=circles(), initial=now.value
    )
    focus_first(form)
    return form


def typed_in(part: Part, data: ActorData, form: forms.Form, row: str) -> ActorData | None:
    """The data with what was typed in a valid form; None when a row was left empty."""
    if isinstance(form, PartForm):
        return form.corrected(data)
    assert isinstance(form, RowForm)
    if not form.filled():
        return None
    typed = form.row(find_row(part, data, row))
    circle = form.cleaned_data.get("visible") or typed.visibility
    circle = "" if circle == usual(part.key, data.kind) else circle
    typed = replace(typed, visibility=circle)
    rows: tuple[RowData, ...] = getattr(data, part.key)
    if row == NEW:
        return _with(data, part, (*rows, typed))
    return _with(data, part, tuple(typed if str(one.id) == row else one for one in rows))


def find_row(part: Part, data: ActorData, key: str) -> Any | None:
    """The row of a part with this id."""
    return next((row for row in getattr(data, part.key) if str(row.id) == key), None)


def without_row(part: Part, data: ActorData, key: str) -> ActorData:
    """The data without one row."""
    keys = [str(row.id) for row in getattr(data, part.key)]
    if key not in keys:
        return data
    rows = tuple(row for row in getattr(data, part.key) if str(row.id) != key)
    data = _with(data, part, rows)
    if part.key != "locations":
        return data
    gone = keys.index(key) + 1
    points = tuple(_renumbered(point, gone) for point in data.contact_points)
    return replace(data, contact_points=points)


def _with(data: ActorData, part: Part, rows: tuple[RowData, ...]) -> ActorData:
    changed: dict[str, Any] = {part.key: rows}
    return replace(data, **changed)


def _renumbered(point: ContactPointData, gone: int) -> ContactPointData:
    """Numbers refer to places by the place's number in the list."""
    if point.place is None or point.place < gone:
        return point
    return replace(point, place=None if point.place == gone else point.place - 1)


def focus_first(form: forms.Form) -> None:
    """Whoever opens a form wants to write in it."""
    first = next((field for field in form.fields.values() if not field.widget.is_hidden), None)
    if first is not None:
        first.widget.attrs["autofocus"] = True


def row_sum(row: Any) -> str:
    """A short sum of what a row says, so that nobody takes away what they have not read."""
    return hashlib.sha256(repr(replace(row, id=None)).encode()).hexdigest()[:16]


def row_key(value: str) -> str:
    """An id as a form sends it, or "new"; empty when it is neither."""
    if value == NEW:
        return NEW
    try:
        return str(UUID(value))
    except ValueError:
        return ""
