"""The women's association and the senior network, each with what they think."""

from collections.abc import Callable
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

Begin = Callable[..., CollaborationSheet]


@pytest.fixture
def collaboration(workspace: Workspace, coordinator: User) -> Collaboration:
    return make_collaboration(workspace, by=coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the women's association."""
    return make_representative(KVINDER, "fatma@kvinder.example", workspace)


@pytest.fixture
def kurt(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the senior network."""
    return make_representative(SENIORER, "kurt@seniorer.example", workspace)


@pytest.fixture
def begin(workspace: Workspace, collaboration: Collaboration) -> Begin:
    """A party's sheet with something written in it, shared unless told otherwise."""

    def make(
        tool_id: str,
        name: str,
        by: User,
        fields: dict[str, Any],
        *,
        shared: bool = True,
        variant: str = "",
    ) -> CollaborationSheet:
        link = start_sheet(
            collaboration=collaboration,
            tool=tool(tool_id),
            owner=party_actor(workspace, name),
            by=by,
        )
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

    return make


@pytest.fixture
def ours(begin: Begin, fatma: User) -> CollaborationSheet:
    """T1 of the women's association."""
    return begin(
        "t1_activity",
        KVINDER,
        fatma,
        {
            "purpose": "Flere kvinder skal kende nogen at ringe til.",
            "resources": [{"what": "Lokaler", "amount": "To timer"}],
            "needed": [{"task": "Føre regnskab", "role": "performing", "who": "de gamle"}],
        },
    )


@pytest.fixture
def theirs(begin: Begin, kurt: User) -> CollaborationSheet:
    """T2 of the senior network, in its own words."""
    return begin(
        "t2_partner",
        SENIORER,
        kurt,
        {
            "purpose": "Kvinderne skal selv kunne føre regnskab.",
            "roles": [{"task": "Føre regnskab", "role": "facilitating", "who": "Kurt"}],
            "benefit": "Vi bliver brugt til noget.",
        },
        variant="own",
    )
