"""How alike two names are, as a person who knows Danish associations reads them.

Set aside: case, the spelling of æøå, word order, legal forms ("I/S", "f.m.b.a."), "foreningen",
small words, the town the actor lies in, and slips of the pen. Not set aside: numbers ("3. Fjordby"
is not "4. Fjordby"), and what kind of club it is ("Fjordby IF" is not "Fjordby BK").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from brobygger.catalog.words import loose, stem

Weight = Callable[[str], float]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Legal forms and words that tell what an actor is, not who. All are spelled loosely.
_NOISE = _set(
    "forening foreningen foreningens foreninger klub klubben klubbens fmba amba smba aps ivs ks ps "
    "afd afdeling afdelingen lokalafdeling lokalforening lokalforeningen selvejende institution "
    "institutionen fonden cvr"
)
_AT_THE_EDGE = frozenset(("is", "as", "si"))
_SMALL = _set(
    "i af for og pa ved til med den det de der the and of a an en et vi samt om fra in at"
)
# The short names of clubs: what kind of club it is.
_SHORT_MARKS = _set(
    "if ik bk fk fc hk sk tk rk gf gk gif guf uif btk bf hf bi aif sif sf vk ak ok kk ck jk lk dk "
    "mk kfum kfuk fdf bif hif iif"
)
_LONG_MARK = re.compile(r"^([a-z]{3,}?)s?(klub|forening)(?:ben|bens|en|ens|s|er)?$")
_APART = _set("idrats idrat bold fodbold handbold gymnastik sejl ro svomme tennis")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}
_OWNER = re.compile(r"\s+v(?:ed)?/\s*\S.*$", re.IGNORECASE)
_SLASHED = re.compile(r"\b([iaksp])\s?/\s?([si])\b\.?", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_TOUCHING = re.compile(r"[0-9][a-z]|[a-z][0-9]|_")
_YEARS = (1800, 2100)
_SHORTEST_TYPO = 4
_LONG_WORD = 8
_TYPO_CREDIT = 0.9
ALIKE = 0.82
_PLACE_SHARE = 0.3
_MARK_SHARE = 0.4
# What it costs that only one of them says it, in the one's weight or of all that is alike.
_PLACE_ODD = 0.1
_NUMBER_ODD = 0.35


class Name(NamedTuple):
    """A name taken apart. Two names with the same `key` are the same name."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    years: frozenset[str]
    # (short, long): ("bk", "boldklub"), and ("bk", "") where only the letters are written.
    marks: frozenset[tuple[str, str]]
    # The short ones of those that are only letters.
    letters: frozenset[str]
    key: str
    bare: str
    compact: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 1, and whether it takes a slip of the pen to get there."""

    degree: float
    typo: bool = False

    @property
    def promising(self) -> bool:
        """Whether the names alone make it worth asking."""
        return self.degree >= ALIKE


_PLAIN, _LONG, _SHORT, _NUMBER, _YEAR = "plain", "long", "short", "number", "year"
_SET_ASIDE = _NOISE | _SMALL
_NO_WORDS: frozenset[str] = frozenset()
_NO_MARKS: frozenset[tuple[str, str]] = frozenset()
_TWO = 2
_UNLIKE = Likeness(0.0)
_SAME = Likeness(1.0)


def take_apart(text: str, loosely: str = "") -> Name:
    """The name's words, numbers and kind of club, ready to compare.

    `loosely` is the text as `loose` spells it, where somebody has that already.
    """
    words = _words_of(text, loosely)
    plain: list[str] = []
    numbers: list[str] = []
    years: list[str] = []
    marks: list[tuple[str, str]] = []
    marked: list[str] = []
    for word in words:
        kind, said, short = _read(word)
        if kind is _PLAIN:
            plain.append(said)
        elif kind is _LONG:
            marks.append((short, said))
            marked.append(said)
            plain.append(said)
        elif kind is _SHORT:
            marks.append((said, ""))
        else:
            (years if kind is _YEAR else numbers).append(said)
    kept = plain if len(plain) < _TWO else sorted(set(plain))
    figures = sorted(set(numbers)) if numbers else numbers
    bare = " ".join([*kept, *figures])
    key = bare
    if marks:
        short_too = {word for word in kept if word not in marked} | {mark[0] for mark in marks}
        key = " ".join([*sorted(short_too), *figures])
    return Name(
        words=tuple(kept),
        numbers=frozenset(numbers) if numbers else _NO_WORDS,
        years=frozenset(years) if years else _NO_WORDS,
        marks=frozenset(marks) if marks else _NO_MARKS,
        letters=frozenset([short for short, long in marks if not long]) if marks else _NO_WORDS,
        key=key,
        bare=bare,
        compact=_ended("".join(words)),
    )


@lru_cache(maxsize=50_000)
def _read(word: str) -> tuple[str, str, str]:
    """What a word is in a name, the word without its endings, and the letters it goes by."""
    word = stemmed(word)
    if word.isdigit():
        year = _YEARS[0] <= int(word[:9]) < _YEARS[1]
        return _YEAR if year else _NUMBER, word.lstrip("0"), ""
    if word in _ROMAN:
        return _NUMBER, _ROMAN[word], ""
    if word in _SHORT_MARKS:
        return _SHORT, word, ""
    if short := long_mark(word):
        return _LONG, word, short
    return _PLAIN, word, ""


def _words_of(text: str, loosely: str) -> list[str]:
    if "/" in text or "." in text:
        text = _SLASHED.sub(r"\1\2", _OWNER.sub("", text)) if "/" in text else text
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
        loosely = ""
    # `loose` leaves words and spaces; letters and figures that touch are two words.
    spelled = loosely or loose(text)
    simple = spelled.isascii() and not _TOUCHING.search(spelled)
    every = _joined(spelled.split() if simple else _WORDS.findall(spelled))
    last = len(every) - 1
    kept = [word for word in every if word not in _SET_ASIDE]
    if last and not _AT_THE_EDGE.isdisjoint((every[0], every[-1]) if every else ()):
        kept = [
            word
            for place, word in enumerate(every)
            if word not in _SET_ASIDE and not (word in _AT_THE_EDGE and place in (0, last))
        ]
    return kept or every


def _joined(words: list[str]) -> list[str]:
    """ "Idræts Forening" is "Idrætsforening"."""
    if _APART.isdisjoint(words):
        return words
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _APART and word.startswith(("klub", "forening")):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=50_000)
def stemmed(word: str) -> str:
    """The word without its endings; kinds of clubs in one form: "boldklubben" → "boldklub"."""
    return _ended(word)


def _ended(word: str) -> str:
    # Whole names come here too, and never twice: remembering them would only push words out.
    if found := _LONG_MARK.match(word):
        return f"{found[1]}{found[2]}"
    return word if word.isdigit() else stem(word)


@lru_cache(maxsize=50_000)
def long_mark(word: str) -> str:
    """The letters a kind of club goes by: "boldklub" → "bk"; empty for other words."""
    found = _LONG_MARK.match(word)
    return f"{word[0]}{found[2][0]}" if found else ""


def is_typo(one: str, other: str) -> bool:
    """Whether the two words could be one word with a slip of the pen."""
    here, there = len(one), len(other)
    shortest = min(there, here)
    allowed = 2 if shortest >= _LONG_WORD else 1
    if shortest < _SHORTEST_TYPO or abs(here - there) > allowed:
        return False
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def likeness(one: Name, other: Name, weight: Weight, places: frozenset[str]) -> Likeness:
    """How alike the names are; 0 when a number or the kind of club tells them apart.

    `weight` says how much a word tells (rare words tell most), `places` the words for where the
    two are.
    """
    if told_apart(one, other):
        return _UNLIKE
    if one.key == other.key or one.compact == other.compact:
        return _SAME
    return _compared(one, other, weight, places)


def told_apart(one: Name, other: Name) -> bool:
    """Whether a number, a year or the kind of club says that these are two."""
    if one.years and other.years and one.years != other.years:
        return True
    if (
        one.numbers != other.numbers
        and (one.numbers or one.years)
        and (other.numbers or other.years)
    ):
        return True
    if not one.marks or not other.marks or one.marks == other.marks:
        return False
    return not any(_same_mark(mine, theirs) for mine in one.marks for theirs in other.marks)


def _same_mark(mine: tuple[str, str], theirs: tuple[str, str]) -> bool:
    if mine[1] and theirs[1]:
        return mine[1] == theirs[1] or is_typo(mine[1], theirs[1])
    # "IF" and "GIF" may be one club that sometimes writes all its letters.
    return mine[0].endswith(theirs[0]) or theirs[0].endswith(mine[0])


def _compared(one: Name, other: Name, weight: Weight, places: frozenset[str]) -> Likeness:
    mine, theirs = one.words, other.words
    only_places = places.issuperset(mine) or places.issuperset(theirs)

    def worth(word: str) -> float:
        return weight(word) * (_PLACE_SHARE if word in places and not only_places else 1.0)

    matched = 2 * sum([worth(word) for word in mine if word in theirs])
    left = [word for word in mine if word not in theirs]
    right = [word for word in theirs if word not in mine]
    typo = False
    for word in left[:] if right else ():
        hit = next((found for found in right if is_typo(word, found)), None)
        if hit is not None:
            left.remove(word)
            right.remove(hit)
            matched += (worth(word) + worth(hit)) * _TYPO_CREDIT
            typo = True
    left, right, marked = _without_marks(left, right, one, other, worth)
    matched += marked
    odd = sum([weight(word) for word in (*left, *right) if word not in places])
    # "i Fjordby" in one of them is nothing; "i Fjordby" here and "i Bakkeby" there is two.
    here, there = places.intersection(left), places.intersection(right)
    if here or there:
        told = (here and there) or only_places
        odd += sum([weight(word) for word in here | there]) * (1.0 if told else _PLACE_ODD)
    odd += _odd_numbers(one, other) * matched + _odd_marks(one, other)
    # What a slip cost counts as odd.
    whole = matched + odd + (matched * (1 - _TYPO_CREDIT) if typo else 0.0)
    return Likeness(matched / whole, typo) if matched and whole else _UNLIKE


def _without_marks(
    left: list[str], right: list[str], one: Name, other: Name, worth: Weight
) -> tuple[list[str], list[str], float]:
    """ "Boldklub" in the one is answered by "BK" in the other."""
    if not one.letters and not other.letters:
        return left, right, 0.0
    matched = 0.0
    answers = []
    for words, short in ((left, other.letters), (right, one.letters)):
        answered = {word for word in words if long_mark(word) in short} if short else set()
        matched += 2 * sum(worth(word) for word in answered)
        answers.append([word for word in words if word not in answered])
    return answers[0], answers[1], matched


def _odd_numbers(one: Name, other: Name) -> float:
    """A number only one of them has: "Fjordby" and "3. Fjordby"."""
    return _NUMBER_ODD if bool(one.numbers) != bool(other.numbers) else 0.0


def _odd_marks(one: Name, other: Name) -> float:
    if bool(one.marks) == bool(other.marks):
        return 0.0
    marks = one.marks or other.marks
    # The long form counts among the words.
    return 0.0 if any(long for _short, long in marks) else _MARK_SHARE
