"""Where a field is filled from, and whose mirror it is, as a person chooses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.parts import FromCollaboration, Shape
from brobygger.catalog.tools import all_tools, tool
from brobygger.toolbox.kinds import KINDS
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.writing import Data

_FACTS: dict[str, str | Promise] = {
    "title": _("Samarbejdets navn"),
    "purpose": _("Samarbejdets formål"),
    "parties": _("Samarbejdets parter"),
    "target_groups": _("Samarbejdets målgrupper"),
}
_MOST = 20


@dataclass(frozen=True)
class Origin:
    """Something chosen, and the words for it."""

    value: str
    words: str
    title: Mapping[str, str] = field(default_factory=dict)  # of a mirror: what both are about


@dataclass(frozen=True)
class Origins:
    """What one list of a field holds, and what can be added to it."""

    name: str
    chosen: Sequence[Origin]
    groups: Sequence[tuple[str, Sequence[Origin]]]


def origins_of(own: WorkspaceTool, said: Data) -> list[Origins]:
    """Filled from, and compared with: fields of the same shape in the other tools."""
    shape = KINDS[said["kind"]].shape
    groups = _groups(own, shape)
    facts = _facts(shape)
    taken = [(str(_("Fra samarbejdet")), facts), *groups] if facts else groups
    known = {one.value: one.words for _title, group in taken for one in group}
    found = [Origins("takes_from", _chosen(said.get("takes_from"), known), taken)]
    if "mirrors" in KINDS[said["kind"]].model_fields:
        found.append(Origins("mirrors", _chosen(said.get("mirrors"), known), groups))
    return found


def read_origins(
    name: str, sent: QueryDict, before: Sequence[Data], *, workspace_id: UUID
) -> list[Data]:
    """What was ticked, and what was added, as the file says it; what else it says is kept.

    A mirror is called what was typed. With nothing typed it is called what the field is called
    here, and when that has no name either, what it is called on the other side.
    """
    kept = {_value(one): one for one in before}
    wanted = [*sent.getlist(name), sent.get(f"{name}-add", "")]
    said = [one for value in dict.fromkeys(wanted) if (one := kept.get(value) or _data(value))]
    if name == "mirrors":
        said = [{**one, "title": _mirror_title(one, sent, workspace_id)} for one in said]
    return said[:_MOST]


def _mirror_title(one: Data, sent: QueryDict, workspace_id: UUID) -> dict[str, str]:
    value, before = _value(one), one.get("title")
    titles = before if isinstance(before, Mapping) else {}
    there = _title_there(one, workspace_id)
    return {
        language: (
            sent.get(f"mirror-{language}-{value}", str(titles.get(language) or "")).strip()[:300]
            or sent.get(f"title-{language}", "").strip()
            or there.get(language, "")
        )
        for language in ("da", "en")
    }


def _title_there(one: Data, workspace_id: UUID) -> dict[str, str]:
    try:
        title = tool(str(one.get("tool")), workspace_id=workspace_id).field(str(one["field"])).title
    except (UnknownTool, KeyError):
        return {}
    return {"da": title.da, "en": title.en}


def _groups(own: WorkspaceTool, shape: Shape) -> list[tuple[str, list[Origin]]]:
    groups = []
    for one in all_tools(own.workspace_id):
        fitting = [asked for asked in one.fields if asked.shape is shape and not asked.private]
        if one.id != own.tool_id and fitting:
            title = one.title.text
            choices = [
                Origin(f"{one.id}.{asked.id}", f"{title}: {asked.title.text}") for asked in fitting
            ]
            groups.append((title, choices))
    return groups


def _facts(shape: Shape) -> list[Origin]:
    names = get_args(FromCollaboration.model_fields["collaboration"].annotation)
    fits = {Shape.TEXT: set(names) - {"parties"}, Shape.ROWS: {"parties"}}.get(shape, set())
    return [
        Origin(f"collaboration.{one}", str(_FACTS.get(one, one))) for one in names if one in fits
    ]


def _chosen(said: Any, known: dict[str, str]) -> list[Origin]:
    return [
        Origin(value, known.get(value, value), one.get("title") or {})
        for one in said or ()
        for value in [_value(one)]
    ]


def _value(one: Data) -> str:
    if "collaboration" in one:
        return f"collaboration.{one['collaboration']}"
    return f"{one.get('tool')}.{one.get('field')}"


def _data(value: str) -> Data | None:
    tool_id, dot, field_id = value.partition(".")
    if not dot or len(value) > 130:
        return None
    if tool_id == "collaboration":
        return {"collaboration": field_id}
    return {"tool": tool_id, "field": field_id}
