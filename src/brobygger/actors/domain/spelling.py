"""Words that stand in nobody's texts, put right with words that do.

Only a query that hits nothing comes here. The register's words are a table with an index over
their letters, so it costs the same few milliseconds in a register of any size.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper
from rapidfuzz.distance import OSA

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.domain.search import hits_anybody, words_in
from brobygger.actors.models import Activity, Actor, Need, Offer, RegisterWord
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import loose
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
    wrong = _unknown(workspace, words)
    if not wrong or any(len(word) < _SHORTEST for word in wrong):
        return None
    right = _nearest(workspace, wrong)
    if len(right) < len(wrong):
        return None
    return " ".join(right.get(word, word) for word in words)


def _unknown(workspace: Workspace, words: list[str]) -> list[str]:
    """Those of the words that stand nowhere in the register."""
    register = Actor.objects.in_workspace(workspace)
    stand = {f"has_{n}": _condition(register, word) for n, word in enumerate(words)}
    asked = Workspace.objects.filter(pk=workspace.pk).annotate(**stand)
    known = asked.values_list(*stand).order_by().first()
    return [word for word, there in zip(words, known or (), strict=False) if not there]


def _condition(actors: ActorQuerySet, query: str) -> Any:
    return ExpressionWrapper(hits_anybody(actors, query), BooleanField())


def anybody(workspace: Workspace, actors: ActorQuerySet, query: str) -> bool:
    """Whether any of these actors of the workspace answers the query."""
    asked = Workspace.objects.filter(pk=workspace.pk).annotate(has=_condition(actors, query))
    return bool(asked.values_list("has", flat=True).get())


def _nearest(workspace: Workspace, words: list[str]) -> dict[str, str]:
    """For each word the register's word with the fewest slips of the pen between them, if few."""
    nearest: dict[str, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, [words, workspace.pk])
        for asked, word in cursor.fetchall():
            slips = 2 if len(asked) >= _LONG_WORD else 1
            away = OSA.distance(asked, word, score_cutoff=slips)
            if away <= slips and (asked not in nearest or away < nearest[asked][0]):
                nearest[asked] = (away, word)
    return {asked: word for asked, (_away, word) in nearest.items()}


def as_written(hits: ActorQuerySet, query: str, typed: str) -> str:
    """A corrected query as people write it, as it was typed, or as terms and hits have it:
    »svømning«, not "svomning"."""
    wanted = query.split()
    known = {**_terms_as_written(), **{loose(word): word.lower() for word in _words(typed)}}
    spelled = {word: known[word] for word in wanted if word in known}
    if len(spelled) < len(wanted) and (first := hits.values_list("pk", "name").first()):
        for text in _texts_of(*first):
            for word in _words(text):
                spelled.setdefault(loose(word), word.lower())
    return " ".join(spelled.get(word, word) for word in wanted)


def _texts_of(actor: UUID, name: str) -> Iterator[str]:
    yield name
    offers, needs = (row.objects.filter(actor=actor).values_list("text") for row in (Offer, Need))
    activities = Activity.objects.filter(actor=actor).values_list("name")
    yield from (text for (text,) in activities.union(offers, needs))


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
