"""Not now: an actor that is not suggested for a visit until a date, in the open and by somebody."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class RestingQuerySet(models.QuerySet["RestingVisit"]):
    """Rests that hold."""

    def at_rest(self) -> "RestingQuerySet":
        """Those that have neither run out nor been undone."""
        return self.filter(woken_at__isnull=True, until__gt=clock.now())


class RestingVisit(Entity):
    """An actor left in peace for a time."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    rested_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    rested_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    woken_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    woken_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RestingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("rested_at")), name="visits_rests_for_a_time"
            ),
            models.UniqueConstraint(
                fields=["actor"], condition=Q(woken_at__isnull=True), name="visits_rests_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} – {self.until:%Y-%m-%d}"
