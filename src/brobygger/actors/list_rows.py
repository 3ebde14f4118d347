"""The rows of the list: a page of actors in words, in a fixed number of questions.

A row is plain words and no objects: fifty of them are on their way before the page is drawn.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from brobygger.actors.domain.queries import LONG_AGO, Found
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.actors.filter_words import value_label
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.core import clock
from brobygger.core.addresses import address
from brobygger.core.asked_often import Statement, answers
from brobygger.core.templatetags.brobygger import short_day
from brobygger.workspaces.models import Workspace

PER_PAGE = 50
_DEEP = 20 * PER_PAGE  # so far down it matters from which end the rows are counted
_SHOWN = 3
_LONGEST = 60
_SHORT = 10  # km: below it, a hundred metres matter
# The keys of a page are found first, which an index can do; then what is said of those few.
_PAGE = """
    SELECT actor.id::text, actor.name, actor.kind, actor.area, actor.town,
        actor.last_confirmed_on, {distance}, {total}
    FROM (SELECT row_number() OVER () AS place, keys.* FROM ({keys}) AS keys) AS page
    JOIN actors_actor AS actor ON actor.id = page.pk
    ORDER BY page.place
"""
_EXCHANGES = """
    SELECT said.gives, said.actor_id::text, said.kind, said.term, said.text FROM (
        SELECT true AS gives, id, actor_id, kind, term, left(text, 100) AS text
        FROM actors_offer WHERE actor_id = ANY(%s::uuid[]) AND workspace_id = %s
        UNION ALL
        SELECT false, id, actor_id, kind, term, left(text, 100)
        FROM actors_need WHERE actor_id = ANY(%s::uuid[]) AND workspace_id = %s
    ) AS said ORDER BY said.id
"""


class Row(NamedTuple):
    """One actor of the list, in words."""

    name: str
    url: str
    about: str
    confirmed: str
    stale: bool
    gives: Sequence[str]
    needs: Sequence[str]
    more_gives: str
    more_needs: str


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of something that has been counted already."""

    def __init__(self, rows: Sequence[Row], total: int) -> None:
        super().__init__(rows, PER_PAGE)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total


def page_of_rows(workspace: Workspace, found: Found, asked: str) -> "Page[Row]":
    """The page the address asks for; the nearest one when there is no such page."""
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    number = max(number, 1)
    actors, total = _page(found, number)
    if not actors and number > 1:
        number = max(1, -(-total // PER_PAGE))
        actors, total = _page(found, number)
    rows = _rows(workspace, actors)
    return Page(rows, number, _Counted(rows, total))


def _page(found: Found, number: int) -> tuple[list[Any], int]:
    """The actors of a page, and how many there are in all.

    What was searched for is counted while it is put in order; the whole register is counted and
    read by an index, which knows the keys without reading the actors.
    """
    start = (number - 1) * PER_PAGE
    if not found.searched and start >= _DEEP:
        return _deep_page(found.actors, start)
    part = slice(start, start + PER_PAGE)
    columns = ["pk", "distance"] if found.place else ["pk"]
    try:
        if found.searched:
            counted = found.actors.annotate(total=Window(Count("*")))
            rows = _asked(counted.values(*columns, "total")[part], columns, ("page.total", []))
        else:
            rows = _asked(found.actors.values(*columns)[part], columns, _number_of(found.actors))
    except EmptyResultSet:  # nobody can be meant
        return [], 0
    return rows, rows[0][-1] if rows else found.actors.count()


def _deep_page(actors: ActorQuerySet, start: int) -> tuple[list[Any], int]:
    """A page far down, counted from the end when that is nearer: the database goes past all before
    it one by one."""
    total = actors.count()
    end = min(start + PER_PAGE, total)
    if end <= start:
        return [], total
    if start <= total - end:
        return _asked(actors.values("pk")[start:end]), total
    return _asked(actors.reverse().values("pk")[total - end : total - start])[::-1], total


def _number_of(actors: ActorQuerySet) -> Statement:
    sql, values = actors.order_by().values("pk").query.sql_with_params()
    return f"(SELECT count(*) FROM ({sql}) AS everybody)", values  # noqa: S608


def _asked(
    keys: "QuerySet[Any, Any]", columns: Sequence[str] = (), total: Statement = ("NULL", [])
) -> list[Any]:
    """The actors with these keys, in their order; the last two columns are how far away each is
    and how many there are in all."""
    sql, values = keys.query.sql_with_params()
    distance = "page.distance" if "distance" in columns else "NULL"
    question = _PAGE.format(distance=distance, total=total[0], keys=sql)
    return answers(question, [*total[1], *values])


def _rows(workspace: Workspace, actors: list[Any]) -> list[Row]:
    language = get_language() or ""
    gives, needs = _said(workspace, [actor[0] for actor in actors], language)
    base = address("actors:list", workspace.slug)
    long_ago = clock.today() - LONG_AGO
    return [
        Row(
            name=name,
            url=f"{base}{key}/",
            about=_about(_kind(kind, language), area or town, distance),
            confirmed=_confirmed(confirmed, language),
            stale=confirmed is None or confirmed < long_ago,
            gives=gives[key][:_SHOWN],
            needs=needs[key][:_SHOWN],
            more_gives=_more(len(gives[key]) - _SHOWN, language),
            more_needs=_more(len(needs[key]) - _SHOWN, language),
        )
        for key, name, kind, area, town, confirmed, distance, _total in actors
    ]


@lru_cache(maxsize=4096)
def _term(kind: str, term: str, language: str) -> str:  # noqa: ARG001 - one label a language
    """A term's words. The same terms stand in most rows of every page."""
    return _cut(value_label("offers", f"{kind}:{term}"))


def _said(
    workspace: Workspace, keys: list[str], language: str
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What the actors can give, and what they need."""
    gives: dict[str, list[str]] = defaultdict(list)
    needs: dict[str, list[str]] = defaultdict(list)
    some = "{" + ",".join(keys) + "}"
    asked = [some, workspace.pk, some, workspace.pk]
    for is_given, actor, kind, term, text in answers(_EXCHANGES, asked):
        words = _term(kind, term, language) if term else _own_words(kind, text)
        (gives if is_given else needs)[actor].append(words)
    return gives, needs


def _own_words(kind: str, text: str) -> str:
    if kind == ExchangeKind.TARGET_GROUP:
        return _cut(_("adgang til %(group)s") % {"group": text.lower()})
    return _cut(text)


def _cut(words: str) -> str:
    said = Truncator(words).chars(_LONGEST) if len(words) > _LONGEST else words
    return said[:1].upper() + said[1:]


@lru_cache(maxsize=64)
def _kind(kind: str, language: str) -> str:  # noqa: ARG001 - one label a language
    return str(ActorKind(kind).label)


def _about(kind: str, place: str, distance: float | None) -> str:
    parts = [kind, place]
    if distance is not None:
        away = number_format(distance, 1 if distance < _SHORT else 0)
        parts.append(_("%(away)s km væk") % {"away": away})
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=2048)
def _confirmed(day: date | None, language: str) -> str:  # noqa: ARG001 - one sentence a language
    return _("Bekræftet %(day)s") % {"day": short_day(day)} if day else _("Aldrig bekræftet")


@lru_cache(maxsize=1024)
def _more(more: int, language: str) -> str:  # noqa: ARG001 - one sentence a language
    return ngettext("og %(more)s til", "og %(more)s til", more) % {"more": more} if more > 0 else ""
