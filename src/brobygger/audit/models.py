"""Who did what, when: ids and event names only, never personal values."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from brobygger.core import clock
from brobygger.core.models import Entity


class AuditEvent(Entity):
    """One thing that happened. The database refuses to change or delete it."""

    at = models.DateTimeField(default=clock.now)
    event = models.CharField(max_length=100)
    by_id = models.UUIDField(null=True)
    workspace_id = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=50)
    object_id = models.UUIDField()
    related = models.JSONField(default=list)  # [[kind, id], …], so that a thread shows its parts

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "at"], name="audit_object"),
            models.Index(fields=["workspace_id", "at"], name="audit_workspace"),
            models.Index(fields=["workspace_id", "by_id", "at"], name="audit_person"),
            GinIndex(fields=["related"], name="audit_related", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.object_kind}:{self.object_id}"
