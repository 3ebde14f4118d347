"""Whether two actors are one: what speaks for it, in words, and how sure that makes us."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.actors.domain.facts import Facts
from brobygger.actors.domain.likeness import ALIKE, Likeness, told_apart

_SAME_NAME = 0.98
_VERY_ALIKE = 0.9
_SOMEWHAT = 0.55
# How many may share a thing before it says nothing: a town hall's address, a school's CVR number.
_FEW = 2
FEW_ENOUGH = 5


class Certainty(IntEnum):
    """How sure we are. A person decides, whatever it says."""

    PERHAPS = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def label(self) -> "str | Promise":
        """In words."""
        return _CERTAINTIES[self]


_CERTAINTIES = {
    Certainty.PERHAPS: _("Måske den samme"),
    Certainty.LIKELY: _("Formentlig den samme"),
    Certainty.CERTAIN: _("Helt sikkert den samme"),
}


class Sign(StrEnum):
    """What speaks for two actors being one, and in the end what speaks against it."""

    CVR = "cvr"
    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    TYPO = "typo"
    ALIKE = "alike"
    EMAIL = "email"
    PHONE = "phone"
    PERSON = "person"
    ADDRESS = "address"
    POSTCODE = "postcode"
    OTHER_CVR = "other_cvr"
    OTHER_ID = "other_id"
    OTHER_PLACE = "other_place"

    @property
    def text(self) -> "str | Promise":
        """As a sentence without its full stop."""
        return _SIGNS[self]

    @property
    def against(self) -> bool:
        """Whether it speaks against."""
        return self in (Sign.OTHER_CVR, Sign.OTHER_ID, Sign.OTHER_PLACE)


_SIGNS = {
    Sign.CVR: _("Samme CVR-nummer"),
    Sign.SAME_NAME: _("Samme navn"),
    Sign.SAME_WORDS: _("Samme navn, når »foreningen«, »I/S« og den slags er set bort fra"),
    Sign.TYPO: _("Næsten samme navn; det kan være en slåfejl"),
    Sign.ALIKE: _("Navne, der ligner hinanden"),
    Sign.EMAIL: _("Samme e-mail"),
    Sign.PHONE: _("Samme telefonnummer"),
    Sign.PERSON: _("Samme kontaktperson"),
    Sign.ADDRESS: _("Samme adresse"),
    Sign.POSTCODE: _("Samme postnummer"),
    Sign.OTHER_CVR: _("Men hver sit CVR-nummer"),
    Sign.OTHER_ID: _("Men hver sit nummer i det register, de kom fra"),
    Sign.OTHER_PLACE: _("Men hvert sit sted"),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """How many in the register have the same, where these two do; 0 where they do not."""

    cvr: int = 0
    email: int = 0
    phone: int = 0
    person: int = 0
    address: int = 0
    name: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure, why, and a number to order by."""

    certainty: Certainty
    signs: tuple[Sign, ...]
    score: float


def hopeless(one: Facts, other: Facts) -> bool:
    """Whether nothing but a shared number or address could make them one."""
    if told_apart(one.name, other.name):
        return True
    return one.name.key != other.name.key and contradicts(one, other)


def judge(one: Facts, other: Facts, like: Likeness, shared: Shared) -> Verdict | None:
    """Whether the two could be one actor; None when nothing worth showing speaks for it."""
    contact = max(_weight(shared.email), _weight(shared.phone))
    reach = max(contact, _weight(shared.person), _weight(shared.address))
    apart = told_apart(one.name, other.name)
    certainty = _by_cvr(like, shared, apart=apart, reach=reach)
    if certainty is None and not apart:
        against = contradicts(one, other)
        if like.degree >= _SAME_NAME:
            certainty = _same_name(_near(one, other), reach, shared.name, against=against)
        elif like.degree >= ALIKE:
            certainty = _alike(like, _near(one, other), reach, against=against)
        elif not against and contact:
            certainty = _by_contact(like, contact)
    if certainty is None:
        return None
    signs = _signs(one, other, like, shared)
    return Verdict(certainty, signs, certainty + like.degree + reach / 4)


def _weight(holders: int) -> int:
    if not holders or holders > FEW_ENOUGH:
        return 0
    return 2 if holders <= _FEW else 1


def _by_cvr(like: Likeness, shared: Shared, *, apart: bool, reach: int) -> Certainty | None:
    if not shared.cvr:
        return None
    if like.degree >= ALIKE:
        return Certainty.CERTAIN
    if shared.cvr <= _FEW:
        return Certainty.PERHAPS if apart else Certainty.LIKELY
    if shared.cvr <= FEW_ENOUGH and not apart and (like.degree >= _SOMEWHAT or reach):
        return Certainty.PERHAPS
    return None


def _same_name(near: bool | None, reach: int, holders: int, *, against: bool) -> Certainty | None:
    if against:
        return Certainty.PERHAPS if reach or (near and holders <= _FEW) else None
    if reach:
        return Certainty.CERTAIN if near is not False else Certainty.LIKELY
    if near:
        return Certainty.LIKELY
    if near is None:
        return Certainty.LIKELY if holders <= _FEW else Certainty.PERHAPS
    return Certainty.PERHAPS if holders <= _FEW else None


def _alike(like: Likeness, near: bool | None, reach: int, *, against: bool) -> Certainty | None:
    if against:
        return Certainty.PERHAPS if reach > 1 else None
    if reach:
        return Certainty.LIKELY
    if near:
        return Certainty.LIKELY if like.degree >= _VERY_ALIKE else Certainty.PERHAPS
    return Certainty.PERHAPS if near is None else None


def _by_contact(like: Likeness, contact: int) -> Certainty | None:
    """One person may look after two clubs, so a number alone is never more than perhaps."""
    return Certainty.PERHAPS if contact > 1 or like.degree >= _SOMEWHAT else None


def _near(one: Facts, other: Facts) -> bool | None:
    """Whether they lie in one place; None when one of them does not say."""
    if one.postcodes and other.postcodes:
        return bool(one.postcodes & other.postcodes)
    if one.places and other.places:
        return bool(one.places & other.places)
    return None


def contradicts(one: Facts, other: Facts) -> bool:
    """Whether a CVR number, or the source they both came from, says that they are two."""
    return bool(one.cvr and other.cvr and one.cvr != other.cvr) or _other_id(one, other)


def _other_id(one: Facts, other: Facts) -> bool:
    """The source itself tells them apart."""
    both = one.external_id and other.external_id
    return bool(both) and one.source == other.source and one.external_id != other.external_id


def _signs(one: Facts, other: Facts, like: Likeness, shared: Shared) -> tuple[Sign, ...]:
    signs = [Sign.CVR] if shared.cvr else []
    if like.degree >= _SAME_NAME:
        signs.append(Sign.SAME_NAME if one.title == other.title else Sign.SAME_WORDS)
    elif like.degree >= ALIKE:
        signs.append(Sign.TYPO if like.typo else Sign.ALIKE)
    told = ((shared.email, Sign.EMAIL), (shared.phone, Sign.PHONE), (shared.person, Sign.PERSON))
    signs += [sign for number, sign in (*told, (shared.address, Sign.ADDRESS)) if number]
    near = _near(one, other)
    if near and one.postcodes & other.postcodes and not shared.address:
        signs.append(Sign.POSTCODE)
    if one.cvr and other.cvr and one.cvr != other.cvr:
        signs.append(Sign.OTHER_CVR)
    if _other_id(one, other):
        signs.append(Sign.OTHER_ID)
    if near is False:
        signs.append(Sign.OTHER_PLACE)
    return tuple(signs)
