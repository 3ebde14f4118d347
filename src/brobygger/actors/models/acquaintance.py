"""Who of the workspace knows whom out there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.actors.models.actor import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Membership, Workspace


class Acquaintance(Entity):
    """A member who knows the actor, so that the others can ask. Goes away with the member."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="acquaintances")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="acquaintances")
    how = models.CharField(_("hvordan"), max_length=200, blank=True)
    since_year = models.PositiveSmallIntegerField(_("siden"), null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "membership"], name="actors_acquaintance_once"
            ),
            models.CheckConstraint(
                condition=models.Q(since_year__isnull=True)
                | models.Q(since_year__range=(1900, 2200)),
                name="actors_acquaintance_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} – {self.actor_id}"
