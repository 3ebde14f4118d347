"""What every stored noun has, and the outbox that carries effects upwards in the house."""

from django.db import models

from brobygger.core import clock
from brobygger.core.ids import new_id


class Entity(models.Model):
    """A row with a time-ordered key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class OutboxEvent(Entity):
    """Something that happened and that rooms above may act on, written in the same transaction."""

    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"


class Brake(models.Model):
    """How far somebody has come towards their limit of tries (see `core.brakes`)."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    empty_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key_hash[:8]} > {self.empty_at:%H:%M:%S}"
