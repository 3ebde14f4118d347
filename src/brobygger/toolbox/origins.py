"""Where a field is filled from, and whose mirror it is, as a person chooses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.parts import FromCollaboration, Shape
from brobygger.catalog.tools import all_tools
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


@dataclass(frozen=True)
class Origins:
    """What one list of a field holds, and what can be added to it."""

    name: str
    chosen: Sequence[Origin]
    groups: Sequence[tuple[str, Sequence[Origin]]]


def origins_of(tool: WorkspaceTool, field: Data) -> list[Origins]:
    """Filled from, and compared with: fields of the same shape in the other tools."""
    shape = KINDS[field["kind"]].shape
    groups = _groups(tool, shape)
    facts = _facts(shape)
    taken = [(str(_("Fra samarbejdet")), facts), *groups] if facts else groups
    known = {one.value: one.words for _title, group in taken for one in group}
    found = [Origins("takes_from", _chosen(field.get("takes_from"), known), taken)]
    if "mirrors" in KINDS[field["kind"]].model_fields:
        found.append(Origins("mirrors", _chosen(field.get("mirrors"), known), groups))
    return found


def read_origins(name: str, sent: QueryDict, before: Sequence[Data]) -> list[Data]:
    """What was ticked, and what was added, as the file says it; what else it says is kept."""
    kept = {_value(one): one for one in before}
    wanted = [*sent.getlist(name), sent.get(f"{name}-add", "")]
    said = (kept.get(value) or _data(value, name, sent) for value in dict.fromkeys(wanted))
    return [one for one in said if one][:_MOST]


def _groups(tool: WorkspaceTool, shape: Shape) -> list[tuple[str, list[Origin]]]:
    groups = []
    for one in all_tools(tool.workspace_id):
        fitting = [field for field in one.fields if field.shape is shape and not field.private]
        if one.id != tool.tool_id and fitting:
            title = one.title.text
            choices = [
                Origin(f"{one.id}.{field.id}", f"{title}: {field.title.text}") for field in fitting
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
    values = [_value(one) for one in said or ()]
    return [Origin(one, known.get(one, one)) for one in values]


def _value(one: Data) -> str:
    if "collaboration" in one:
        return f"collaboration.{one['collaboration']}"
    return f"{one.get('tool')}.{one.get('field')}"


def _data(value: str, name: str, sent: QueryDict) -> Data | None:
    tool, dot, field = value.partition(".")
    if not dot or len(value) > 130:
        return None
    if tool == "collaboration":
        return {"collaboration": field}
    said: Data = {"tool": tool, "field": field}
    if name == "mirrors":
        titles = {one: sent.get(f"title-{one}", "").strip() for one in ("da", "en")}
        said["title"] = titles
    return said
