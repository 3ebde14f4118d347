"""A workspace's own tools: the draft step by step, and the versions people use."""

from django.db import models
from django.utils.translation import get_language

from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class WorkspaceTool(Entity):
    """A tool only this workspace has. What it says stands in its draft and its versions."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="own_tools")
    tool_id = models.CharField(max_length=60)
    # As the draft or, without one, the newest version calls it; for lists.
    title_da = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    copied_from = models.CharField(max_length=80, blank=True)  # "t1_activity 1", or a file's name
    # The step of the draft that counts; empty while nobody changes anything.
    draft_at = models.PositiveIntegerField(null=True, blank=True)
    newest = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_by_id = models.UUIDField(null=True)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="toolbox_tool_workspace_id"),
            models.UniqueConstraint(
                fields=["workspace", "tool_id"], name="toolbox_one_tool_per_id"
            ),
            models.CheckConstraint(
                condition=models.Q(deleted_at__isnull=True) | models.Q(newest__isnull=True),
                name="toolbox_published_stays",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(newest__isnull=False),
                name="toolbox_withdrawn_was_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What it is called in the reader's language."""
        english = (get_language() or "da").startswith("en")
        return (self.title_en if english else "") or self.title_da or self.tool_id

    @property
    def is_listed(self) -> bool:
        """Whether people can begin sheets with it."""
        return self.newest is not None and self.withdrawn_at is None


class ToolVersion(Entity):
    """A published wording. It never changes: sheets go on with the one they began with."""

    tool = models.ForeignKey(WorkspaceTool, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)  # what is new, for those who use it
    published_at = models.DateTimeField(default=clock.now)
    published_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tool", "number"], name="toolbox_one_row_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}@{self.number}"


class DraftStep(Entity):
    """The draft after one change; the one before is what undoing brings back."""

    tool = models.ForeignKey(WorkspaceTool, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    text = models.TextField()
    change = models.CharField(max_length=30)
    about = models.CharField(max_length=300, blank=True)  # the title of the field, if it is one
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tool", "number"], name="toolbox_one_row_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}~{self.number}"
