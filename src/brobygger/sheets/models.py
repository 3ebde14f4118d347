"""A filled-in tool: one sheet, its fields, and every wording they have had."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.fields import Field
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.sheets.photo import Photo
from brobygger.sheets.search_words import plain, search_words
from brobygger.workspaces.models import Workspace

__all__ = [
    "Comment",
    "FieldRevision",
    "FieldValue",
    "Occasion",
    "Photo",
    "RivalText",
    "Sheet",
    "SheetVersion",
    "VersionWording",
]


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
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="sheets_newest"),
            GinIndex(OpClass(plain("title"), name="gin_trgm_ops"), name="sheets_title_trigrams"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tool(self) -> Tool:
        """The tool in the version the sheet began with; it may be the workspace's own."""
        return self.tool_in(self.tool_version)

    def tool_in(self, version: int | None) -> Tool:
        """The sheet's tool in another version, None for the newest. Raises UnknownTool.

        A version without the sheet's variant is taken as it stands.
        """
        found = tool(self.tool_id, version, workspace_id=self.workspace_id)
        known = any(variant.id == self.variant for variant in found.variants)
        return found.in_variant(self.variant) if known else found


class FieldValue(Entity):
    """What a field says now. `revision` rises by one with every accepted change."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="field_values")
    field_id = models.CharField(max_length=60)
    value: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by_id = models.UUIDField(null=True)
    search_text = models.TextField(blank=True, editable=False)
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="danish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex(fields=["search_vector"], name="sheets_values_by_word")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "field_id"], name="sheets_one_value_per_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """What is found by a search is what is saved."""
        if update_fields is None or "value" in update_fields:
            self.search_text = search_words(self._field(), self.value)
            update_fields = None if update_fields is None else {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def _field(self) -> Field | None:
        """None when the tool no longer has the field."""
        tool = self.sheet.tool
        return next((one for one in tool.fields if one.id == self.field_id), None)


class FieldOrigin(Entity):
    """One thing a field was taken from, kept when the field is edited afterwards. Read from the
    other end it says what something later fed."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="origins")
    field_id = models.CharField(max_length=60)
    kind = models.CharField(max_length=50)
    origin_id = models.UUIDField()
    origin_field = models.CharField(max_length=60, blank=True)  # when it is a field of a sheet
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "field_id", "kind", "origin_id", "origin_field"],
                name="sheets_origin_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "origin_id"], name="sheets_fed_by")]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id} from {self.kind} {self.origin_id}"


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


class Occasion(models.TextChoices):
    """Why a version was kept."""

    NAMED = "named", _("Navngivet")
    SHARED = "shared", _("Da arket blev delt")
    BEFORE_RESTORE = "before_restore", _("Før en tidligere version blev hentet")
    BEFORE_LIFT = "before_lift", _("Før redskabets nye udgave")


class SheetVersion(Entity):
    """The whole sheet as it stood at a moment people want to come back to."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)  # "" when the machine kept it
    held_on = models.DateField(null=True, blank=True)  # the meeting it comes from
    occasion = models.CharField(max_length=20, choices=Occasion.choices, default=Occasion.NAMED)
    tool_version = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)
    wordings: "models.ManyToManyField[FieldRevision, VersionWording]" = models.ManyToManyField(
        FieldRevision, through="VersionWording", related_name="versions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheets_versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.number}"

    @property
    def tool(self) -> Tool:
        """The tool as the sheet had it then."""
        return self.sheet.tool_in(self.tool_version)


class VersionWording(Entity):
    """What one field said in a version: its text stands in one place only, the revision."""

    version = models.ForeignKey(SheetVersion, models.CASCADE, related_name="fields")
    revision = models.ForeignKey(FieldRevision, models.CASCADE, related_name="in_versions")
    # Whether the other parties could read the field then; else the wording is never theirs.
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "revision"], name="sheets_wording_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.revision_id}"


class Comment(Entity):
    """What somebody says about a field. Parked, it is a question to be taken up at a meeting."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="comments")
    field_id = models.CharField(max_length=60)
    text = models.TextField()
    # Read by all who may read the field; else only by those who write in the sheet.
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_id = models.UUIDField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "field_id"], name="sheets_comments_of_field")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True) | models.Q(parked_at__isnull=False),
                name="sheets_only_questions_are_settled",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}: {self.id}"

    @property
    def is_question(self) -> bool:
        """Whether it is parked for a meeting, settled or not."""
        return self.parked_at is not None
