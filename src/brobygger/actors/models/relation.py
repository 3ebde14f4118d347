"""Who knows whom, and who speaks for whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.enums import RelationKind
from brobygger.actors.models.actor import Actor
from brobygger.actors.models.fact import Fact
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class Relation(Fact, Entity):
    """Two actors of the same register who know each other, or work together."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="relations")
    actor_a = models.ForeignKey(Actor, models.CASCADE, related_name="relations_as_a")
    actor_b = models.ForeignKey(Actor, models.CASCADE, related_name="relations_as_b")
    kind = models.CharField(_("slags"), max_length=20, choices=RelationKind.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    since_on = models.DateField(_("siden"), null=True, blank=True)
    # Where it comes from, for instance ("collaboration", id). Not a foreign key: rooms above.
    origin_kind = models.CharField(max_length=50, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(actor_a=F("actor_b")), name="actors_relation_between_two"
            ),
            models.UniqueConstraint(
                fields=["actor_a", "actor_b", "kind", "origin_kind", "origin_id"],
                nulls_distinct=False,
                name="actors_relation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_a_id} – {self.actor_b_id}"


class Representation(Entity):
    """A person who speaks for an actor, and so is party to its collaborations."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="representations")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="representations")
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "actor"],
                condition=Q(ended_at__isnull=True),
                name="actors_represented_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.actor_id}"
