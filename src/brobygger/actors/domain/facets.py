"""How many actors each choice of the filter would leave, the other choices kept.

A facet's numbers take everything that is asked for into account but what is chosen of the facet
itself: they say what choosing differently would give. The register is read once for all the facets
that lie in the actor, and once each for what actors give and need and for what rooms above say; it
is all one question, for its answer takes less time than to ask again.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, ExpressionWrapper, Q

from brobygger.actors.domain.facets_above import listed
from brobygger.actors.domain.filters import FACETS, FACETS_ABOVE, Filter
from brobygger.actors.domain.queries import LONG_AGO, conditions, narrow
from brobygger.actors.domain.search import found
from brobygger.actors.domain.spelling import corrected
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.core import clock
from brobygger.core.asked_often import Statement, answers
from brobygger.workspaces.models import Workspace

# The facets that lie in the actor itself, and whether a list of terms does.
_COLUMNS = {
    "kind": ("kind", False),
    "target_group": ("target_groups", True),
    "wished": ("wished_target_groups", True),
    "activity_area": ("activity_areas", True),
    "area": ("area", False),
    "language": ("languages", True),
    "freshness": ("freshness", False),
}
_READ = [
    *(column for column, _many in _COLUMNS.values() if column != "freshness"),
    "last_confirmed_on",
]
_BASE = """
    SELECT actors.*, CASE WHEN last_confirmed_on >= %s THEN 'year'
        WHEN last_confirmed_on < %s THEN 'old' ELSE 'never' END AS freshness
    FROM ({inner}) AS actors
"""
_ROWS = {"offers": "actors_offer", "needs": "actors_need"}
# An actor that says the same twice counts once.
_IN_ROWS = """
    SELECT '{facet}', kind || ':' || term, count(*)::integer FROM (
        SELECT DISTINCT kind, term, actor_id FROM {table}
        WHERE workspace_id = %s AND term <> '' AND actor_id IN ({inside})
    ) AS said GROUP BY kind, term
"""
_ABOVE = """
    SELECT '{facet}', value::text, count(*)::integer FROM ({listed}) AS said
    WHERE actor_id IN ({inside}) GROUP BY value
"""


class Count(NamedTuple):
    """One choice of a facet, and how many actors it would leave."""

    value: str
    number: int
    chosen: bool


Facets = dict[str, list[Count]]


def facets_of(workspace: Workspace, wanted: Filter) -> Facets:
    """Every facet's choices, most actors first; what is chosen is there even when nobody is.

    A query that hits nothing is put right, as in the list.
    """
    numbers = _numbers(workspace, wanted)
    if wanted.query.strip() and not any(numbers.values()):
        query = corrected(workspace, wanted.query)
        numbers = _numbers(workspace, replace(wanted, query=query)) if query else numbers
    return {facet: _sorted(numbers[facet], wanted.chosen(facet)) for facet in FACETS}


def _numbers(workspace: Workspace, wanted: Filter) -> dict[str, dict[str, int]]:
    numbers: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    parts = list(_parts(workspace, wanted))
    if not parts:
        return numbers
    question = " UNION ALL ".join(sql for sql, _values in parts)
    for facet, value, number in answers(question, [one for _sql, some in parts for one in some]):
        if value:
            numbers[facet][value] = number
    return numbers


def _sorted(numbers: dict[str, int], chosen: Sequence[str]) -> list[Count]:
    values = {**dict.fromkeys(chosen, 0), **numbers}
    counts = [Count(value, number, value in chosen) for value, number in values.items()]
    return sorted(counts, key=lambda one: (-one.number, one.value))


def _parts(workspace: Workspace, wanted: Filter) -> Iterator[Statement]:
    """The parts of the question, each answering facet, value and number. Those that can hit nobody
    are left out."""
    actors, _place = narrow(workspace, wanted)
    if wanted.query.strip():
        actors = found(actors, wanted.query)
    asked = conditions(workspace, wanted)
    keys = cache(partial(_keys, actors, asked))
    with suppress(EmptyResultSet):
        yield _in_the_actor(actors, asked)
    for facet, table in _ROWS.items():
        with suppress(EmptyResultSet):
            inside, values = keys(facet if facet in asked else "")
            sql = _IN_ROWS.format(facet=facet, table=table, inside=inside)
            yield sql, [workspace.pk, *values]
    for facet in FACETS_ABOVE:
        with suppress(EmptyResultSet):
            inside, values = keys(facet if facet in asked else "")
            rows, its_values = listed(facet, workspace)
            yield _ABOVE.format(facet=facet, listed=rows, inside=inside), [*its_values, *values]


def _keys(actors: ActorQuerySet, asked: dict[str, Q], but: str) -> Statement:
    """The actors that meet everything asked for but what is asked of one facet."""
    others = [demand for facet, demand in asked.items() if facet != but]
    sql, values = actors.filter(*others).order_by().values("pk").query.sql_with_params()
    return sql, values


def _in_the_actor(actors: ActorQuerySet, asked: dict[str, Q]) -> Statement:
    """One reading of the actors, grouped by each column in turn.

    An actor that fails one demand still counts for the facet of that demand; one that fails two
    counts nowhere.
    """
    meets = {
        f"ok_{facet}": ExpressionWrapper(demand, BooleanField()) for facet, demand in asked.items()
    }
    rows = actors.order_by().annotate(**meets).values(*_READ, *meets)
    inner, values = rows.query.sql_with_params()
    long_ago = clock.today() - LONG_AGO
    return _grouping(tuple(asked)).format(inner=inner), [long_ago, long_ago, *values]


@lru_cache(maxsize=256)
def _grouping(asked: tuple[str, ...]) -> str:
    """The words of that reading, around the actors that are read."""
    columns = [column for column, _many in _COLUMNS.values()]
    facets = ["", *(facet for facet in asked if facet in _COLUMNS)]
    numbers = ", ".join(
        f"count(*) FILTER (WHERE {_all_but(facet, asked)}) AS n_{facet}" for facet in facets
    )
    which = " ".join(
        f"WHEN GROUPING({column}) = 0 THEN '{facet}'" for facet, (column, _) in _COLUMNS.items()
    )
    sql = (
        f"WITH base AS ({_BASE}), grouped AS (SELECT CASE {which} END AS facet, "  # noqa: S608
        f"{', '.join(columns)}, {numbers} FROM base "
        f"GROUP BY GROUPING SETS ({', '.join(f'({column})' for column in columns)})) "
    )
    return sql + " UNION ALL ".join(_spread(facet, facet in asked) for facet in _COLUMNS)


def _all_but(facet: str, asked: tuple[str, ...]) -> str:
    # What nobody can meet is the number 0 in the words of the ORM.
    return " AND ".join(f"ok_{other}::boolean" for other in asked if other != facet) or "true"


def _spread(facet: str, own: bool) -> str:
    """A facet's part of what was grouped; lists of terms are taken apart."""
    column, many = _COLUMNS[facet]
    number = f"n_{facet}" if own else "n_"
    terms, value = (f", unnest({column}) AS term", "term") if many else ("", column)
    return (
        f"SELECT '{facet}', {value}, sum({number})::integer FROM grouped{terms} "  # noqa: S608
        f"WHERE facet = '{facet}' AND {number} > 0 GROUP BY {value}"
    )
