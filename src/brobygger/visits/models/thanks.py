"""The thank-you of the same day."""

from django.db import models
from django.db.models import Q

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.visits.enums import ThanksStatus
from brobygger.visits.models.visit import Visit
from brobygger.workspaces.models import Workspace


class Thanks(Entity):
    """One mail to the one we met. Promises and introductions are listed in it as they stand."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    visit = models.OneToOneField(Visit, models.CASCADE, related_name="thanks")
    to_email = models.EmailField(blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    heard = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, choices=ThanksStatus.choices, default=ThanksStatus.DRAFT
    )
    # Until then it can be taken back.
    leaves_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Introductions that could not be asked about by mail: the person has been asked enough.
    without_introductions = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="leaving", leaves_at__isnull=False)
                | (~Q(status="leaving") & Q(leaves_at__isnull=True)),
                name="visits_thanks_leaving_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"], condition=Q(status="leaving"), name="visits_thanks_leaving"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.status}"
