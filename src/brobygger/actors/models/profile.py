"""What an actor has corrected about itself."""

from django.db import models

from brobygger.actors.enums import FactSource
from brobygger.actors.models.actor import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class ProfileChange(Entity):
    """One correction by the actor: the fields as they stood and as they were left.

    It lets the actor undo, and shows the workspace what has become different.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="profile_changes")
    source = models.CharField(max_length=10, choices=FactSource.choices)
    before = models.JSONField()
    after = models.JSONField()
    by_id = models.UUIDField(null=True)
    link_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["actor", "at"], name="actors_profile_change")]

    def __str__(self) -> str:
        return f"{self.actor_id} {', '.join(self.after)}"
