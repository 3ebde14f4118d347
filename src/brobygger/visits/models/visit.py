"""A visit: who goes to whom, when and where."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.efforts.models import Effort
from brobygger.sheets.models import Sheet
from brobygger.visits.enums import VisitStatus
from brobygger.workspaces.models import Workspace


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits as a page needs them."""

    def in_workspace(self, workspace: Workspace) -> "VisitQuerySet":
        """All visits of a workspace."""
        return self.filter(workspace=workspace)

    def ahead(self) -> "VisitQuerySet":
        """Planned ones, also those whose time has not been agreed."""
        return self.filter(status=VisitStatus.PLANNED)

    def held(self) -> "VisitQuerySet":
        """Those that have been."""
        return self.filter(status=VisitStatus.HELD)

    def of_visitor(self, user: User) -> "VisitQuerySet":
        """Those the person goes on."""
        return self.filter(visitors__user_id=user.pk)


class Visit(Entity):
    """One visit to an actor of the register. Without a moment: to be rung to and agreed."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="visits")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="visits")
    effort = models.ForeignKey(
        Effort, models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    starts_at = models.DateTimeField(_("tid"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutter"), default=60)
    place = models.CharField(_("sted"), max_length=300, blank=True)
    # Whom they meet: the name stays when the person leaves the register.
    contact = models.ForeignKey(
        ContactPerson, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    meets = models.CharField(_("hvem I møder"), max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=VisitStatus.choices, default=VisitStatus.PLANNED
    )
    # The six questions and the notes: a sheet of the tool t17_visit.
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545: rises when the visit moves
    planned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="visits_visit_workspace_id"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="visits_visit_takes_time"),
            models.CheckConstraint(
                condition=Q(status="held", held_at__isnull=False, starts_at__isnull=False)
                | (~Q(status="held") & Q(held_at__isnull=True)),
                name="visits_held_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "status", "starts_at"], name="visits_by_time"),
            models.Index(fields=["actor", "status", "starts_at"], name="visits_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.status}"

    @property
    def ends_at(self) -> datetime | None:
        """When one can go home; None when no time is agreed."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_over(self) -> bool:
        """Whether a planned visit's time has passed."""
        return self.ends_at is not None and self.ends_at <= clock.now()

    @property
    def thanks_status(self) -> str:
        """Where the thank-you is; empty when nobody has begun it."""
        thanks = getattr(self, "thanks", None)
        return thanks.status if thanks is not None else ""

    @property
    def is_planned(self) -> bool:
        return self.status == VisitStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == VisitStatus.HELD


class Visitor(Entity):
    """A member who goes on a visit."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="visitors")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "user"], name="visits_visitor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.user_id}"
