"""The tools of the sheets a person may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from brobygger.accounts.models import User
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.text import Text
from brobygger.catalog.tools import tool
from brobygger.catalog.words import loose
from brobygger.core.asking import once
from brobygger.sheets.finding import sheets_of
from brobygger.sheets.models import Sheet

_NEAR = 3_000


def tools_seen(user: User) -> list[tuple[str, str]]:
    """The tools of the sheets the person may see: id and title, by title.

    A tool is called what its sheets call it: an association's sheets have a name of their own.
    """
    names: dict[str, list[str]] = {}
    for tool_id, title in _tools_of(user):
        names.setdefault(tool_id, []).append(title.text if title else tool_id)
    known = {tool_id: " / ".join(sorted(set(some))) for tool_id, some in names.items()}
    return sorted(known.items(), key=lambda one: loose(one[1]))


def titles_seen(user: User) -> list[tuple[str, str]]:
    """The tools' names in both languages, as they are looked for."""
    tools = _tools_of(user)
    return [(one, f"{loose(title.da)} {loose(title.en)}") for one, title in tools if title]


def _tools_of(user: User) -> list[tuple[str, Text | None]]:
    """The tools of the sheets the person may see, each workspace's own among them."""
    some = once(("tools of sheets seen", user.pk), lambda: _used(user))
    return [(one, _title(one, workspace, variant)) for one, workspace, variant in some]


def _used(user: User) -> set[tuple[str, UUID, str]]:
    """Most often the newest sheets have every tool there is, and all the others need no look."""
    every = _apart(Sheet.objects.all())
    since = newest_since()
    if since is None:
        return _apart(Sheet.objects.filter(sheets_of(user)))
    near = _apart(Sheet.objects.filter(sheets_of(user, few=True), updated_at__gte=since))
    if near >= every:
        return near
    return near | _apart(Sheet.objects.filter(sheets_of(user)))


def _apart(sheets: "QuerySet[Sheet]") -> set[tuple[str, UUID, str]]:
    return set(sheets.order_by().values_list("tool_id", "workspace_id", "variant").distinct())


def newest_since() -> datetime | None:
    """Since when the newest some thousands of everybody's sheets were written in; None when there
    are no more."""
    moments = Sheet.objects.order_by("-updated_at", "-id").values_list("updated_at", flat=True)
    return once("newest sheets", lambda: next(iter(moments[_NEAR : _NEAR + 1]), None))


def _title(tool_id: str, workspace_id: UUID, variant: str) -> Text | None:
    try:
        found = tool(tool_id, workspace_id=workspace_id)
    except UnknownTool:
        return None
    known = any(one.id == variant for one in found.variants)
    return found.in_variant(variant).title if known else found.title
