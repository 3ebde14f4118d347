"""Terms of the vocabularies as people read and write them."""

from collections.abc import Iterable

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.enums import ExchangeKind
from brobygger.catalog.vocabularies import vocabulary


def danish_label(name: str, term_id: str) -> str:
    """The term in Danish whatever the language of the page; the words themselves when no term."""
    term = vocabulary(name).term(term_id)
    return term.da if term else term_id


def term_or_words(name: str, words: str) -> str:
    """The id of the term with exactly this name in either language; else the words."""
    wanted = words.strip().casefold()
    for term in vocabulary(name).terms:
        if wanted in (term.da.casefold(), term.en.casefold(), term.id):
            return term.id
    return words.strip()


def labels(name: str, term_ids: Iterable[str]) -> list[str]:
    """The terms in the active language, in the order given."""
    return [vocabulary(name).label(one) for one in term_ids]


def exchange_label(kind: str, term: str) -> str:
    """A need's or an offer's term in the active language; empty when it has none."""
    return vocabulary(VOCABULARY_OF[ExchangeKind(kind)]).label(term) if term else ""
