"""Contacts passed on: two who may get something out of knowing each other."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.accounts.models import User
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor, ContactPerson
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.visits.enums import IntroductionStatus
from brobygger.visits.models.visit import Visit
from brobygger.workspaces.models import Workspace


class Introduction(Entity):
    """The actor that was visited, introduced to another of the register.

    Each side chooses what the other gets to see of it. Nothing of a person is passed on before
    that person has said yes.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="introductions")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    contact = models.ForeignKey(
        ContactPerson, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.CharField(gettext_lazy("hvorfor"), max_length=300, blank=True)
    status = models.CharField(
        max_length=10, choices=IntroductionStatus.choices, default=IntroductionStatus.PROPOSED
    )
    # What each has chosen that the other gets.
    visited_name = models.CharField(max_length=200, blank=True)
    visited_email = models.EmailField(blank=True)
    visited_phone = models.CharField(max_length=60, blank=True)
    other_name = models.CharField(max_length=200, blank=True)
    other_email = models.EmailField(blank=True)
    other_phone = models.CharField(max_length=60, blank=True)
    visited_answered_at = models.DateTimeField(null=True, blank=True)
    other_asked_at = models.DateTimeField(null=True, blank=True)  # by mail
    other_answered_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "other"],
                condition=~models.Q(status="withdrawn"),
                name="visits_introduced_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} → {self.other_id}"

    @property
    def shown_as(self) -> str:
        """What the one visited reads before anybody has said yes: no single person's name."""
        if self.other.kind == ActorKind.ENTHUSIAST:
            return _("En ildsjæl i nærheden")
        return self.other.name
