"""Words that stand in nobody's texts, put right with words that do.

Only a query that hits nothing comes here. The register's words are a table with an index over
their letters, so it costs the same few milliseconds in a register of any size.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from rapidfuzz.distance import OSA

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.domain.search import (
    SEARCHED,
    found,
    one_index_each,
    ways_to_say,
    words_in,
)
from brobygger.actors.models import RegisterWord
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import loose
from brobygger.core.asked_often import answers
from brobygger.workspaces.models import Workspace

_SHORTEST = 4
_LONG_WORD = 7
_NEAREST = 20
# `%%` compares letters three by three and can use the index; rapidfuzz then counts the slips.
_LIKE = f"""
    SELECT asked.word, near.word
    FROM unnest(%s::text[]) AS asked(word) CROSS JOIN LATERAL (
        SELECT one.word FROM actors_registerword AS one
        WHERE one.workspace_id = %s AND one.word %% asked.word
        GROUP BY one.word ORDER BY similarity(one.word, asked.word) DESC, one.word
        LIMIT {_NEAREST}
    ) AS near
"""  # noqa: S608 - a number of ours
_STANDS = """
    EXISTS (SELECT FROM actors_actor WHERE workspace_id = %s AND deleted_at IS NULL AND {way})
"""
# What the first hit is called, and then what it says of itself.
_FIRST_TEXTS = """
    WITH first AS MATERIALIZED ({first})
    SELECT name, 1 AS after FROM first
    UNION SELECT name, 2 FROM actors_activity WHERE actor_id = (SELECT pk FROM first)
    UNION SELECT text, 2 FROM actors_offer WHERE actor_id = (SELECT pk FROM first)
    UNION SELECT text, 2 FROM actors_need WHERE actor_id = (SELECT pk FROM first)
    ORDER BY after
"""
# One reading of all actors, set against the words: what nobody uses, and what was written twice.
_UNUSED = """
    WITH used AS MATERIALIZED (
        SELECT DISTINCT workspace_id, unnest(
            string_to_array(search_name || ' ' || search_terms, ' ')) AS word
        FROM actors_actor
    )
    DELETE FROM actors_registerword AS one
    WHERE NOT EXISTS (
        SELECT FROM used WHERE used.workspace_id = one.workspace_id AND used.word = one.word
    ) OR EXISTS (
        SELECT FROM actors_registerword AS twin
        WHERE twin.workspace_id = one.workspace_id AND twin.word = one.word AND twin.id < one.id
    )
"""


def corrected(workspace: Workspace, query: str) -> str | None:
    """The query with its misspelled words put right; None when there is nothing to put right.

    A word that hits somebody stays as it is. None too when a word is like none of the register's.
    """
    words = words_in(query)
    wrong = _unknown(workspace, words) if words else []
    if not wrong or any(len(word) < _SHORTEST for word in wrong):
        return None
    right = _nearest(workspace, wrong)
    if len(right) < len(wrong):
        return None
    return " ".join(right.get(word, word) for word in words)


def _unknown(workspace: Workspace, words: list[str]) -> list[str]:
    """Those of the words that stand nowhere in the register."""
    asked: list[str] = []
    values: list[Any] = []
    for word in words:
        ways = [(sql.format(**SEARCHED), some) for sql, some in ways_to_say(word)]
        asked.append(" OR ".join(_STANDS.format(way=sql) for sql, _some in ways))
        values += [one for _sql, some in ways for one in (workspace.pk, *some)]
    known = answers(f"SELECT {', '.join(asked)}", values)[0]
    return [word for word, there in zip(words, known, strict=True) if not there]


def anybody(actors: ActorQuerySet, query: str) -> bool:
    """Whether any of these actors answers the query."""
    either: list[str] = []
    values: list[Any] = []
    for some in one_index_each(actors, query):
        with suppress(EmptyResultSet):  # nobody can be meant
            sql, its_values = some.order_by().values("pk").query.sql_with_params()
            either.append(f"EXISTS ({sql})")
            values += its_values
    return bool(either and answers(f"SELECT {' OR '.join(either)}", values)[0][0])


def _nearest(workspace: Workspace, words: list[str]) -> dict[str, str]:
    """For each word the register's word with the fewest slips of the pen between them, if few."""
    nearest: dict[str, tuple[int, str]] = {}
    for asked, word in answers(_LIKE, [words, workspace.pk]):
        slips = 2 if len(asked) >= _LONG_WORD else 1
        away = OSA.distance(asked, word, score_cutoff=slips)
        if away <= slips and (asked not in nearest or away < nearest[asked][0]):
            nearest[asked] = (away, word)
    return {asked: word for asked, (_away, word) in nearest.items()}


def as_written(actors: ActorQuerySet, query: str, typed: str) -> str:
    """A corrected query as people write it, as it was typed, or as terms and hits have it:
    »svømning«, not "svomning". Empty when none of the actors answers it."""
    wanted = query.split()
    known = {**_terms_as_written(), **{loose(word): word.lower() for word in _words(typed)}}
    spelled = {word: known[word] for word in wanted if word in known}
    if len(spelled) == len(wanted):
        return " ".join(spelled[word] for word in wanted) if anybody(actors, query) else ""
    hits = found(actors, query).order_by("pk").values("pk", "name")[:1]
    first, values = hits.query.sql_with_params()
    texts = answers(_FIRST_TEXTS.format(first=first), values)
    if not texts:
        return ""
    for text, _after in texts:
        for word in _words(text):
            spelled.setdefault(loose(word), word.lower())
    return " ".join(spelled.get(word, word) for word in wanted)


@cache
def _terms_as_written() -> dict[str, str]:
    names = {*VOCABULARY_OF.values(), "target_groups", "activity_areas", "languages"}
    terms = (term for name in sorted(names) for term in vocabulary(name).terms)
    said: Iterable[str] = (name for term in terms for name in (term.da, term.en))
    return {loose(word): word.lower() for text in said for word in _words(text)}


def _words(text: str) -> list[str]:
    letters = "".join(sign if sign.isalnum() else " " for sign in text)
    return letters.split()


def forget_unused_words() -> int:
    """Delete the words nobody's texts have any more; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(_UNUSED)
        count: int = cursor.rowcount
    return count


def words_of(workspace: Workspace) -> set[str]:
    """The words that can be hit in a register."""
    return set(RegisterWord.objects.filter(workspace=workspace).values_list("word", flat=True))
