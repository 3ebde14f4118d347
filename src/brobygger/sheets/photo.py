"""A photograph of what was written on paper."""

from datetime import timedelta

from django.db import models

from brobygger.core import clock
from brobygger.core.models import Entity

# A photograph that was taken away can come back for so long.
KEPT = timedelta(days=30)


class Photo(Entity):
    """A picture beside a field, or of a whole page when `field_id` is empty.

    It lies in the database like other private files: backups hold it, and nobody reaches it but by
    the field's own rule.
    """

    sheet = models.ForeignKey("sheets.Sheet", models.CASCADE, related_name="photos")
    field_id = models.CharField(max_length=60, blank=True)
    content = models.BinaryField()
    small = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "field_id"], name="sheets_photos_of_field")]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.field_id}: {self.id}"
