"""Cells that must be right before they come into the register. A refusal is in plain words."""

import re
from collections.abc import Callable
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import CharField, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.actors.models import Actor, ContactPerson
from brobygger.core.reach import is_telephone, is_web_address

_POSTCODE = re.compile(r"^(?:DK[- ]?)?(\d{3,4})(?:\.0)?(?:[ ,]+(\D.*))?$", re.IGNORECASE)
_POSTCODE_LABEL = gettext_lazy("Postnummer")
_EMAIL_LABEL = gettext_lazy("E-mail")
_NO_NUMBER = gettext_lazy(
    "Telefonnummeret »%(cell)s« har ingen cifre at ringe til og er ikke taget med. "
    "Ret det i filen eller på profilen."
)
_NO_WEBSITE = gettext_lazy(
    "»%(cell)s« er ikke adressen på en hjemmeside og er ikke taget med. "
    "Ret den i filen eller på profilen."
)
CPR_CELL = gettext_lazy(
    "Kolonnen »%(column)s« indeholder noget, der ligner et CPR-nummer. Det er hverken "
    "taget med eller gemt. Slet det i filen."
)


class BadCell(Exception):
    """A cell that cannot come in; the message quotes it and says what to do."""


def postcode_and_town(cell: str, *, foreign: bool = False) -> tuple[str, str]:
    """("8000", "") of "8000" or "DK-8000", ("8000", "Aarhus C") of "8000 Aarhus C"."""
    text = cell.strip()
    if foreign or not text:
        return _fits(Actor, "postcode", text, _POSTCODE_LABEL), ""
    match = _POSTCODE.match(text)
    if not match or not 500 <= int(match[1]) <= 9999:
        raise BadCell(
            _(
                "Postnummeret »%(cell)s« er ikke dansk og er ikke taget med. Skriv fire cifre, "
                "eller angiv landet i en kolonne, hvis adressen ligger i udlandet."
            )
            % {"cell": text[:40]}
        )
    return match[1].zfill(4), (match[2] or "").strip()


def cvr_number(cell: str) -> str:
    """Eight digits, however they were spaced."""
    text = re.sub(r"^(?:DK|CVR)[-: ]*", "", cell.strip(), flags=re.IGNORECASE)
    digits = re.sub(r"[ .-]", "", text.removesuffix(".0"))
    if digits and not re.fullmatch(r"[0-9]{8}", digits):
        raise BadCell(
            _(
                "CVR-nummeret »%(cell)s« har ikke otte cifre og er ikke taget med. "
                "Ret det i filen eller på profilen."
            )
            % {"cell": cell[:40]}
        )
    return digits


def email_address(cell: str) -> str:
    """The address without "mailto:" and angle brackets."""
    text = cell.strip().removeprefix("mailto:").strip("<> ")
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise BadCell(
            _(
                "E-mailadressen »%(cell)s« er ikke skrevet rigtigt og er ikke taget med. "
                "Ret den i filen eller på profilen."
            )
            % {"cell": cell[:80]}
        ) from error
    return _fits(Actor, "email", text, _EMAIL_LABEL)


def phone_number(cell: str) -> str:
    """The number as it stands, with whatever is said of it. Raises BadCell."""
    return _usable(cell, is_telephone, _NO_NUMBER)


def web_address(cell: str) -> str:
    """The address as it stands. Raises BadCell."""
    return _usable(cell, is_web_address, _NO_WEBSITE)


def _usable(cell: str, is_one: Callable[[str], bool], why: Promise) -> str:
    if cell and not is_one(cell):
        raise BadCell(str(why) % {"cell": cell[:80]})
    return cell


def fits_actor(name: str, value: str, label: str | Promise) -> str:
    """The value, when the actor's column is wide enough. Raises BadCell."""
    return _fits(Actor, name, value, label)


def fits_contact(name: str, value: str, label: str | Promise) -> str:
    """The value, when the contact person's column is wide enough. Raises BadCell."""
    return _fits(ContactPerson, name, value, label)


def shortened(model: type[Model], name: str, value: str) -> str:
    """The value cut to what the column holds; the whole of it is kept with the raw row."""
    limit = _width(model, name)
    return value if limit is None or len(value) <= limit else f"{value[: limit - 1]}…"


def _fits(model: type[Model], name: str, value: str, label: str | Promise) -> str:
    limit = _width(model, name)
    if limit is not None and len(value) > limit:
        raise BadCell(
            _(
                "»%(label)s« er på %(length)s tegn, og der er plads til %(limit)s. "
                "Teksten er ikke taget med. Skriv den kortere i filen eller på profilen."
            )
            % {"label": label, "length": len(value), "limit": limit}
        )
    return value


@lru_cache(maxsize=100)
def _width(model: type[Model], name: str) -> int | None:
    field = model._meta.get_field(name)
    return field.max_length if isinstance(field, CharField) else None
