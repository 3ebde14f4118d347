"""Two actors that were one: who may be, what was decided, and how they were put together."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models.actor import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class PairDecision(models.TextChoices):
    """What a person has said of two who look alike."""

    NONE = "", _("Ikke afgjort")
    TWO = "two", _("De er to")
    LATER = "later", _("Senere")


class PossibleDuplicate(Entity):
    """Two actors of a register that may be one. `one` has the lower key."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    one = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    # A Certainty and its Signs (domain/evidence.py).
    certainty = models.PositiveSmallIntegerField()
    signs: "ArrayField[Any, Any]" = ArrayField(models.CharField(max_length=20), default=list)
    score = models.FloatField(default=0)
    # What all pairs of one group have in common (domain/alike_groups.py).
    group = models.UUIDField(null=True)
    decision = models.CharField(max_length=10, choices=PairDecision.choices, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="actors_alike_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="actors_alike_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "decision", "-certainty", "-score", "id"],
                name="actors_alike_by_certainty",
            ),
            models.Index(
                fields=["workspace", "group"],
                name="actors_alike_by_group",
                condition=Q(decision=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}"


class DuplicateSearch(Entity):
    """How far the search for duplicates has come in a register."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="duplicate_search")
    # What has been changed after this has not been looked at.
    looked_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    actors = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.looked_until}"


class Uniting(Entity):
    """That two actors were put together, with what it takes to take them apart again.

    The one that is `gone` keeps its own words in its own row. Here is what became different
    elsewhere.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    kept = models.ForeignKey(Actor, models.CASCADE, related_name="unitings")
    gone = models.ForeignKey(Actor, models.CASCADE, related_name="united_into")
    # {"phone": [before, after]} of the one that was kept, and the same of `fact_sources`.
    fields = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    # Cells of the kept one's rows that were empty: [table, key of the row, column, what it got].
    filled = models.JSONField(default=list)
    # What pointed at the one and points at the other now, by the name of the reference.
    moved = models.JSONField(default=dict)
    organisation = models.UUIDField(null=True)
    united_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    united_at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="actors_united_are_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="actors_united_once"
            ),
        ]
        indexes = [models.Index(fields=["kept", "united_at"], name="actors_unitings_of")]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"


class FormerKey(Entity):
    """What an actor that is gone was known by: links and registers that still say it lead to the
    one it was put together with."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="former_keys")
    former_id = models.UUIDField(unique=True)
    source = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "source", "external_id"], name="actors_former_key")
        ]

    def __str__(self) -> str:
        return f"{self.former_id} → {self.actor_id}"
