"""Two or more actors doing something together, on equal footing."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.actors.models import Activity, Actor
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


class OwnSheet(Entity):
    """A sheet that belongs to an organisation and nobody else, however many collaborations it is
    used in."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="own_sheet")
    owner = models.ForeignKey(Actor, models.CASCADE, related_name="own_sheets")
    # The activity it is about; the sheet's title says it too, and stays when the activity goes.
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    # The other side of the relation it is about, with or without a collaboration.
    about = models.ForeignKey(
        Actor, models.SET_NULL, null=True, blank=True, related_name="sheets_about"
    )
    # Our own thoughts about somebody else: read by nobody but us, whatever is asked.
    ours_alone = models.BooleanField(default=False)
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about__isnull=True) | ~Q(about=models.F("owner")),
                name="collaborations_about_another",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "put_away_at"], name="collaborations_own_sheets"),
            models.Index(
                fields=["sheet"], condition=Q(ours_alone=True), name="collaborations_ours_alone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} of {self.owner_id}"


class CollaborationSheet(Entity):
    """A sheet in a collaboration. With an owner it is that party's own, and the others read the
    fields it has shared here; without one it is everybody's."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="sheets")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="collaboration_sheets")
    owner = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="collaboration_sheets"
    )
    # Since when something of it is shared here; empty: nothing is.
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "sheet"], name="collaborations_sheet_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} in {self.collaboration_id}"

    @property
    def joint(self) -> bool:
        """Whether all parties write in it."""
        return self.owner_id is None

    def shared_fields(self) -> frozenset[str]:
        """The ids of the fields the other parties may read here. None of them is private."""
        shared = {one.field_id for one in self.fields.all()}
        tool = self.sheet.tool
        return frozenset(one.id for one in tool.fields if one.id in shared and not one.private)


class SharedField(Entity):
    """One field of a party's own sheet that it lets the other parties of a collaboration read."""

    link = models.ForeignKey(CollaborationSheet, models.CASCADE, related_name="fields")
    field_id = models.CharField(max_length=60)
    shared_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "field_id"], name="collaborations_field_shared_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id} of {self.link_id}"
