"""The women's association and the senior network, each with what they think."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from brobygger.accounts.models import User
from brobygger.catalog.fields import Shape
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.sheets.domain.commands import SetText, SetValue, apply
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import (
    KVINDER,
    SENIORER,
    make_collaboration,
    make_representative,
    party_actor,
)
from tests.factories.people import make_member, make_workspace

Begin = Callable[..., CollaborationSheet]
OURS: dict[str, Any] = {
    "purpose": "Flere kvinder skal kende nogen at ringe til.",
    "resources": [{"what": "Lokaler", "amount": "To timer"}],
    "needed": [{"task": "Føre regnskab", "role": "performing", "who": "de gamle"}],
}
THEIRS: dict[str, Any] = {
    "purpose": "Kvinderne skal selv kunne føre regnskab.",
    "roles": [{"task": "Føre regnskab", "role": "facilitating", "who": "Kurt"}],
    "benefit": "Vi bliver brugt til noget.",
}


@dataclass
class Laid:
    """Two parties whose sheets can be laid side by side."""

    workspace: Workspace
    coordinator: User
    collaboration: Collaboration
    fatma: User
    kurt: User
    ours: CollaborationSheet
    theirs: CollaborationSheet


def laid() -> Laid:
    """For files whose tests begin with both sheets, nearly all."""
    workspace = make_workspace("birkelund", "Birkelund Kommune")
    coordinator = make_member(workspace, "coordinator")
    here = make_collaboration(workspace, by=coordinator)
    fatma = make_representative(KVINDER, "fatma@kvinder.example", workspace)
    kurt = make_representative(SENIORER, "kurt@seniorer.example", workspace)
    ours = begin_sheet(here, "t1_activity", KVINDER, fatma, OURS)
    theirs = begin_sheet(here, "t2_partner", SENIORER, kurt, THEIRS, variant="own")
    return Laid(workspace, coordinator, here, fatma, kurt, ours, theirs)


def begin_sheet(
    collaboration: Collaboration,
    tool_id: str,
    name: str,
    by: User,
    fields: dict[str, Any],
    *,
    shared: bool = True,
    variant: str = "",
) -> CollaborationSheet:
    """A party's sheet with something written in it, shared unless told otherwise."""
    owner = party_actor(collaboration.workspace, name)
    link = start_sheet(collaboration=collaboration, tool=tool(tool_id), owner=owner, by=by)
    Sheet.objects.filter(pk=link.sheet_id).update(variant=variant)
    link.sheet.refresh_from_db()
    for field_id, value in fields.items():
        field = link.sheet.tool.field(field_id)
        if field.shape is Shape.TEXT:
            apply(link.sheet, SetText(field_id, "", value), by=by)
        else:
            apply(link.sheet, SetValue(field_id, {field.shape.value: value}, 0), by=by)
    if shared and fields:
        share_sheet(link=link, by=by)
    link.refresh_from_db()
    return link


@pytest.fixture
def collaboration(workspace: Workspace, coordinator: User, cast: Laid | None) -> Collaboration:
    return cast.collaboration if cast else make_collaboration(workspace, by=coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration, cast: Laid | None) -> User:
    """Speaks for the women's association."""
    return cast.fatma if cast else make_representative(KVINDER, "fatma@kvinder.example", workspace)


@pytest.fixture
def kurt(workspace: Workspace, collaboration: Collaboration, cast: Laid | None) -> User:
    """Speaks for the senior network."""
    return cast.kurt if cast else make_representative(SENIORER, "kurt@seniorer.example", workspace)


@pytest.fixture
def begin(collaboration: Collaboration) -> Begin:
    """`begin_sheet` in the collaboration of the test."""
    return partial(begin_sheet, collaboration)


@pytest.fixture
def ours(begin: Begin, fatma: User, cast: Laid | None) -> CollaborationSheet:
    """T1 of the women's association."""
    return cast.ours if cast else begin("t1_activity", KVINDER, fatma, OURS)


@pytest.fixture
def theirs(begin: Begin, kurt: User, cast: Laid | None) -> CollaborationSheet:
    """T2 of the senior network, in its own words."""
    return cast.theirs if cast else begin("t2_partner", SENIORER, kurt, THEIRS, variant="own")
