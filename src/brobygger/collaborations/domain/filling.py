"""What a new sheet can take from: an organisation's own sheets, or what parties have shared."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from brobygger.catalog.fields import FromTool
from brobygger.catalog.schema import Tool
from brobygger.collaborations.domain.shares import shares_in
from brobygger.collaborations.models import Collaboration, CollaborationSheet, OwnSheet
from brobygger.sheets.domain.sheets import FilledSheet
from brobygger.sheets.models import Sheet

# Sheets of rooms above that a collaboration's joint sheets can take from, such as its agreement.
More = Callable[[Collaboration], Iterable[FilledSheet]]

_more: list[More] = []


def register_sheets(more: More) -> None:
    """Let a room above lend its sheets. Called from AppConfig.ready()."""
    _more.append(more)


def tools_taken(tool: Tool) -> set[str]:
    """The ids of the tools this one takes something from."""
    return {
        source.tool
        for field in tool.fields
        for source in field.takes_from
        if isinstance(source, FromTool)
    }


def sources_for_own(own: OwnSheet, *, beside: Iterable[Collaboration] = ()) -> list[FilledSheet]:
    """The organisation's own sheets a new one of its takes from, newest of each tool.

    About an activity or a partner, those about the same come first; what it has written about
    itself serves everywhere. Never what it thinks of somebody else, unless this is that too.
    """
    wanted = tools_taken(own.sheet.tool)
    if not wanted:
        return []
    there = OwnSheet.objects.filter(
        owner=own.owner_id, sheet__tool_id__in=wanted, put_away_at__isnull=True
    ).exclude(pk=own.pk)
    there = there.filter(Q(ours_alone=False) | Q(ours_alone=own.ours_alone, about=own.about_id))
    in_these = set(
        CollaborationSheet.objects.filter(collaboration__in=list(beside)).values_list(
            "sheet_id", flat=True
        )
    )

    def nearness(one: OwnSheet) -> tuple[bool, bool, bool, object]:
        return (
            one.sheet_id in in_these,
            own.about_id is not None and one.about_id == own.about_id,
            own.activity_id is not None and one.activity_id == own.activity_id,
            one.sheet.created_at,
        )

    nearest: dict[str, OwnSheet] = {}
    for one in sorted(there.select_related("sheet"), key=nearness, reverse=True):
        nearest.setdefault(one.sheet.tool_id, one)
    return [FilledSheet(one.sheet, "") for one in nearest.values()]


def sources_for_joint(tool: Tool, collaboration: Collaboration) -> list[FilledSheet]:
    """What a sheet of all parties takes from: the shared fields of the parties' own sheets, the
    newest sheet of each joint tool, and what rooms above lend."""
    wanted = tools_taken(tool)
    lent = [one for more in _more for one in more(collaboration) if one.sheet.tool_id in wanted]
    return [*shared_sheets(collaboration, wanted), *lent]


def shared_sheets(collaboration: Collaboration, tools: Iterable[str]) -> list[FilledSheet]:
    """The collaboration's sheets of these tools: of each party's own what it has shared, and the
    newest of those everybody writes in."""
    tools = list(tools)
    own = [
        FilledSheet(one.link.sheet, one.speaker, one.fields, one.ended_at)
        for one in shares_in(collaboration, tools)
    ]
    newest: dict[str, Sheet] = {}
    for link in (
        CollaborationSheet.objects.filter(
            collaboration=collaboration, owner__isnull=True, sheet__tool_id__in=tools
        )
        .select_related("sheet")
        .order_by("-sheet__created_at", "-sheet_id")
    ):
        newest.setdefault(link.sheet.tool_id, link.sheet)
    return [*own, *(FilledSheet(one, "") for one in newest.values())]
