"""The parts of the actor's long form, folded until one wants them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from brobygger.actors.circle_forms import CirclesForm
from brobygger.actors.domain.data import ActorData
from brobygger.actors.forms import ActorForm
from brobygger.actors.formsets import RowFormSet
from brobygger.actors.views.conflicts import lines_of, said_of

ALL = "all"
_DIGEST = 70


@dataclass(frozen=True)
class Section:
    """One part: its fields, or the rows it holds."""

    key: str
    title: str | Promise
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


SECTIONS = (
    Section("who", _("Hvem"), ("name", "kind", "description", "cvr", "last_confirmed_on")),
    Section(
        "groups",
        _("For hvem og med hvad"),
        ("target_groups", "wished_target_groups", "activity_areas", "languages", "capacity",
         "capacity_text"),
    ),
    Section("offers", _("Kan give"), rows=("offers",)),
    Section("needs", pgettext_lazy("actor", "Mangler"), rows=("needs",)),
    Section("activities", _("Aktiviteter"), rows=("activities",)),
    Section("wishes", _("Idéer og udfordringer"), ("ideas", "challenges", "interests")),
    Section(
        "where",
        _("Hvor og hvordan man får fat i dem"),
        ("area", "street", "postcode", "town", "country", "phone", "email", "website"),
    ),
    Section("people", _("Kontaktpersoner"), rows=("contact_persons",)),
    Section("more", _("Flere steder og numre"), rows=("locations", "contact_points")),
    Section("circles", _("Hvem må se det")),
    Section("own", _("Kun for arbejdsrummet"), ("notes",)),
)  # fmt: skip
_GO_WITHOUT_SAYING = ("country", "kind")


@dataclass(frozen=True)
class ShownSection:
    """A part as it lies on the page."""

    section: Section
    digest: str
    is_open: bool
    is_wrong: bool


@dataclass(frozen=True)
class Filled:
    """The parts of the form that a page shows."""

    form: ActorForm
    rows: dict[str, RowFormSet]
    circles: CirclesForm


def shown_sections(filled: Filled, data: ActorData, opened: str) -> list[ShownSection]:
    """Every part; open are those asked for, with errors, or with something typed in them."""
    shown = []
    for section in SECTIONS:
        wrong = _is_wrong(section, filled)
        asked = opened in (ALL, section.key) or opened in section.rows
        first = section.key == "who" and opened in ("", "who")
        is_open = wrong or asked or first or _is_touched(section, filled)
        shown.append(ShownSection(section, digest_of(section, filled, data), is_open, wrong))
    return shown


def digest_of(section: Section, filled: Filled, data: ActorData) -> str:
    """What stands in a part, in a line."""
    if section.key == "circles":
        number = filled.circles.unusual
        return (
            ngettext("%(number)s er anderledes", "%(number)s er anderledes", number)
            % {"number": number}
            if number
            else gettext("Som sædvanligt")
        )
    return Truncator(", ".join(_said(section, data))).chars(_DIGEST) or gettext("Tomt")


def _said(section: Section, data: ActorData) -> Iterator[str]:
    for name in section.fields:
        value: Any = getattr(data, name)
        if value not in ("", None, ()) and name not in _GO_WITHOUT_SAYING:
            yield from (line for line in lines_of(name, value) if line)
    for name in section.rows:
        yield from ((said_of(row) or [""])[0] for row in getattr(data, name))


def _is_wrong(section: Section, filled: Filled) -> bool:
    if section.key == "circles":
        return filled.circles.is_bound and bool(filled.circles.errors)
    if filled.form.is_bound and any(name in filled.form.errors for name in section.fields):
        return True
    rows = [filled.rows[name] for name in section.rows]
    return any(one.is_bound and (any(one.errors) or one.non_form_errors()) for one in rows)


def _is_touched(section: Section, filled: Filled) -> bool:
    if not filled.form.is_bound:
        return False
    if section.key == "circles":
        return filled.circles.has_changed()
    changed = filled.form.changed_data
    return any(name in changed for name in section.fields) or any(
        filled.rows[name].has_changed() for name in section.rows
    )
