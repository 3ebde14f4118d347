"""Files made of the register: who took what along, and the file itself while it can be fetched."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace

# How long a file that was made in the background can be fetched.
KEPT = timedelta(days=1)


class ExportStatus(models.TextChoices):
    """Where a file is."""

    RUNNING = "running", _("Laves")
    READY = "ready", _("Klar")
    FAILED = "failed", _("Gik ikke")


class RegisterExport(Entity):
    """One file of the register: what was asked for, by whom, for whom, and how many were in it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    form = models.CharField(max_length=10)
    audience = models.CharField(max_length=10)
    language = models.CharField(max_length=5, default="da")
    # The address of the list: what was asked for is what is exported.
    query = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, choices=ExportStatus.choices, default=ExportStatus.RUNNING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "created_by", "created_at"], name="actors_export_own")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.audience} {self.total}"

    @property
    def expires_at(self) -> datetime:
        """When the file can no longer be fetched."""
        return self.created_at + KEPT

    @property
    def can_be_fetched(self) -> bool:
        """Whether the file is made and still here."""
        made = self.status == ExportStatus.READY and self.size > 0
        return made and clock.now() < self.expires_at


class RegisterExportPiece(Entity):
    """A megabyte of a file, so that a large one is never in memory whole."""

    export = models.ForeignKey(RegisterExport, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="actors_export_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.export_id}:{self.number}"
