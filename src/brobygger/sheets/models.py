"""A filled-in tool: one sheet, its fields, and every wording they have had."""

from typing import Any

from django.db import models

from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class Sheet(Entity):
    """A tool being filled in. Which room it belongs to, and so who may see it, is `owner_kind`."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="sheets")
    tool_id = models.CharField(max_length=60)
    tool_version = models.PositiveIntegerField()
    # Which of the tool's variants it is worded for; empty: as the tool stands.
    variant = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    owner_kind = models.CharField(max_length=50)
    created_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="sheets_sheet_workspace_id"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tool(self) -> Tool:
        """The tool in the version the sheet began with; it may be the workspace's own."""
        return self.tool_in(self.tool_version)

    def tool_in(self, version: int | None) -> Tool:
        """The sheet's tool in another version, None for the newest. Raises UnknownTool."""
        found = tool(self.tool_id, version, workspace_id=self.workspace_id)
        return found.in_variant(self.variant)


class FieldValue(Entity):
    """What a field says now. `revision` rises by one with every accepted change."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="field_values")
    field_id = models.CharField(max_length=60)
    value: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by_id = models.UUIDField(null=True)
    # What it was prefilled from, kept when it is edited afterwards.
    origin_kind = models.CharField(max_length=50, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "field_id"], name="sheets_one_value_per_field"
            ),
            models.CheckConstraint(
                condition=models.Q(origin_kind="", origin_id__isnull=True)
                | (~models.Q(origin_kind="") & models.Q(origin_id__isnull=False)),
                name="sheets_origin_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}"


class FieldRevision(Entity):
    """Every wording a field has had, the present one included."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="field_revisions")
    field_id = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    value: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "field_id", "revision"], name="sheets_one_row_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}@{self.revision}"


class RivalText(Entity):
    """A wording that could not be put together with what stood: shown beside it until somebody
    chooses, and kept afterwards."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="rival_texts")
    field_id = models.CharField(max_length=60)
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "field_id"], name="sheets_rivals_of_field")]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}"
