"""What the agreement promised, in the calendar."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


class MeetingStatus(models.TextChoices):
    """Where a status meeting is."""

    PLANNED = "planned", _("Planlagt")
    CANCELLED = "cancelled", _("Aflyst")


class StatusMeeting(Entity):
    """A meeting where the parties ask each other how it is going."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="status_meetings")
    # The agreed version it comes from; origin reference, not a foreign key.
    agreement_version_id = models.UUIDField()
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField(_("tid"))
    minutes = models.PositiveIntegerField(_("minutter"), default=60)
    place = models.CharField(_("sted"), max_length=300, blank=True)
    caller = models.CharField(_("hvem indkalder?"), max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    # The sheet (T8) the parties fill in at it, once somebody has begun it.
    sheet = models.OneToOneField(
        Sheet, models.SET_NULL, null=True, blank=True, related_name="status_meeting"
    )
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545: rises when the meeting moves
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)  # moved, cancelled or put back

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement_version_id", "number"], name="followup_meeting_made_once"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="followup_meeting_takes_time"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="followup_by_time")]

    def __str__(self) -> str:
        return f"{self.number} · {self.starts_at:%Y-%m-%d}"

    @property
    def ends_at(self) -> datetime:
        """When one can go home."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        """Whether it is planned and not over."""
        return self.status == MeetingStatus.PLANNED and self.ends_at > clock.now()
