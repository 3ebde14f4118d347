"""Which column means what: guessed from the header, Danish or English, changed by the person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from brobygger.actors.transfer.columns import COLUMNS
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.catalog.words import loose


@dataclass(frozen=True)
class Target:
    """Something a column can be about. `several`: more than one column may say it."""

    key: str
    label: str | Promise
    names: tuple[str, ...] = ()
    several: bool = False


# What lists made by others call things, beyond the headers we write ourselves.
_NAMES_OF = {
    "name": (
        "forening, foreningens navn, aktør, aktørnavn, navn på forening, "
        "organisationsnavn, klub, klubnavn, virksomhed, virksomhedsnavn, firma, titel, "
        "organization, organization name, organisation name, company, title"
    ),
    "kind": (
        "art, organisationstype, aktørtype, virksomhedsform, selskabsform, category, "
        "type of organisation"
    ),
    "cvr": "cvr nummer, se nummer, company number, vat",
    "description": "om foreningen, om os, hvem er vi, hvad gør vi, tekst, profil, about, purpose",
    "area": "kvarter, lokalitet, distrikt, geografi, neighbourhood, district",
    "street": (
        "vejnavn, gadenavn, gade og nummer, adresse 1, adresselinje 1, address 1, street address, "
        "husnummer, husnr, hus nr, bogstav, husbogstav, etage, sal, dør, sidedør, side dør, "
        "house number"
    ),
    "postcode": "post nr, postkode, postal code, zip code, zipcode",
    "town": "post by, bynavn, postby, sted by",
    "country": "country, landekode, country code",
    "phone": (
        "tlf nr, tlf nummer, telefon nr, mobiltelefon, mobilnummer, telephone, mobile, "
        "phone number, tel"
    ),
    "email": "e mail, epost, mailadresse, email address",
    "website": "webside, www, link, homepage, web site, facebook",
    "target_groups": "for hvem, deltagere, brugere, target group, audience",
    "activity_areas": (
        "emne, emner, tema, fagområde, interesseområde, branche, branchetekst, hovedbranche, "
        "aktivitetstype, topics"
    ),
    "languages": "sprog der tales, language",
    "activities": "aktiviteter og tilbud, tilbud, idrætsgren, idrætsgrene, activity, services",
    "offers": (
        "kan give, tilbyder, kan tilbyde, kan bidrage med, bidrager med, kompetencer, "
        "ressourcer, styrker, offers, can offer, offer, resources, competences, skills"
    ),
    "needs": (
        "mangler, behov, har brug for, ønsker, søger, efterlyser, needs, need, lacks, wishes"
    ),
    "wished_target_groups": "ønsker flere, vil gerne nå, wished target groups",
    "capacity": "kapacitet, antal ledige pladser, plads til, free places",
    "challenges": "udfordring, vanskeligheder, problemer",
    "ideas": "ide, ideer, ønsker for fremtiden, drømme",
    "interests": "interesse, interesseret i",
    "contact_name": (
        "kontaktperson, kontakt, kontaktperson navn, kontaktnavn, kontaktpersoner, "
        "formand, leder, contact, contact person, contact name"
    ),
    "contact_title": "kontaktperson rolle, rolle, kontaktperson titel, stilling, contact title",
    "contact_email": (
        "kontaktperson email, kontaktperson e mail, kontakt email, kontakt e mail, "
        "kontaktmail, kontakt mail, contact email"
    ),
    "contact_phone": (
        "kontaktperson telefon, kontaktperson tlf, kontakt tlf, kontakttelefon, kontakt "
        "telefon, contact phone"
    ),
    "latitude": "bredde, lat, wgs84 lat, gps lat, latitude wgs84",
    "longitude": "længde, lng, lon, long, wgs84 lon, wgs84 lng, gps lon, gps lng, longitude wgs84",
    "coordinates": (
        "koordinater, koordinat, koordinatsæt, gps, gps koordinater, gps koordinat, coordinates, "
        "lat lng, lat lon, latlng, latlon, position, geolokation"
    ),
    "notes": "note, bemærkning, bemærkninger, kommentar, kommentarer, notes, comments",
    "last_confirmed_on": "bekræftet den, last confirmed on",
    "municipality": "kommunekode, kommune kode, kommunenr, kommunenummer, kommune, municipality",
    "external_id": (
        "id, foreningsid, forenings id, løbenummer, nr, external id, organization id, p nummer, "
        "pnummer, p nr, produktionsenhedsnummer"
    ),
}


def _target(key: str, label: str | Promise, *, several: bool = False) -> Target:
    names = tuple(name.strip() for name in _NAMES_OF.get(key, "").split(",") if name.strip())
    return Target(key, label, names, several)


TARGETS = (
    _target("name", gettext_lazy("Navn")),
    _target("kind", gettext_lazy("Slags")),
    _target("cvr", gettext_lazy("CVR-nummer")),
    _target("description", gettext_lazy("Beskrivelse"), several=True),
    _target("area", gettext_lazy("Område")),
    _target("street", gettext_lazy("Vej og nummer"), several=True),
    _target("postcode", gettext_lazy("Postnummer")),
    _target("town", gettext_lazy("By")),
    _target("country", gettext_lazy("Land")),
    _target("phone", gettext_lazy("Telefon")),
    _target("email", gettext_lazy("E-mail")),
    _target("website", gettext_lazy("Hjemmeside")),
    _target("target_groups", gettext_lazy("Målgrupper"), several=True),
    _target("activity_areas", gettext_lazy("Aktivitetsområder"), several=True),
    _target("languages", gettext_lazy("Sprog")),
    _target("wished_target_groups", gettext_lazy("Ønskede målgrupper"), several=True),
    _target("capacity", gettext_lazy("Ledige pladser")),
    _target("capacity_text", gettext_lazy("Om pladsen"), several=True),
    _target("challenges", gettext_lazy("Udfordringer"), several=True),
    _target("ideas", gettext_lazy("Idéer"), several=True),
    _target("interests", gettext_lazy("Interesser"), several=True),
    _target("activities", gettext_lazy("Aktiviteter"), several=True),
    _target("offers", gettext_lazy("Kan tilbyde"), several=True),
    _target("needs", pgettext_lazy("actor", "Mangler"), several=True),
    _target("contact_name", gettext_lazy("Kontaktpersonens navn")),
    _target("contact_title", gettext_lazy("Kontaktpersonens rolle")),
    _target("contact_email", gettext_lazy("Kontaktpersonens e-mail")),
    _target("contact_phone", gettext_lazy("Kontaktpersonens telefon")),
    _target("latitude", gettext_lazy("Breddegrad")),
    _target("longitude", gettext_lazy("Længdegrad")),
    _target("coordinates", gettext_lazy("Koordinater")),
    _target("notes", gettext_lazy("Noter"), several=True),
    _target("last_confirmed_on", gettext_lazy("Sidst bekræftet")),
    _target("source", gettext_lazy("Kilde")),
    _target("external_id", gettext_lazy("Id i kilden")),
    _target("municipality", gettext_lazy("Kommunekode")),
)
OWN_ID = "id"
_OWN_ONLY = tuple(
    Target(column.key, column.header)
    for column in COLUMNS
    if column.key not in {target.key for target in TARGETS}
)
BY_KEY = {target.key: target for target in (*TARGETS, *_OWN_ONLY)}
_OWN_HEADER_OF_ID = next(column.header for column in COLUMNS if column.key == OWN_ID)
_FREE_INSTEAD = {
    "offers_competence", "offers_resource", "needs_competence", "needs_resource", "contact_persons",
}  # fmt: skip


def fold_header(header: str) -> str:
    """A header as headers are compared: spelling, spaces and signs aside."""
    return loose(re.sub(r"\(\d+\)$", "", header)).replace(" ", "")


def _known_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for target in TARGETS:
        for name in (*target.names, str(target.key)):
            names.setdefault(fold_header(name), target.key)
    for column in COLUMNS:
        for name in (column.header, *column.also):
            if column.key in _FREE_INSTEAD and name != column.header:
                continue
            names.setdefault(fold_header(name), column.key)
    return names


_NAMES = _known_names()
# The columns that hold road and number in one cell; the others hold a part each.
_WHOLE_STREETS = frozenset(
    fold_header(name)
    for name in (
        "Adresse", "Vej og nummer", "Gade og nummer", "Adresse 1", "Adresselinje 1", "Address",
        "Address 1", "Street address", "Foreningens adresse",
    )
)  # fmt: skip
_FLOORS = frozenset(fold_header(name) for name in ("Etage", "Sal"))
_LETTERS_OF_HOUSES = frozenset(fold_header(name) for name in ("Bogstav", "Husbogstav"))
_OWN_NAMES = {fold_header(column.header): column.key for column in COLUMNS}


def is_own_export(columns: Iterable[str]) -> bool:
    """Whether the file came out of a Brobygger, and so is read back to the letter."""
    return _OWN_HEADER_OF_ID in columns


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether a row near the top is the header: at least one cell is the name of an actor."""
    return sum(1 for cell in cells if cell) > 1 and any(
        key_of_header(cell) == "name" for cell in cells if cell
    )


