"""Registers brought in from elsewhere, and what they said word for word."""

from django.db import models

from brobygger.accounts.models import User
from brobygger.actors.enums import ImportOutcome, ImportStatus
from brobygger.actors.models.actor import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class ImportBatch(Entity):
    """One uploaded file on its way into the register: upload → mapping → preview → committed."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="import_batches")
    file_name = models.CharField(max_length=300)
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    status = models.CharField(
        max_length=20, choices=ImportStatus.choices, default=ImportStatus.UPLOADED
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    committed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name


class ImportLine(Entity):
    """What will happen to one actor of the file: the preview, row by row. Gone when committed."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=20, choices=ImportOutcome.choices)
    # Changes (label, before, after), errors and warnings in words, and the actor's key.
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="actors_import_line_once"),
        ]
        indexes = [models.Index(fields=["batch", "outcome"], name="actors_import_line_outcome")]

    def __str__(self) -> str:
        return f"{self.file_name}:{self.row}"


class ImportedRecord(Entity):
    """A row as it stood in the file, so that nothing a column held is lost."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="imported_records")
    source = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    external_id = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    imported_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["actor", "file_name"], name="actors_imported_record")]

    def __str__(self) -> str:
        return f"{self.file_name}:{self.row}"
