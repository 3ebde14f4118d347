"""Suggestions that rest: set aside for a time, in the open, by somebody, and never for good."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class RestingQuerySet(models.QuerySet["RestingSuggestion"]):
    """Rests that hold."""

    def at_rest(self) -> "RestingQuerySet":
        """Those that have neither run out nor been undone."""
        return self.filter(woken_at__isnull=True, until__gt=clock.now())


class RestingSuggestion(Entity):
    """Two actors that are not suggested to each other until a date. `actor_a` has the lower id."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor_a = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    actor_b = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    rested_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    rested_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    woken_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    woken_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RestingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(actor_a__lt=F("actor_b")), name="matching_pair_in_order"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("rested_at")), name="matching_rests_for_a_time"
            ),
            models.UniqueConstraint(
                fields=["actor_a", "actor_b"],
                condition=Q(woken_at__isnull=True),
                name="matching_pair_rests_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_a_id} – {self.actor_b_id}"
