"""A sheet owned by nobody's room: the test's own policy says who may."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest

from brobygger.accounts.models import User
from brobygger.catalog.tools import tool
from brobygger.sheets import access
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


@dataclass
class TestPolicy(access.ReadWhole):
    """Writers may write, readers may read, nobody else knows the sheet is there."""

    __test__ = False

    writers: set[UUID] = field(default_factory=set)
    readers: set[UUID] = field(default_factory=set)
    # What the readers read; None: everything that is not private.
    shared: frozenset[str] | None = None
    frozen: dict[str, datetime] = field(default_factory=dict)
    talkers: set[UUID] = field(default_factory=set)
    since: dict[str, datetime] = field(default_factory=dict)

    def can_view(self, user: User, sheet: Sheet) -> bool:
        return user.id in self.writers | self.readers

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        return user.id in self.writers

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        return self.can_edit(user, sheet)

    def readable(self, user: User, sheet: Sheet) -> frozenset[str] | None:
        if user.id in self.readers:
            open_to_all = frozenset(one.id for one in sheet.tool.fields if not one.private)
            return open_to_all if self.shared is None else self.shared
        return super().readable(user, sheet)

    def as_of(self, user: User, sheet: Sheet) -> dict[str, datetime]:
        return self.frozen if user.id in self.readers else {}

    def can_comment(self, user: User, sheet: Sheet) -> bool:
        return user.id in self.writers | self.talkers

    def shown_to_others(self, sheet: Sheet) -> frozenset[str]:
        return self.shared or frozenset()

    def shared_since(self, user: User, sheet: Sheet) -> dict[str, datetime]:
        return self.since if user.id in self.readers else {}

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        return "Vesterparkens Venner", "Kun jeres eget"

    def home(self, sheet: Sheet) -> tuple[str, str]:
        return "Testens samarbejde", "/s/"


@pytest.fixture
def policy(
    monkeypatch: pytest.MonkeyPatch, coordinator: User, adviser: User, reader: User
) -> TestPolicy:
    """Coordinator and adviser write, the reader reads."""
    policy = TestPolicy({coordinator.id, adviser.id}, {reader.id})
    monkeypatch.setitem(access._policies, "test", policy)
    return policy


@pytest.fixture
def sheet(policy: TestPolicy, workspace: Workspace, coordinator: User) -> Sheet:
    """An empty T1 sheet."""
    return create_sheet(
        workspace=workspace,
        tool=tool("t1_activity"),
        title="Kvindecafé i Vesterparken",
        owner_kind="test",
        by=coordinator,
    )


@pytest.fixture
def agreement_sheet(policy: TestPolicy, workspace: Workspace, coordinator: User) -> Sheet:
    """An empty T3 sheet."""
    return create_sheet(
        workspace=workspace,
        tool=tool("t3_agreement"),
        title="Aftale om kvindecaféen",
        owner_kind="test",
        by=coordinator,
    )
