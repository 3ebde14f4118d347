"""What the retention job came to, what the archive has got, and extracts on their way."""

from django.db import models

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class RetentionRun(Entity):
    """One night's work: how many rows of each table were deleted, emptied or held back."""

    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    # [[table, rule, rows], …]: numbers and names of tables, never what stood in them.
    done = models.JSONField(default=list)
    held = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="privacy_latest_run")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"


class ArchiveMark(Entity):
    """Somebody has noted that what ended before a day is handed over to the authority's archive."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    ended_before = models.DateField()
    noted_at = models.DateTimeField(default=clock.now)
    noted_by_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.workspace_id} < {self.ended_before}"


class PersonExport(Entity):
    """Everything on one person as a file, made by the worker; it is gone after a week."""

    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    # None: everything on the person who asks. Else the contact person, in this workspace only.
    workspace = models.ForeignKey(Workspace, models.CASCADE, null=True, related_name="+")
    contact_id = models.UUIDField(null=True)
    language = models.CharField(max_length=2, default="da")
    tables_done = models.PositiveIntegerField(default=0)
    tables = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)
    failed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["asked_by", "-created_at"], name="privacy_my_extracts")]

    def __str__(self) -> str:
        return f"{self.asked_by_id} {self.created_at:%Y-%m-%d}"

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * self.tables_done // self.tables if self.tables else 0
