"""Shared lists of terms: what actors can, need and do, in both languages."""

from functools import cache, cached_property
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from brobygger.catalog.exceptions import UnknownVocabulary
from brobygger.catalog.text import Strict, Text, Words
from brobygger.catalog.words import fold, loose, stem, stems
from brobygger.catalog.yaml_files import CONTENT, read_model

TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]

# A word shorter than this says too little to be looked for inside a longer word.
_SHORTEST_HEAD = 5


class Term(Strict):
    """One term: an id that never changes, its name and the other words people use for it."""

    id: TermId
    da: Words
    en: Words
    description: Text | None = None
    synonyms: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        """The name in the active language."""
        return self.text.text

    @property
    def text(self) -> Text:
        """The name in both languages."""
        return Text(da=self.da, en=self.en)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the term may be called, its id included."""
        return (self.da, self.en, *self.synonyms, self.id.replace("_", " "))


class Vocabulary(Strict):
    """An ordered list of terms. A value outside it is kept as the words themselves."""

    id: TermId
    title: Text
    sources: tuple[str, ...]
    terms: tuple[Term, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> "Vocabulary":
        ids = [term.id for term in self.terms]
        twice = {one for one in ids if ids.count(one) > 1}
        if twice:
            raise ValueError(f"the term id {min(twice)!r} is used twice")
        owner: dict[str, str] = {}
        for term in self.terms:
            for name in (term.da, term.en):
                other = owner.setdefault(fold(name), term.id)
                if other != term.id:
                    raise ValueError(f"{name!r} is the name of both {other!r} and {term.id!r}")
        return self

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    def __contains__(self, term_id: object) -> bool:
        return term_id in self._by_id

    def term(self, term_id: str) -> Term | None:
        """The term with this id, or None when the value is somebody's own words."""
        return self._by_id.get(term_id)

    def label(self, term_id: str) -> str:
        """The term's name in the active language; the words themselves when no term has that id."""
        found = self.term(term_id)
        return found.label if found else term_id

    def choices(self) -> list[tuple[str, str]]:
        """(id, label) in the vocabulary's order, for a form."""
        return [(term.id, term.label) for term in self.terms]

    def suggest(self, free_text: str) -> str | None:
        """The id of the term somebody means, or None when none fits.

        Case, æøå spelling, plural and synonyms do not matter; in a longer text the term with the
        most words found in it wins, the earliest when two are equal.
        """
        key = fold(free_text)
        if not key:
            return None
        if free_text.strip() in self._by_id:
            return free_text.strip()
        whole = stems(free_text)
        return (
            self._exact.get(key)
            or self._loose.get(loose(free_text))
            or self._stemmed.get(whole)
            or self._inside(whole)
            or self._as_compound(whole)
        )

    @cached_property
    def _exact(self) -> dict[str, str]:
        # Names before synonyms: a synonym never takes another term's own name.
        found = {fold(name): term.id for term in self.terms for name in (term.da, term.en)}
        for term in self.terms:
            for name in term.names:
                found.setdefault(fold(name), term.id)
        return found

    @cached_property
    def _loose(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, term_id in self._exact.items():
            found.setdefault(loose(key), term_id)
        return found

    @cached_property
    def _stemmed(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for key, term_id in self._exact.items():
            found.setdefault(stems(key), term_id)
        return found

    def _inside(self, words: tuple[str, ...]) -> str | None:
        longest = max(len(key) for key in self._stemmed)
        for length in range(min(longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                part = words[start : start + length]
                if part in self._stemmed and len("".join(part)) > 2:
                    return self._stemmed[part]
        return None

    def _as_compound(self, words: tuple[str, ...]) -> str | None:
        """Danish compounds carry their meaning last: "festlokale" is a "lokale"."""
        for word in words:
            for head, term_id in self._heads:
                if word.endswith(head):
                    return term_id
        return None

    @cached_property
    def _heads(self) -> list[tuple[str, str]]:
        """Words that may end a compound, the longest first; worked out once, asked often."""
        heads = sorted(
            (key[0] for key in self._stemmed if len(key) == 1 and len(key[0]) >= _SHORTEST_HEAD),
            key=len,
            reverse=True,
        )
        return [(stem(head), self._stemmed[(head,)]) for head in heads]


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary ``name`` ("competences", "municipalities" …). Raises UnknownVocabulary."""
    path = CONTENT / "vocabularies" / f"{name}.yaml"
    if not name.isidentifier() or not path.is_file():
        raise UnknownVocabulary(name)
    return read_model(path, Vocabulary)


def all_vocabularies() -> list[Vocabulary]:
    """Every vocabulary, by name."""
    return [vocabulary(path.stem) for path in sorted((CONTENT / "vocabularies").glob("*.yaml"))]
