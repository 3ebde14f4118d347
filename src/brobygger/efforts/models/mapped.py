"""The list of an effort: actors, the groups they lie in, and who named whom."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.efforts.enums import MappedStatus, Origin, Surface
from brobygger.efforts.models.effort import Effort
from brobygger.workspaces.models import Workspace


class Group(Entity):
    """Actors one sees together, under a name of one's own."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    effort = models.ForeignKey(Effort, models.CASCADE, related_name="groups")
    name = models.CharField(_("navn"), max_length=100)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["effort", "name"], name="efforts_group_named_once"),
            models.UniqueConstraint(fields=["effort", "id"], name="efforts_group_effort_id"),
        ]

    def __str__(self) -> str:
        return self.name


class MappedQuerySet(models.QuerySet["MappedActor"]):
    """Rows of lists."""

    def on_list(self, effort: Effort) -> "MappedQuerySet":
        """The effort's list by name, without what has left the register."""
        rows = self.filter(effort=effort, actor__deleted_at__isnull=True)
        return rows.select_related("actor", "group").order_by("actor__sort_name", "id")

    def taken(self) -> "MappedQuerySet":
        """Those that have not been set aside."""
        return self.exclude(status=MappedStatus.SET_ASIDE)


class MappedActor(Entity):
    """An actor on an effort's list. What is known of it stands in the register, not here."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    effort = models.ForeignKey(Effort, models.CASCADE, related_name="mapped")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="mapped_in")
    status = models.CharField(
        max_length=20, choices=MappedStatus.choices, default=MappedStatus.NOT_LOOKED_AT
    )
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HAND)
    # Why it was proposed, as said in reasons.py: [["target_group", "children"], ["area", "…"]].
    reasons = models.JSONField(default=list, blank=True)
    because = models.TextField(_("på listen, fordi"), blank=True)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="mapped")
    surfaces = ArrayField(
        models.CharField(max_length=20, choices=Surface.choices), default=list, blank=True
    )
    why = models.TextField(_("hvorfor de skal med"), blank=True)
    how = models.TextField(_("hvordan de skal med"), blank=True)
    # Who of ours asks them, and when they were asked whom else one should ask.
    asker = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    who_else_on = models.DateField(null=True, blank=True)
    who_else = models.TextField(_("hvem skal vi ellers spørge?"), blank=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Any] = MappedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["effort", "actor"], name="efforts_actor_once"),
        ]
        indexes = [models.Index(fields=["effort", "status"], name="efforts_mapped_status")]

    def __str__(self) -> str:
        return f"{self.actor_id} in {self.effort_id}"


class Naming(Entity):
    """One actor said that another should be asked too (the snowball)."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    effort = models.ForeignKey(Effort, models.CASCADE, related_name="namings")
    named = models.ForeignKey(MappedActor, models.CASCADE, related_name="named_by")
    by = models.ForeignKey(MappedActor, models.CASCADE, related_name="names")
    named_on = models.DateField(default=clock.today)
    # When the named one said itself that it is right to be asked.
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["named", "by"], name="efforts_named_once"),
            models.CheckConstraint(condition=~Q(named=F("by")), name="efforts_nobody_names_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} named {self.named_id}"
