"""What a search must find a field by: the words in it, folded as the question is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F, Func, Value
from django.db.models.functions import Lower, Replace

from brobygger.catalog.fields import Field
from brobygger.catalog.text import Text
from brobygger.catalog.words import loose

# PostgreSQL refuses a text vector over 1 MB; nobody searches for what stands that far down.
_LONGEST = 100_000
# Keys and people's ids, positions and votes: nothing anybody would look for.
_NOT_WORDS = {"id", "votes", "position", "satisfied"}
_KEY = re.compile(r"^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$")


def search_words(field: Field | None, value: Mapping[str, Any]) -> str:
    """The folded words of a value; what is chosen is found by its title in both languages."""
    titles = _titles(field) if field else {}
    said = (title for words in _strings(value) for title in titles.get(words, (words,)))
    return " ".join(filter(None, map(loose, said)))[:_LONGEST]


def plain(column: str) -> Func:
    """The column spelled as `loose` spells, in the database."""
    told: Func = Func(Lower(F(column)), Value("æøåäöü"), Value("aoaaou"), function="translate")
    for letters, letter in (("ae", "a"), ("oe", "o"), ("aa", "a")):
        told = Replace(told, Value(letters), Value(letter))
    return told


def option_titles(field: Field) -> dict[str, Text]:
    """What can be chosen in the field, by the word it is kept as."""
    options = [*field.options, *(one for column in field.columns for one in column.options)]
    return {option.id: option.title for option in options}


def _titles(field: Field) -> dict[str, tuple[str, ...]]:
    return {key: _both(title) for key, title in option_titles(field).items()}


def _both(text: Text) -> tuple[str, ...]:
    return (text.da, text.en)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and not _KEY.match(value):
            yield value
    elif isinstance(value, Mapping):
        kept: Iterable[Any] = (inner for key, inner in value.items() if key not in _NOT_WORDS)
        for inner in kept:
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
