"""Registers brought in from elsewhere, and what they said word for word."""

from django.db import models

from brobygger.accounts.models import User
from brobygger.actors.enums import Decision, ImportOutcome, ImportStatus
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
    # Which kind of likeness it is that somebody must decide on, and what was decided.
    likeness = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    # The actor, or the number of the other line, that it is put together with.
    target = models.CharField(max_length=40, blank=True)
    # Changes (label, before, after), errors and warnings in words, and those it looks like.
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="actors_import_line_once"),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "number"], name="actors_import_line_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.file_name}:{self.row}"


class ImportedRecord(Entity):
    """A row as it stood in the file, so that nothing a column held is lost."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_constraint=False)
    actor = models.ForeignKey(
        Actor,
        models.CASCADE,
        related_name="imported_records",
        db_constraint=False,
        db_index=False,
    )
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


class ImportProgress(Entity):
    """How far the worker is with a file, written from outside its transaction."""

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="progress")
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.stage} {self.done}/{self.total}"


class SavedMapping(Entity):
    """How a workspace reads one kind of file: known again by its headers."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="saved_mappings")
    name = models.CharField(max_length=120)
    signature = models.CharField(max_length=64)
    # {"columns": {header: key}, "terms": {vocabulary: {words: term}}, "source": …}
    reading = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "signature"], name="actors_mapping_per_headers"
            ),
            models.UniqueConstraint(fields=["workspace", "name"], name="actors_mapping_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RowDecision(Entity):
    """What somebody decided of a row that looked like another, so that nobody is asked again."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    source = models.CharField(max_length=200)
    # Made of what identifies the row in its source, and unreadable.
    row_key = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    # Who the row became, or was put together with; nobody when it was skipped.
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="+")
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source", "row_key"], name="actors_decision_once_per_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.decision}"
