"""An effort: what one wants to do for somebody, and so whom one looks for."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.efforts.enums import EffortStatus, Stance
from brobygger.workspaces.models import Workspace

OPEN = (EffortStatus.PREPARING, EffortStatus.MAPPING, EffortStatus.ALIVE)


def terms() -> "ArrayField[Any, Any]":
    """A list of vocabulary term ids, or of the words themselves where no term fits."""
    return ArrayField(models.CharField(max_length=200), default=list, blank=True)


class EffortQuerySet(models.QuerySet["Effort"]):
    """Efforts as seen from a workspace or by a person."""

    def visible_to(self, user: User) -> "EffortQuerySet":
        """The efforts of the person's workspaces."""
        return self.filter(workspace__memberships__user_id=user.pk)

    def open(self) -> "EffortQuerySet":
        """Those somebody is working on, or keeps alive."""
        return self.filter(status__in=OPEN)


class Effort(Entity):
    """A mapping begins here: purpose first, then where and for whom."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="efforts")
    title = models.CharField(_("titel"), max_length=200)
    purpose = models.TextField(_("formål"), blank=True)
    area = models.CharField(_("område"), max_length=300, blank=True)
    target_groups = terms()
    activity_areas = terms()
    starts_on = models.DateField(_("fra"), null=True, blank=True)
    ends_on = models.DateField(_("til"), null=True, blank=True)
    status = models.CharField(
        max_length=20, choices=EffortStatus.choices, default=EffortStatus.PREPARING
    )
    responsible = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="efforts_in_hand"
    )
    # When to look at it again: the list while it is kept alive, the question while it waits.
    next_review_on = models.DateField(_("ses igennem igen"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Since when it has been declined or closed; empty while it may go on.
    ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=clock.now)
    # The form it was started with: a double click starts it only once.
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = EffortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="efforts_effort_workspace_id"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="efforts_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["declined", "closed"], ended_at__isnull=False)
                | (~Q(status__in=["declined", "closed"]) & Q(ended_at__isnull=True)),
                name="efforts_ended_when_no_or_closed",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "-created_at"], name="efforts_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether one may write in it."""
        return self.status in OPEN

    @property
    def areas(self) -> list[str]:
        """The places it is about; several are written with a comma between."""
        return [one.strip() for one in self.area.split(",") if one.strip()]


class Answer(Entity):
    """What has been written to one question of the walk; half an answer is kept too."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    effort = models.ForeignKey(Effort, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["effort", "question"], name="efforts_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} in {self.effort_id}"


class Backing(Entity):
    """What one department of our own says to the effort, and who says it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    effort = models.ForeignKey(Effort, models.CASCADE, related_name="backings")
    department = models.CharField(_("afdeling"), max_length=200)
    who = models.CharField(_("hvem"), max_length=200, blank=True)
    stance = models.CharField(
        _("svar"), max_length=10, choices=Stance.choices, default=Stance.NOT_ASKED
    )
    says = models.TextField(_("hvad de siger"), blank=True)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.department
