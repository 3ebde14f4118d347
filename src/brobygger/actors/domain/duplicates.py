"""Finds those who may be the same actor: in a register, or between a file and a register.

Nothing compares everybody with everybody. Actors meet through what they share: a CVR number, an
e-mail, a number, an address, a name, a rare word of a name or two common ones, slips of the pen
included. What very many share leads nowhere, so 10,000 actors of one name cost no more each than
one of them.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from brobygger.actors.domain.evidence import (
    FEW_ENOUGH,
    Certainty,
    Shared,
    Sign,
    hopeless,
    judge,
)
from brobygger.actors.domain.facts import (
    Facts,
    all_facts,
    collector_paused,
    facts_of,
    load_facts,
)
from brobygger.actors.domain.likeness import is_typo, likeness

__all__ = [
    "Candidate",
    "Certainty",
    "Facts",
    "Finder",
    "Found",
    "Pair",
    "Sign",
    "all_facts",
    "collector_paused",
    "facts_of",
    "find_all",
    "load_facts",
    "pairs_within",
]

# At most so many candidates are named for one actor.
MOST = 5
# Of more than this of one name, only those in the same place are looked at, and no more of them.
CROWD = 20
_RARE_WORD = 25
_SHORTEST_TYPO = 4
_MOST_WORDS = 6
_MOST_SPELLINGS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be the same. `signs` tell why, in words (`sign.text`)."""

    key: Hashable
    certainty: Certainty
    signs: tuple[Sign, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best candidates, best first; `more` of them were left out."""

    candidates: tuple[Candidate, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of a register who may be one."""

    one: Hashable
    other: Hashable
    certainty: Certainty
    signs: tuple[Sign, ...]
    score: float


class Finder:
    """Everybody of a register, ready to be asked who somebody may be.

    `asked` are those who will be looked for: what many of them share is no sign either.
    """

    def __init__(self, known: Sequence[Facts], asked: Sequence[Facts] = ()) -> None:
        self._known = known
        self._cvr = _Index((n, (f.cvr,)) for n, f in enumerate(known) if f.cvr)
        self._email = _Index((n, f.emails) for n, f in enumerate(known) if f.emails)
        self._phone = _Index((n, f.phones) for n, f in enumerate(known) if f.phones)
        self._person = _Index((n, f.people) for n, f in enumerate(known) if f.people)
        self._address = _Index((n, f.addresses) for n, f in enumerate(known) if f.addresses)
        self._name = _Index((n, _spellings(f)) for n, f in enumerate(known))
        self._placed = _Index(
            (n, [f"{name}@{code}" for name in _spellings(f) for code in f.postcodes])
            for n, f in enumerate(known)
            if any(len(self._name.get(name)) > CROWD for name in _spellings(f))
        )
        self._words = _Words(known)
        self._asked = _Holders(asked)

    def find(self, facts: Facts, *, most: int = MOST) -> Found:
        """Who of the register `facts` may be, at most `most` of them. Not itself."""
        met = self._met(facts)
        named, left_out = self._named(facts)
        found = []
        for place in met | named:
            other = self._known[place]
            if other.key == facts.key or (place not in met and hopeless(facts, other)):
                continue
            if (candidate := self._compared(facts, other, met=place in met)) is not None:
                found.append((-candidate.score, place, candidate))
        found.sort()
        best = tuple(candidate for _score, _place, candidate in found[:most])
        return Found(best, max(len(found) - most, 0) + left_out)

    def _met(self, facts: Facts) -> set[int]:
        """Where those stand who have a number or an address in common with it."""
        places: set[int] = set()
        for index, values in (
            (self._cvr, (facts.cvr,) if facts.cvr else ()),
            (self._email, facts.emails),
            (self._phone, facts.phones),
            (self._person, facts.people),
            (self._address, facts.addresses),
        ):
            for value in values:
                hits = index.get(value)
                if len(hits) <= FEW_ENOUGH:
                    places.update(hits)
        return places

    def _named(self, facts: Facts) -> tuple[set[int], int]:
        """Where those stand who go by a like name, and how many of the name were passed over."""
        places = self._words.near(facts)
        left_out = 0
        for spelling in _spellings(facts):
            hits = self._name.get(spelling)
            if len(hits) > CROWD:
                left_out = max(left_out, len(hits) - CROWD)
                hits = self._in_place(spelling, facts) or hits[:CROWD]
            places.update(hits)
        return places, left_out

    def _in_place(self, spelling: str, facts: Facts) -> list[int]:
        """Of a crowd with one name, those in the same town."""
        found: list[int] = []
        for code in facts.postcodes:
            found += self._placed.get(f"{spelling}@{code}")[:CROWD]
        return found

    def _compared(self, facts: Facts, other: Facts, *, met: bool) -> Candidate | None:
        places = facts.places | other.places if facts.places != other.places else facts.places
        like = likeness(facts.name, other.name, self._words.weight, places)
        if not met and not like.promising:
            return None
        verdict = judge(facts, other, like, self._shared(facts, other))
        if verdict is None:
            return None
        return Candidate(other.key, verdict.certainty, verdict.signs, verdict.score)

    def _shared(self, facts: Facts, other: Facts) -> Shared:
        same_name = facts.name.key if facts.name.key == other.name.key else ""
        same_cvr = facts.cvr if facts.cvr == other.cvr else ""
        return Shared(
            cvr=self._holders("cvr", self._cvr, same_cvr),
            email=self._fewest("emails", self._email, facts.emails & other.emails),
            phone=self._fewest("phones", self._phone, facts.phones & other.phones),
            person=self._fewest("people", self._person, facts.people & other.people),
            address=self._fewest("addresses", self._address, facts.addresses & other.addresses),
            name=self._holders("name", self._name, same_name),
        )

    def _fewest(self, what: str, index: "_Index", values: frozenset[str]) -> int:
        if not values:
            return 0
        return min((self._holders(what, index, value) for value in values), default=0)

    def _holders(self, what: str, index: "_Index", value: str) -> int:
        if not value:
            return 0
        # Two at least: the one that is asked about, and the one it is compared with.
        return max(len(index.get(value)), self._asked.count(what, value), 2)


def find_all(
    known: Sequence[Facts], asked: Sequence[Facts], *, most: int = MOST
) -> dict[Hashable, Found]:
    """Who of the register each of `asked` may be, by key; those who are nobody are left out.

    100,000 against 100,000 takes seconds.
    """
    with collector_paused():
        finder = Finder(known, asked)
        every = ((one.key, finder.find(one, most=most)) for one in asked)
        return {key: found for key, found in every if found.candidates}


def pairs_within(facts: Sequence[Facts], *, most: int = MOST) -> list[Pair]:
    """The pairs of one register that may be one actor, each pair once.

    Each actor is in at most `most` pairs of its own finding.
    """
    with collector_paused():
        return list(_pairs(facts, most))


def _pairs(facts: Sequence[Facts], most: int) -> Iterator[Pair]:
    finder = Finder(facts)
    order = {one.key: place for place, one in enumerate(facts)}
    told: set[tuple[int, int]] = set()
    for place, one in enumerate(facts):
        for hit in finder.find(one, most=most).candidates:
            there = order[hit.key]
            pair = (min(place, there), max(place, there))
            if pair not in told:
                told.add(pair)
                yield Pair(
                    facts[pair[0]].key, facts[pair[1]].key, hit.certainty, hit.signs, hit.score
                )


def _spellings(facts: Facts) -> tuple[str, ...]:
    """What the whole name may be found by: its key, without the letters, without the spaces."""
    name = facts.name
    if name.bare == name.key:
        return name.key, f"={name.compact}"
    return name.key, f"-{name.bare}", f"={name.compact}"


class _Index:
    """Who has a value, by place in the register."""

    def __init__(self, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
        # Most values are one actor's, and a list for each of them would fill the memory.
        found: dict[str, int | list[int]] = {}
        for place, values in rows:
            for value in values:
                there = found.setdefault(value, place)
                if isinstance(there, list):
                    there.append(place)
                elif there != place:
                    found[value] = [there, place]
        self._found = found

    def get(self, value: str) -> list[int]:
        there = self._found.get(value, _NOBODY)
        return there if isinstance(there, list) else [there]


_NOBODY: list[int] = []


class _Holders:
    """How many of those who are looked for share a value."""

    def __init__(self, asked: Sequence[Facts]) -> None:
        self._counts = {
            "cvr": Counter(one.cvr for one in asked if one.cvr),
            "name": Counter(one.name.key for one in asked),
        }
        for what in ("emails", "phones", "people", "addresses"):
            self._counts[what] = Counter(value for one in asked for value in getattr(one, what))

    def count(self, what: str, value: str) -> int:
        return self._counts[what].get(value, 0)


class _Words:
    """The words of the names: how much each one tells, and who has it, slips included."""

    def __init__(self, known: Sequence[Facts]) -> None:
        self._number = len(known)
        self._times = Counter(word for one in known for word in one.name.words)
        self._weights: dict[str, float] = {}
        self._alike: dict[str, tuple[str, ...]] = {}
        self._rare: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(known):
            self._add(place, one.name.words)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for word in self._times:
            if len(word) >= _SHORTEST_TYPO:
                for short in _shortened(word):
                    self._shortened[short].append(word)

    def _add(self, place: int, words: tuple[str, ...]) -> None:
        common = []
        for word in words:
            if self._times[word] <= _RARE_WORD:
                self._rare[word].append(place)
            else:
                common.append(word)
        for pair in combinations(common[:_MOST_WORDS], 2):
            hits = self._pairs[pair]
            if len(hits) <= CROWD:
                hits.append(place)

    def weight(self, word: str) -> float:
        """How much it tells that two names have the word: most when it is rare."""
        known = self._weights.get(word)
        if known is None:
            known = 1 + log((self._number + 2) / (self._times[word] + 1))
            self._weights[word] = known
        return known

    def near(self, facts: Facts) -> set[int]:
        """Those with a rare word of the name, or with two of its common ones."""
        places: set[int] = set()
        common: list[tuple[int, str]] = []
        for number, word in enumerate(facts.name.words[:_MOST_WORDS]):
            for spelling in (word, *self._spelled(word)):
                if spelling in self._rare:
                    places.update(self._rare[spelling])
                elif spelling in self._times:
                    common.append((number, spelling))
        for (here, one), (there, other) in combinations(common, 2):
            if here != there:
                hits = self._pairs.get((one, other) if one < other else (other, one), _NOBODY)
                if len(hits) <= CROWD:
                    places.update(hits)
        return places

    def _spelled(self, word: str) -> tuple[str, ...]:
        """Words of the register that may be this one with a slip of the pen."""
        known = self._alike.get(word)
        if known is None:
            known = ()
            if len(word) >= _SHORTEST_TYPO:
                near = {
                    found
                    for short in _shortened(word)
                    for found in self._shortened.get(short, ())[:50]
                    if found != word and is_typo(word, found)
                }
                # A slip is rare. Two common words are two words.
                if self._times[word] > _RARE_WORD:
                    near = {one for one in near if self._times[one] <= _RARE_WORD}
                known = tuple(sorted(near, key=lambda one: -self._times[one])[:_MOST_SPELLINGS])
            self._alike[word] = known
        return known


def _shortened(word: str) -> set[str]:
    """The word, and the word with each one of its letters left out."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}
