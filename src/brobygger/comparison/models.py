"""What comes of laying sheets side by side: questions, goals, clauses; and our presentation."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


class Became(models.TextChoices):
    """What people made of a difference."""

    QUESTION = "question", _("Spørgsmål")
    GOAL = "goal", _("Mål")
    CLAUSE = "clause", _("Punkt i aftalen")
    # Other words for the same thing: nothing more to do.
    AGREED = "agreed", _("I mener det samme")


class Goal(Entity):
    """Something the parties want to reach together."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="goals")
    text = models.TextField(_("mål"))
    by_on = models.DateField(_("senest"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    reached_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.collaboration_id}: {self.id}"


class Outcome(Entity):
    """A difference and what it became. Taken back it stays as history."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    # None: seen on an organisation's own sheet, in no collaboration.
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, null=True, blank=True, related_name="outcomes"
    )
    became = models.CharField(max_length=20, choices=Became.choices)
    # What lay beside what (board.Mode), and of then and now which version or day.
    mode = models.CharField(max_length=10)
    since = models.CharField(max_length=40, blank=True)
    # Which difference: the same one is the same string however often it is looked at.
    about = models.CharField(max_length=64)
    theme = models.CharField(max_length=300)
    # Where it was seen: two sheets, or the same one twice (then and now, now and wished).
    left_sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="+")
    left_field = models.CharField(max_length=60, blank=True)
    right_sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="+")
    right_field = models.CharField(max_length=60, blank=True)
    # The words that went into it; of a goal what each side said.
    text = models.TextField(blank=True)
    # What it became: a comment, a goal, or the draft of the agreement with the field.
    target_id = models.UUIDField(null=True, blank=True)
    target_field = models.CharField(max_length=60, blank=True)
    # What was written there, so that it can be taken out again: {"text": …} or {"rows": […]}.
    added: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True
    )
    at = models.DateTimeField(default=clock.now)
    by_id = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    # The goal it became, when whoever asked for it needs its words.
    goal: Goal | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "became"],
                condition=models.Q(undone_at__isnull=True),
                name="comparison_one_of_each",
            ),
        ]
        indexes = [
            models.Index(fields=["target_id"], name="comparison_what_it_became"),
        ]

    def __str__(self) -> str:
        return f"{self.became}: {self.theme}"


class Presentation(Entity):
    """One party's contribution on one page, made of what it has shared."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="presentations")
    owner = models.ForeignKey(Actor, models.PROTECT, related_name="presentations")
    # Shared fields that are left off the page, as "<sheet id>.<field id>".
    left_out: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "owner"], name="comparison_one_presentation_a_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} in {self.collaboration_id}"
