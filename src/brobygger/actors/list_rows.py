"""The rows of the list: a page of actors in words, in a fixed number of questions.

A row is plain words and no objects: fifty of them are on their way before the page is drawn.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Window
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from brobygger.actors.domain.queries import LONG_AGO, Found
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.actors.filter_words import value_label
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.workspaces.models import Workspace

PER_PAGE = 50
_SHOWN = 3
_LONGEST = 60
_SHORT = 10  # km: below it, a hundred metres matter
# The same questions for every page: building them anew each time took longer than the answers.
_ACTORS = """
    SELECT id, name, kind, area, town, last_confirmed_on FROM actors_actor WHERE id = ANY(%s)
"""
_EXCHANGES = """
    SELECT said.gives, said.actor_id, said.kind, said.term, said.text FROM (
        SELECT true AS gives, id, actor_id, kind, term, left(text, 100) AS text
        FROM actors_offer WHERE actor_id = ANY(%s) AND workspace_id = %s
        UNION ALL
        SELECT false, id, actor_id, kind, term, left(text, 100)
        FROM actors_need WHERE actor_id = ANY(%s) AND workspace_id = %s
    ) AS said ORDER BY said.id
"""


@dataclass(frozen=True)
class Row:
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
    keys, total = _keys(found, number)
    if not keys and number > 1:
        number = max(1, -(-total // PER_PAGE))
        keys, total = _keys(found, number)
    rows = _rows(workspace, keys)
    return Page(rows, number, _Counted(rows, total))


def _keys(found: Found, number: int) -> tuple[dict[UUID, float | None], int]:
    """The keys of a page, with how far away, and how many there are in all.

    What was searched for is counted while it is put in order; the whole register is counted and
    read by an index, which knows the keys without reading the actors.
    """
    start = (number - 1) * PER_PAGE
    part = slice(start, start + PER_PAGE)
    columns = ["pk", "distance" if found.place else "id"]
    if not found.searched:
        total = found.actors.count()
        return _with_distance(found, _from_nearest_end(found.actors, start, total)), total
    counted: ActorQuerySet = found.actors.annotate(total=Window(Count("*")))
    rows = list(counted.values_list(*columns, "total")[part])
    total = rows[0][2] if rows else found.actors.count()
    return _with_distance(found, [row[:2] for row in rows]), total


def _from_nearest_end(actors: ActorQuerySet, start: int, total: int) -> list[Any]:
    """The keys of a page, counted from the end when that is nearer: the database goes past them
    all one by one."""
    end = min(start + PER_PAGE, total)
    if start <= total - end:
        return list(actors.values_list("pk", "id")[start:end]) if end else []
    if end <= start:
        return []
    backwards = list(actors.reverse().values_list("pk", "id")[total - end : total - start])
    return backwards[::-1]


def _with_distance(found: Found, keys: Any) -> dict[UUID, float | None]:
    return {key: distance if found.place else None for key, distance in keys}


def _rows(workspace: Workspace, keys: dict[UUID, float | None]) -> list[Row]:
    actors = {row[0]: row[1:] for row in _asked(_ACTORS, [list(keys)])}
    gives, needs = _said(workspace, list(keys))
    base = reverse("actors:list", args=[workspace.slug])
    long_ago, language = clock.today() - LONG_AGO, get_language() or ""
    rows = []
    for key, distance in keys.items():
        if key not in actors:
            continue  # removed this very moment
        name, kind, area, town, confirmed = actors[key]
        rows.append(
            Row(
                name=name,
                url=f"{base}{key}/",
                about=_about(kind, area or town, distance),
                confirmed=_confirmed(confirmed, language),
                stale=confirmed is None or confirmed < long_ago,
                gives=gives[key][:_SHOWN],
                needs=needs[key][:_SHOWN],
                more_gives=_more(gives[key]),
                more_needs=_more(needs[key]),
            )
        )
    return rows


def _asked(question: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@lru_cache(maxsize=4096)
def _term(kind: str, term: str, language: str) -> str:  # noqa: ARG001 - one label a language
    """A term's words. The same terms stand in most rows of every page."""
    return _cut(value_label("offers", f"{kind}:{term}"))


def _said(
    workspace: Workspace, keys: list[UUID]
) -> tuple[dict[UUID, list[str]], dict[UUID, list[str]]]:
    """What the actors can give, and what they need."""
    said: dict[bool, dict[UUID, list[str]]] = {True: defaultdict(list), False: defaultdict(list)}
    language = get_language() or ""
    asked = [keys, workspace.pk, keys, workspace.pk]
    for gives, actor, kind, term, text in _asked(_EXCHANGES, asked):
        words = _term(kind, term, language) if term else _own_words(kind, text)
        said[gives][actor].append(words)
    return said[True], said[False]


def _own_words(kind: str, text: str) -> str:
    if kind == ExchangeKind.TARGET_GROUP:
        return _cut(_("adgang til %(group)s") % {"group": text.lower()})
    return _cut(text)


def _cut(words: str) -> str:
    long = len(words) > _LONGEST
    return str(capfirst(Truncator(words).chars(_LONGEST) if long else words))


@lru_cache(maxsize=64)
def _kind(kind: str, language: str) -> str:  # noqa: ARG001 - one label a language
    return str(ActorKind(kind).label)


def _about(kind: str, place: str, distance: float | None) -> str:
    parts = [_kind(kind, get_language() or ""), place]
    if distance is not None:
        away = number_format(distance, 1 if distance < _SHORT else 0)
        parts.append(_("%(away)s km væk") % {"away": away})
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=2048)
def _confirmed(day: date | None, language: str) -> str:  # noqa: ARG001 - one sentence a language
    return _("Bekræftet %(day)s") % {"day": short_day(day)} if day else _("Aldrig bekræftet")


def _more(said: list[str]) -> str:
    more = len(said) - _SHOWN
    return ngettext("og %(more)s til", "og %(more)s til", more) % {"more": more} if more > 0 else ""
