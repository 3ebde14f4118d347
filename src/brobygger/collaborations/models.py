"""Two or more actors doing something together, on equal footing."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


class Involvement(models.TextChoices):
    """What an actor is in a collaboration."""

    PARTY = "party", _("Samarbejdspart")
    # Helps it off the ground and trækker sig ud again, as said from the start.
    FACILITATOR = "facilitator", _("Igangsætter")


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    """Collaborations as seen by a person."""

    def visible_to(self, user: User) -> "CollaborationQuerySet":
        """Only those where somebody the person speaks for takes part."""
        mine = Party.objects.filter(
            actor__in=actors_represented_by(user), withdrew_at__isnull=True
        ).values("collaboration")
        return self.filter(id__in=mine)


class Collaboration(Entity):
    """The thread: match, dialogue, agreement, follow-up. Belongs to its parties."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="collaborations")
    title = models.CharField(_("titel"), max_length=200)
    purpose = models.TextField(_("hvad vil I sammen?"), blank=True)
    # What it grew out of: ("match", actor id), ("relation", relation id) or nothing.
    origin_kind = models.CharField(max_length=50, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The form it was opened with: a double click or a second tab opens it only once.
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = CollaborationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "id"], name="collaborations_collaboration_workspace_id"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-opened_at"], name="collaborations_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class Party(Entity):
    """An actor taking part in a collaboration."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="parties")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="parties")
    involvement = models.CharField(
        max_length=20, choices=Involvement.choices, default=Involvement.PARTY
    )
    joined_at = models.DateTimeField(default=clock.now)
    withdrew_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "actor"], name="collaborations_party_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrew_at__isnull=True) | Q(withdrew_at__gte=models.F("joined_at")),
                name="collaborations_joined_before_withdrawing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} in {self.collaboration_id}"


class CollaborationSheet(Entity):
    """A party's sheet in a collaboration: its own until it chooses to share it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="sheets")
    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="collaboration_sheet")
    owner = models.ForeignKey(Actor, models.PROTECT, related_name="collaboration_sheets")
    shared_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.sheet_id} in {self.collaboration_id}"
