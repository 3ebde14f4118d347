"""Searching across all the sheets a person may read: every word somewhere in title, tool, owner or
a field that is theirs to read. What may not be read is never looked in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace
from django.http import QueryDict
from django.utils.dateparse import parse_date

from brobygger.accounts.models import User
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.fields import Field
from brobygger.catalog.text import Text
from brobygger.catalog.tools import tool
from brobygger.catalog.words import loose
from brobygger.core import clock
from brobygger.core.asking import once
from brobygger.sheets.finding import Whose, owned_by, readable_values, sheets_of, values_of, whose
from brobygger.sheets.models import FieldValue, Sheet
from brobygger.sheets.shapes import rules_of

_MOST_WORDS = 8
_LONGEST_QUERY = 200
# PostgreSQL leaves these out of a Danish text, so they are in nobody's. As `loose` spells them.
_EVERYWHERE = frozenset([
    "og", "i", "jeg", "det", "at", "en", "den", "til", "er", "som", "de", "med", "han", "af",
    "for", "ikke", "der", "var", "mig", "sig", "men", "et", "har", "om", "vi", "min", "os", "op",
    "man", "hvor", "eller", "hvad", "skal", "her", "alle", "vil", "kunne", "ind", "noget",
])  # fmt: skip
_AROUND = 60
_EXCERPTS = 2


@dataclass(frozen=True)
class Asked:
    """What is looked for."""

    words: str = ""
    tool: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def terms(self) -> list[str]:
        """The words as they are looked for, without those that stand in every sentence."""
        words = list(dict.fromkeys(loose(self.words).split()))[:_MOST_WORDS]
        return [word for word in words if word not in _EVERYWHERE] or words

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words.strip() or self.tool or self.since or self.until)


@dataclass(frozen=True)
class Excerpt:
    """Where a field says it: its title, and the words with the hit between."""

    field: Field
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Hit:
    """A sheet in the list."""

    sheet: Sheet
    whose: Whose
    excerpts: Sequence[Excerpt]


def asked_of(sent: QueryDict) -> Asked:
    """What the address asks for; a day that is none counts for nothing."""
    return Asked(
        words=sent.get("q", "").strip()[:_LONGEST_QUERY],
        tool=sent.get("tool", "")[:60],
        since=_day(sent.get("since", "")),
        until=_day(sent.get("until", "")),
    )


def find_sheets(user: User, asked: Asked) -> "QuerySet[Sheet]":
    """The sheets the person may see that answer, newest first."""
    sheets = Sheet.objects.filter(sheets_of(user))
    if asked.tool:
        sheets = sheets.filter(tool_id=asked.tool)
    if asked.since:
        sheets = sheets.filter(updated_at__gte=_begins(asked.since))
    if asked.until:
        sheets = sheets.filter(updated_at__lt=_begins(asked.until + timedelta(days=1)))
    if asked.terms:
        readable = FieldValue.objects.filter(values_of(user))
        called = _titles_seen(user)
        sheets = sheets.alias(plain_title=_plain(Lower(F("title"))))
        for word in asked.terms:
            said = readable.filter(search_vector=_beginning(word)).values("sheet")
            tools = [tool_id for tool_id, title in called if word in title]
            named = Q(plain_title__contains=word) | Q(tool_id__in=tools)
            sheets = sheets.filter(Q(pk__in=said) | named | owned_by(word))
    elif asked.words:
        return sheets.none()
    return sheets.select_related("workspace").order_by("-updated_at", "-id")


def tools_seen(user: User) -> list[tuple[str, str]]:
    """The tools of the sheets the person may see: id and title, by title.

    A tool is called what its sheets call it: an association's sheets have a name of their own.
    """
    names: dict[str, list[str]] = {}
    for tool_id, title in _tools_of(user):
        names.setdefault(tool_id, []).append(title.text if title else tool_id)
    known = {tool_id: " / ".join(sorted(set(some))) for tool_id, some in names.items()}
    return sorted(known.items(), key=lambda one: loose(one[1]))


def hits(user: User, sheets: Sequence[Sheet], asked: Asked) -> list[Hit]:
    """The sheets of a page with where they say it, by a number of questions that never grows."""
    about = whose(user, sheets)
    values = readable_values(user, sheets) if asked.terms else {}
    return [
        Hit(
            sheet=sheet,
            whose=about.get(sheet.pk, Whose()),
            excerpts=_excerpts(sheet, values.get(sheet.pk, {}), asked.terms),
        )
        for sheet in sheets
    ]


def _excerpts(sheet: Sheet, values: dict[str, FieldValue], terms: list[str]) -> list[Excerpt]:
    found: list[Excerpt] = []
    if not terms:
        return found
    for field in sheet.tool.fields:
        if field.id in values and len(found) < _EXCERPTS:
            lines = rules_of(field).words(field, values[field.id].value)
            excerpt = _excerpt(field, " ".join(lines), terms)
            found += [excerpt] if excerpt else []
    return found


def _excerpt(field: Field, text: str, terms: list[str]) -> Excerpt | None:
    """The first word of the text that begins as one of the terms, with some words around it."""
    for word in re.finditer(r"\S+", text):
        spelled = loose(word[0]).split()
        if any(part.startswith(term[: _stem(term)]) for part in spelled for term in terms):
            start, end = word.span()
            before, after = text[:start], text[end:]
            return Excerpt(
                field,
                f"… {before[-_AROUND:].lstrip()}" if len(before) > _AROUND else before,
                word[0],
                f"{after[:_AROUND].rstrip()} …" if len(after) > _AROUND else after,
            )
    return None


def _stem(term: str) -> int:
    """So much of a word stands in all its forms, more or less."""
    return max(4, len(term) - 2) if len(term) > 4 else len(term)


def _beginning(word: str) -> SearchQuery:
    """Words with this beginning: with the endings of Danish taken off, and just as it is typed."""
    whole = f"{word}:*"
    ended = SearchQuery(whole, config="danish", search_type="raw")
    return ended | SearchQuery(whole, config="simple", search_type="raw")


def _plain(text: Func | Lower) -> Func:
    """The text spelled as `loose` spells, in the database."""
    plain: Func = Func(text, Value("æøåäöü"), Value("aoaaou"), function="translate")
    for letters, letter in (("ae", "a"), ("oe", "o"), ("aa", "a")):
        plain = Replace(plain, Value(letters), Value(letter))
    return plain


def _titles_seen(user: User) -> list[tuple[str, str]]:
    """The tools' names in both languages, as they are looked for."""
    tools = _tools_of(user)
    return [(one, f"{loose(title.da)} {loose(title.en)}") for one, title in tools if title]


def _tools_of(user: User) -> list[tuple[str, Text | None]]:
    """The tools of the sheets the person may see, each workspace's own among them."""
    rows = Sheet.objects.filter(sheets_of(user)).order_by()
    all_of_them = rows.values_list("tool_id", "workspace_id", "variant").distinct()
    some = once(("tools of sheets seen", user.pk), lambda: list(all_of_them))
    return [(one, _title(one, workspace, variant)) for one, workspace, variant in some]


def _title(tool_id: str, workspace_id: UUID, variant: str) -> Text | None:
    try:
        found = tool(tool_id, workspace_id=workspace_id)
    except UnknownTool:
        return None
    known = any(one.id == variant for one in found.variants)
    return found.in_variant(variant).title if known else found.title


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:  # written as a day, and there is no such one
        return None


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), clock.DENMARK)
