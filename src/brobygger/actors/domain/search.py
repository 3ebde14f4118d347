"""What the search looks in, and how it finds.

Everything is folded the same way on both sides: lower case, and æ, ø, å as on a keyboard without
them, so "Sønderbro", "Soenderbro" and "sonderbro" are one word. PostgreSQL's Danish dictionary
then takes the endings.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from brobygger.actors.domain.data import VOCABULARY_OF, ActorData, ExchangeData
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import loose
from brobygger.core.asked_often import Statement
from brobygger.core.written_sql import Written, condition, figure

# PostgreSQL refuses a text vector over 1 MB; nobody searches for what stands that far down.
_LONGEST = 100_000
_SHORTEST_PART = 3
_MOST_WORDS = 8
# Words with a beginning: with the endings of Danish taken off, and just as it is typed.
_BEGINS = "{vector} @@ (to_tsquery('danish'::regconfig, %s) || to_tsquery('simple'::regconfig, %s))"
# `loose` leaves none of the signs that mean something to LIKE.
_INSIDE = "{name}::text LIKE %s"
SEARCHED = {"vector": "search_vector", "name": "search_name"}
# Those who go by the very words come first: "garden" is no gård, whatever its ending says.
_RANK = (
    "ts_rank({vector}, to_tsquery('danish'::regconfig, %s))"
    " + CASE WHEN ' ' || {name} || ' ' LIKE %s THEN 1 ELSE 0 END"
)
MOST_ALIKE = 50
# PostgreSQL leaves these out of a text, so they are in nobody's. As `loose` spells them.
_EVERYWHERE = frozenset([
    "og", "i", "jeg", "det", "at", "en", "den", "til", "er", "som", "pa", "de", "med", "han",
    "af", "for", "ikke", "der", "var", "mig", "sig", "men", "et", "har", "om", "vi", "min",
    "havde", "ham", "hun", "nu", "over", "da", "fra", "du", "ud", "sin", "dem", "os", "op",
    "man", "hans", "hvor", "eller", "hvad", "skal", "selv", "her", "alle", "vil", "blev",
    "kunne", "ind", "nar", "vare", "dog", "noget", "ville", "jo", "deres", "efter", "ned",
    "skulle", "denne", "end", "dette", "mit", "ogsa", "under", "have", "dig", "anden", "hende",
    "mine", "alt", "meget", "sit", "sine", "vor", "mod", "disse", "hvis", "din", "nogle", "hos",
    "blive", "mange", "ad", "bliver", "hendes", "varet", "thi", "jer", "sadan",
])  # fmt: skip


@dataclass(frozen=True)
class SearchTexts:
    """The folded texts of an actor: what it gives, needs and does, and all the rest."""

    terms: str
    text: str


def search_texts(data: ActorData) -> SearchTexts:
    """What the search must find the actor by, besides its name."""
    terms = [words for row in (*data.offers, *data.needs) for words in _exchange_words(row)]
    terms += [row.name for row in data.activities]
    for key in ("target_groups", "activity_areas", "languages"):
        terms += [words for one in getattr(data, key) for words in _names(key, one)]
    rest = [data.description, data.town, data.postcode, data.area, data.street, data.cvr]
    rest += _names("actor_kinds", data.kind)
    rest += [row.description for row in data.activities]
    rest += [f"{place.name} {place.street} {place.town}" for place in data.locations]
    return SearchTexts(_folded(terms), _folded(rest))


def _exchange_words(row: ExchangeData) -> list[str]:
    names = _names(VOCABULARY_OF[row.kind], row.term) if row.term else []
    return [*names, row.text]


def _names(name: str, term_id: str) -> list[str]:
    term = vocabulary(name).term(term_id)
    return [term.da, term.en] if term else [term_id]


def _folded(texts: list[str]) -> str:
    # One by one: the names of terms come again and again, and are remembered. A word that is said
    # twice is found by being said once.
    words = " ".join([loose(text) for text in texts if text]).split()
    return " ".join(dict.fromkeys(words))[:_LONGEST]


def words_in(query: str) -> list[str]:
    """The words that are looked for: folded, without those that stand in every sentence."""
    words = list(dict.fromkeys(loose(query).split()))[:_MOST_WORDS]
    return [word for word in words if word not in _EVERYWHERE] or words


def found(actors: ActorQuerySet, query: str) -> ActorQuerySet:
    """The actors where every word of the query begins a word, or stands inside the name."""
    words = words_in(query)
    return actors.filter(*map(_has, words)) if words else actors.none()


def one_index_each(actors: ActorQuerySet, query: str) -> list[ActorQuerySet]:
    """What `found` finds, as querysets of which each looks in one index.

    Asked for a single word in either index at once, whether anybody has it, the database reads
    the register from end to end for a word nobody has.
    """
    words = words_in(query)
    if len(words) != 1:
        return [found(actors, query)]
    return [
        actors.filter(condition(sql, values, **SEARCHED)) for sql, values in ways_to_say(words[0])
    ]


def _has(word: str) -> Written:
    ways = ways_to_say(word)
    either = " OR ".join(sql for sql, _values in ways)
    return condition(either, [one for _sql, values in ways for one in values], **SEARCHED)


def ways_to_say(word: str) -> list[Statement]:
    """The conditions, one an index, of which an actor with the word meets one. The columns are
    those of SEARCHED."""
    begins = _BEGINS, [f"{word}:*", f"{word}:*"]
    return [begins, (_INSIDE, [f"%{word}%"])] if len(word) >= _SHORTEST_PART else [begins]


def best_first(actors: ActorQuerySet, query: str) -> ActorQuerySet:
    """Ordered by how well they answer the query: the very words as a name or a part of it, then
    name before terms before the rest."""
    asked = " & ".join(f"{word}:*" for word in words_in(query))
    rank = figure(_RANK, [asked, f"% {loose(query)[:400]} %"], **SEARCHED)
    return actors.annotate(rank=rank).order_by("-rank", "sort_name", "id")


def resembling(actors: ActorQuerySet, query: str) -> ActorQuerySet:
    """The at most fifty actors whose name is spelled most like the query, nearest first."""
    name = loose(query)[:200]
    like_a_part, like_all = (
        Q(search_name__trigram_word_similar=name),
        Q(search_name__trigram_similar=name),
    )
    nearness = TrigramWordSimilarity(name, "search_name")
    nearest = actors.filter(like_a_part | like_all).annotate(rank=nearness).order_by("-rank")
    # Asked for once: comparing letters is the one dear thing in the register.
    keys = list(nearest.values_list("pk", flat=True)[:MOST_ALIKE])
    return actors.filter(pk__in=keys).annotate(rank=nearness).order_by("-rank", "sort_name", "id")
