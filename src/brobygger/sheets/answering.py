"""Which sheets answer a question, newest first, asked so that the indexes can say it.

Of very many only the newest are listed. A word that stands in most sheets is so found among the
newest; only when it is not said often enough there, all sheets are asked.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import OuterRef, Q, QuerySet

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.asked import Asked
from brobygger.sheets.finding import owned_by, owned_by_each, sheets_of, there_is, values_of
from brobygger.sheets.models import FieldValue, Sheet
from brobygger.sheets.search_words import plain
from brobygger.sheets.tools_seen import newest_since, titles_seen

# So many are listed, and fit in a file. Nobody reads more.
MOST = 1_000
# A word in so many fields is as common as one in all.
_COMMON = 5_000


def newest(user: User, asked: Asked) -> list[UUID]:
    """The sheets the person may see that answer, newest first: one more than `MOST` means that
    there are more."""
    if asked.words and not asked.terms:
        return []
    times = {term: _times(user, term) for term in asked.terms}
    terms = sorted(times, key=times.__getitem__)
    since = newest_since()
    if since and all(times[term] >= _COMMON for term in terms):
        near = narrowed(user, asked, few=True).filter(updated_at__gte=since)
        found = _first(_saying(near, user, terms))
        if len(found) > MOST:
            return found
    return _first(_every(user, asked, terms))


def _every(user: User, asked: Asked, terms: Sequence[str]) -> "QuerySet[Sheet]":
    """All the sheets that answer: the rarest of the words has the indexes say where it is, and the
    sheets it leads to are asked for the others."""
    sheets = narrowed(user, asked)
    if not terms:
        return sheets
    first, *others = terms
    return _saying(sheets.filter(pk__in=_where(user, first)), user, others)


def _times(user: User, term: str) -> int:
    """In how many fields the word is, whoever may read them; about as good as exactly. The name of
    a tool is as common as a word can be."""
    if _tools(user, term):
        return _COMMON
    return FieldValue.objects.filter(search_vector=_beginning(term)).order_by()[:_COMMON].count()


def in_order(keys: Sequence[UUID]) -> list[Sheet]:
    """The sheets with those ids, as they come."""
    found = Sheet.objects.select_related("workspace").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def narrowed(user: User, asked: Asked, *, few: bool = False) -> "QuerySet[Sheet]":
    """The sheets the person may see of that tool and those days, whatever they say."""
    sheets = Sheet.objects.filter(sheets_of(user, few=few))
    if asked.tool:
        sheets = sheets.filter(tool_id=asked.tool)
    if asked.since:
        sheets = sheets.filter(updated_at__gte=_begins(asked.since))
    if asked.until:
        sheets = sheets.filter(updated_at__lt=_begins(asked.until + timedelta(days=1)))
    return sheets.order_by("-updated_at", "-id")


def _first(sheets: "QuerySet[Sheet]") -> list[UUID]:
    return list(sheets.values_list("pk", flat=True)[: MOST + 1])


def _saying(sheets: "QuerySet[Sheet]", user: User, terms: Sequence[str]) -> "QuerySet[Sheet]":
    """Those of some sheets that say all the words, or are called so."""
    sheets = sheets.alias(plain_title=plain("title"))
    for term in terms:
        said = _read(user, term, few=True).filter(sheet=OuterRef("pk"))
        called = Q(plain_title__contains=term) | Q(tool_id__in=_tools(user, term))
        sheets = sheets.filter(called | owned_by(term) | Q(there_is(said, few=True)))
    return sheets


def _where(user: User, term: str) -> "QuerySet[FieldValue, UUID]":
    """Every sheet that says the word or is called so, each way by its own index."""
    titled = Sheet.objects.alias(plain_title=plain("title")).filter(plain_title__contains=term)
    ways = [
        titled,
        *(Sheet.objects.filter(tool_id=one) for one in _tools(user, term)),
        *(Sheet.objects.filter(one) for one in owned_by_each(term)),
    ]
    said = _read(user, term).values_list("sheet", flat=True)
    return said.union(*(one.values_list("pk", flat=True) for one in ways), all=True)


def _read(user: User, term: str, *, few: bool = False) -> "QuerySet[FieldValue]":
    """Only what the person may read is looked in."""
    return FieldValue.objects.filter(values_of(user, few=few), search_vector=_beginning(term))


def _tools(user: User, term: str) -> list[str]:
    return sorted({one for one, title in titles_seen(user) if term in title})


def _beginning(word: str) -> SearchQuery:
    """Words with this beginning: with the endings of Danish taken off, and just as it is typed."""
    whole = f"{word}:*"
    ended = SearchQuery(whole, config="danish", search_type="raw")
    return ended | SearchQuery(whole, config="simple", search_type="raw")


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), clock.DENMARK)
