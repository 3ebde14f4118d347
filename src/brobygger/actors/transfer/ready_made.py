"""Files every municipality can get hold of, known by their headers before anybody has told us."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.actors.transfer.headers import fold_header, guess_mapping


def _headers(text: str) -> frozenset[str]:
    return frozenset(fold_header(one) for one in text.split(","))


@dataclass(frozen=True)
class ReadyMade:
    """One kind of file. `one_of` lists groups of headers: one of each group must be there."""

    name: str | Promise
    source: str
    one_of: tuple[frozenset[str], ...]
    keys: tuple[tuple[str, str], ...]

    def knows(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is of this kind."""
        there = {fold_header(column) for column in columns}
        return all(group & there for group in self.one_of)

    def mapping(self, columns: Sequence[str]) -> dict[str, str]:
        """What its columns mean; those it does not know are guessed."""
        own = {fold_header(header): key for header, key in self.keys}
        guessed = guess_mapping(columns)
        mapping = {column: own.get(fold_header(column), guessed[column]) for column in columns}
        return {column: key for column, key in mapping.items() if column in columns}


CVR = ReadyMade(
    name=_("et udtræk fra CVR"),
    source="CVR",
    one_of=(
        _headers("CVR-nummer,CVR,CVR-nr,CVR-nr."),
        _headers("P-nummer,Pnummer,P-nr,Produktionsenhedsnummer,Virksomhedsform,Branchekode"),
        _headers("Navn,Virksomhedsnavn,Virksomhedens navn,Produktionsenhedens navn"),
        _headers("Vejnavn,Postdistrikt,Kommunekode,Kommune"),
    ),
    keys=(
        ("P-nummer", "external_id"),
        ("Virksomhedens navn", "name"),
        ("Produktionsenhedens navn", "name"),
        ("Virksomhedsform", "kind"),
        ("Branche", "activity_areas"),
        ("Branchetekst", "activity_areas"),
        ("Hovedbranche", "activity_areas"),
        ("Formål", "description"),
        ("Branchekode", ""),
        ("Reklamebeskyttelse", ""),
        ("Status", ""),
        ("Startdato", ""),
        ("Ophørsdato", ""),
    ),
)
PORTAL = ReadyMade(
    name=_("en liste fra foreningsportalen"),
    source="Foreningsportalen",
    one_of=(
        _headers("Foreningsnavn,Forening,Foreningens navn,Foreningens Navn"),
        _headers("Formand,Formand navn,Formandens navn,Kontaktperson,Kasserer,Foreningstype"),
        _headers(
            "Folkeoplysende,Foreningstype,Foreningskategori,Kategori,Godkendt,Godkendelsesdato,"
            "Kasserer"
        ),
    ),
    keys=(
        ("Foreningstype", "activity_areas"),
        ("Foreningskategori", "activity_areas"),
        ("Kategori", "activity_areas"),
        ("Idrætsgrene", "activities"),
        ("Formand", "contact_name"),
        ("Formand navn", "contact_name"),
        ("Formand e-mail", "contact_email"),
        ("Formand telefon", "contact_phone"),
        ("Kasserer", ""),
        ("Folkeoplysende", ""),
        ("Godkendt", ""),
        ("Godkendelsesdato", ""),
    ),
)
READY_MADE = (CVR, PORTAL)


def ready_made_for(columns: Sequence[str]) -> ReadyMade | None:
    """The kind of file we know these columns from."""
    return next((one for one in READY_MADE if one.knows(columns)), None)