def key_of_header(header: str) -> str:
    """What the header says its column is about; empty when we do not know."""
    return _NAMES.get(fold_header(header)) or _contact_part(header) or _with_owner(header)


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Column → key for every column; empty where it is only kept word for word."""
    own = is_own_export(columns)
    taken: set[str] = set()
    mapping: dict[str, str] = {}
    whole = any(fold_header(column) in _WHOLE_STREETS for column in columns)
    for column in columns:
        key = _OWN_NAMES.get(fold_header(column), "") if own else key_of_header(column)
        if key == "street" and whole and fold_header(column) not in _WHOLE_STREETS:
            key = ""  # the parts of an address that stands in one cell as well
        once = bool(key) and not BY_KEY[key].several
        mapping[column] = "" if once and key in taken else key
        taken.add(key)
    return mapping


def joined_street(parts: Sequence[tuple[str, str]]) -> str:
    """Road, number, letter, floor and door in one line: "Ågade 12B, 2. tv"."""
    street = ""
    for column, cell in parts:
        header = fold_header(column)
        if header in _FLOORS:
            street += f", {cell}." if cell.isdigit() else f", {cell}"
        elif header in _LETTERS_OF_HOUSES and street[-1:].isdigit():
            street += cell
        else:
            street += f" {cell.lstrip('0') or cell}" if cell.isdigit() and street else f" {cell}"
    return street.strip(" ,")


def check_mapping(mapping: Mapping[str, str], file_name: str) -> None:
    """Raise ImportRefused when no column, or two, hold what there must be one of."""
    chosen = [key for key in mapping.values() if key]
    if "name" not in chosen:
        raise ImportRefused(
            _(
                "Vi kan ikke se, hvilken kolonne i »%(file)s« der har navnet på samarbejdsparten. "
                "Filen har kolonnerne: %(columns)s. Vælg en af dem som »Navn«, "
                "eller giv en kolonne overskriften »Navn«."
            )
            % {"file": file_name, "columns": ", ".join(f"»{one}«" for one in mapping)}
        )
    for key in chosen:
        if chosen.count(key) > 1 and not BY_KEY[key].several:
            raise ImportRefused(
                _("To kolonner er valgt som »%(label)s«. Vælg kun én af dem.")
                % {"label": BY_KEY[key].label}
            )


def _contact_part(header: str) -> str:
    text = fold_header(header)
    if not text.startswith(("kontakt", "formand", "contact", "leder")):
        return ""
    parts = {
        "contact_email": ("mail", "epost"),
        "contact_phone": ("tlf", "telefon", "mobil", "phone"),
        "contact_title": ("rolle", "titel", "stilling", "title"),
        "contact_name": ("navn", "name", "fornavn"),
    }
    return next((key for key, ends in parts.items() if text.endswith(ends)), "")


def _with_owner(header: str) -> str:
    """ "Foreningens adresse" and "Klubbens e-mail" are the address and the e-mail."""
    words = loose(header).split()
    owners = {"foreningens", "klubbens", "aktorens", "organisationens", "virksomhedens"}
    if len(words) > 1 and words[0] in owners:
        return _NAMES.get("".join(words[1:]), "")
    return ""
