"""A tool of Fjordby's own: the status meeting in the town's words, in use, with more on its way."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from brobygger.accounts.models import User
from brobygger.catalog.tools import tool
from brobygger.toolbox.domain.drafts import change_draft
from brobygger.toolbox.domain.tools import copy_tool, publish
from brobygger.toolbox.editing import add_field, put_field
from brobygger.workspaces.models import Workspace

_TITLE = {"da": "Fem minutter om onsdagen", "en": "Five minutes on Wednesdays"}
_QUESTION = {
    "da": "Hvad lo I ad i denne uge?",
    "en": "What did you laugh at this week?",
}


def make_own_tool(workspace: Workspace, *, by: User) -> None:
    """Published once, and one field more in a draft nobody has finished."""
    own = copy_tool(workspace=workspace, tool=tool("t8_status"), by=by)

    def named(data: dict[str, Any]) -> dict[str, Any]:
        return {**deepcopy(data), "title": dict(_TITLE)}

    change_draft(tool=own, by=by, change="texts", make=named)
    publish(tool=own, by=by, note="Vores egen dagsorden")
    change_draft(tool=own, by=by, change="field_added", about="Latter", make=_with_laughter)


def _with_laughter(data: dict[str, Any]) -> dict[str, Any]:
    title: Mapping[str, str] = {"da": "Latter", "en": ""}
    after, field_id = add_field(data, "text", title)
    return put_field(after, field_id, {"title": dict(title), "question": _QUESTION, "lines": 2})
