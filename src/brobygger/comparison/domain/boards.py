"""Laying sheets side by side, as far as the reader may see into each of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.agreements.domain.drafts import TOOL
from brobygger.catalog.fields import Field, PairField
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.comparison.board import Board, Column, Difference, End, Line, Mode, Theme
from brobygger.comparison.domain.telling import told_in
from brobygger.comparison.engine import Comparison, Statement, Verdict, compare
from brobygger.comparison.models import Became, Goal, Outcome
from brobygger.comparison.statements import BY_LINE, statement_of, wish_of
from brobygger.comparison.themes import Facing, clause_for, facing
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.sheets.domain.reading import values_for
from brobygger.sheets.domain.versions import version_values
from brobygger.sheets.models import FieldRevision, Sheet, SheetVersion
from brobygger.sheets.seeing import Seen, seen_by
from brobygger.sheets.values import FieldValues


@dataclass(frozen=True)
class Source:
    """A sheet as the reader sees it."""

    sheet: Sheet
    values: FieldValues
    seen: Seen
    told: frozenset[str] | None  # what the others read; None: everything

    @property
    def tool(self) -> Tool:
        return self.values.tool

    def is_inside(self, field: Field) -> bool:
        """Whether only the organisation itself reads the field."""
        return self.told is not None and field.id not in self.told


def source_of(sheet: Sheet, reader: User, link: CollaborationSheet | None) -> Source:
    """The sheet through the gate; `link` is its place in the collaboration, if it has one."""
    told = told_in(link) if link else frozenset()
    return Source(sheet, values_for(sheet, reader), seen_by(reader, sheet), told)


def board_of_sides(
    left: Sequence[Source],
    right: Source,
    columns: tuple[Column, Column],
    collaboration: Collaboration,
) -> Board:
    """One party's sheets beside another's, theme by theme."""
    sources = {source.tool.id: source for source in left}
    themes = [
        _theme_of_sides(one, sources.get(one.left_tool), right, columns, collaboration)
        for one in facing({key: source.tool for key, source in sources.items()}, right.tool)
    ]
    return _with_outcomes(Board(Mode.SIDES, *columns, themes))


def board_of_wishes(source: Source, collaboration: Collaboration | None) -> Board:
    """How it is now beside how the organisation wants it."""
    columns = Column(_("Sådan er det nu")), Column(_("Sådan vil I have det"))
    themes = []
    for field in source.tool.fields:
        if not isinstance(field, PairField) or not source.seen.sees(field.id):
            continue
        value = source.values.raw(field.id)
        pair = value.get("pair", {})
        present, wished = wish_of(field, value)
        themes.append(
            _theme(
                Facing(field.title.text, source.tool.id, field, field),
                (source, source),
                compare(present, wished),
                _key(Mode.WISHED, collaboration),
                takes=pair.get("takes", ""),
                satisfied=bool(pair.get("satisfied")),
            )
        )
    return _with_outcomes(Board(Mode.WISHED, *columns, themes))


def board_of_times(
    then: FieldValues, when: str, source: Source, collaboration: Collaboration | None, *, key: str
) -> Board:
    """What stood then beside what stands now."""
    columns = Column(when), Column(_("Nu"))
    themes = []
    for field in source.tool.fields:
        if not source.seen.sees(field.id):
            continue
        before = Statement()
        if then.tool.has(field.id) and then.tool.field(field.id).shape is field.shape:
            before = statement_of(then.tool.field(field.id), then.raw(field.id))
        now = statement_of(field, source.values.raw(field.id))
        one = Facing(field.title.text, source.tool.id, field, field)
        keyed = _key(Mode.THEN, collaboration, key)
        themes.append(_theme(one, (source, source), compare(before, now), keyed))
    return _with_outcomes(Board(Mode.THEN, *columns, themes, since=key))


def values_then(version: SheetVersion, reader: User) -> FieldValues:
    """A version people gave a name, as far as the reader may know it."""
    return version_values(version, reader)


def values_on(source: Source, day: date) -> FieldValues:
    """What the sheet said at the end of a day. Only for those who read every wording."""
    values = {}
    if source.seen.fields is None:
        limit = datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.DENMARK)
        revisions = FieldRevision.objects.filter(sheet=source.sheet, at__lt=limit)
        values = dict(revisions.order_by("revision").values_list("field_id", "value"))
    return FieldValues(tool=source.tool, values=values)


def version_title(version: SheetVersion) -> str:
    """What people call it: its name and the day."""
    day = short_day(version.held_on or version.at)
    return f"{version.name} · {day}" if version.name else day


def _theme_of_sides(
    one: Facing,
    left: Source | None,
    right: Source,
    columns: tuple[Column, Column],
    collaboration: Collaboration,
) -> Theme:
    ends = (left if one.left else None, right if one.right else None)
    fields = (one.left, one.right)
    unseen = [
        column.title
        for column, source, field in zip(columns, ends, fields, strict=True)
        if source is not None and field is not None and not source.seen.sees(field.id)
    ]
    statements = [
        statement_of(field, source.values.raw(field.id), beside)
        if source is not None and field is not None
        else Statement()
        for source, field, beside in zip(ends, fields, reversed(fields), strict=True)
    ]
    return _theme(
        one,
        ends,
        compare(*statements),
        _key(Mode.SIDES, collaboration),
        unseen=unseen,
    )


def _theme(
    one: Facing,
    sources: tuple[Source | None, Source | None],
    comparison: Comparison,
    keyed: Callable[[Iterable[End], str], str],
    *,
    unseen: Sequence[str] = (),
    takes: str = "",
    satisfied: bool = False,
) -> Theme:
    left = End(sources[0].sheet, one.left) if sources[0] and one.left else None
    right = End(sources[1].sheet, one.right) if sources[1] and one.right else None
    ends = [end for end in (left, right) if end is not None]
    inside = any(
        source.is_inside(end.field) and not source.values.is_empty(end.field.id)
        for source, end in zip(sources, (left, right), strict=True)
        if source is not None and end is not None
    )
    sides = [(end.sheet.tool_id, end.field.id) for end in ends]
    return Theme(
        title=one.title,
        left=left,
        right=right,
        differences=_differences(ends, comparison, keyed),
        verdict=Verdict.SAME if satisfied else comparison.verdict,
        unseen=unseen,
        inside=inside,
        private=any(end.field.private for end in ends),
        clause=clause_for(tool(TOOL), sides),
        takes=takes,
        satisfied=satisfied,
    )


def _differences(
    ends: Sequence[End], comparison: Comparison, keyed: Callable[[Iterable[End], str], str]
) -> list[Difference]:
    if not comparison.items:
        return []
    if any(end.field.shape in BY_LINE for end in ends):
        return [
            Difference(keyed(ends, item.key), [Line(item)], item.verdict)
            for item in comparison.items
        ]
    assert comparison.verdict is not None
    lines = [Line(item) for item in comparison.items]
    return [Difference(keyed(ends, ""), lines, comparison.verdict)]


def _key(
    mode: Mode, collaboration: Collaboration | None, more: str = ""
) -> Callable[[Iterable[End], str], str]:
    """The same difference has the same key however often the sheets are laid side by side."""

    def keyed(ends: Iterable[End], item: str) -> str:
        where = "|".join(f"{end.sheet.id}.{end.field.id}" for end in ends)
        place = collaboration.id if collaboration else ""
        return sha256(f"{mode}\n{place}\n{more}\n{where}\n{item}".encode()).hexdigest()

    return keyed


def _with_outcomes(board: Board) -> Board:
    """The board with what its differences have become, by two queries."""
    keys = [one.about for theme in board.themes for one in theme.differences]
    found: dict[str, dict[Became, Outcome]] = {}
    outcomes = list(Outcome.objects.filter(about__in=keys, undone_at__isnull=True))
    goals = Goal.objects.in_bulk(one.target_id for one in outcomes if one.became == Became.GOAL)
    for outcome in outcomes:
        outcome.goal = goals.get(outcome.target_id) if outcome.target_id else None
        found.setdefault(outcome.about, {})[Became(outcome.became)] = outcome
    return board.with_outcomes(found)
