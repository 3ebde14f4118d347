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
    # The same for every register one correction was written in; empty when there was one.
    correction_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["actor", "at"], name="actors_profile_change"),
            models.Index(
                fields=["correction_id"],
                condition=models.Q(correction_id__isnull=False),
                name="actors_one_correction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {', '.join(self.after)}"


class NotTheSame(Entity):
    """Somebody at both has said that two actors of two registers are two organisations.

    Then nobody is asked again. The smaller key stands first.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "other"], name="actors_not_the_same_once"),
            models.CheckConstraint(
                condition=models.Q(actor__lt=models.F("other")), name="actors_not_the_same_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} / {self.other_id}"
