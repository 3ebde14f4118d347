"""What we promised, logged as carefully as what we heard."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.visits.enums import PromiseStatus
from brobygger.visits.models.visit import Visit
from brobygger.workspaces.models import Workspace


class Promise(Entity):
    """Something one of us promised on a visit."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="promises")
    text = models.CharField(_("hvad vi lovede"), max_length=300)
    promised_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(_("senest"), null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=PromiseStatus.choices, default=PromiseStatus.OPEN
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", settled_at__isnull=True)
                | (~Q(status="open") & Q(settled_at__isnull=False)),
                name="visits_promise_settled_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["promised_by", "due_on"],
                condition=Q(status="open"),
                name="visits_open_promises",
            ),
            models.Index(
                fields=["workspace", "due_on"],
                condition=Q(status="open"),
                name="visits_promises_of_place",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.status == PromiseStatus.OPEN

    @property
    def is_late(self) -> bool:
        """Whether it should have been kept by now."""
        return self.is_open and self.due_on is not None and self.due_on < clock.today()
