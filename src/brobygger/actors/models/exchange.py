"""What an actor needs, what it can give, and what it does."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.actors.enums import ExchangeKind
from brobygger.actors.models.actor import Actor
from brobygger.actors.models.fact import Fact
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class Exchange(Fact, Entity):
    """A competence or a resource, as a term of the vocabulary, in words, or both."""

    # The index of the terms begins with the workspace.
    workspace = models.ForeignKey(
        Workspace, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="%(class)ss", db_constraint=False)
    kind = models.CharField(_("slags"), max_length=20, choices=ExchangeKind.choices)
    term = models.CharField(_("emne"), max_length=60, blank=True)
    text = models.TextField(_("med egne ord"), blank=True)
    amount = models.CharField(_("hvor meget"), max_length=200, blank=True)
    period = models.CharField(_("hvornår"), max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text or self.term


class Need(Exchange):
    """Something an actor lacks."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(term="") | ~models.Q(text=""), name="actors_need_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "kind", "term", "actor"], name="actors_need_term")
        ]


class Offer(Exchange):
    """Something an actor can give."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(term="") | ~models.Q(text=""),
                name="actors_offer_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "kind", "term", "actor"], name="actors_offer_term")
        ]


class Activity(Fact, Entity):
    """Something an actor does for somebody."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_constraint=False)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="activities", db_constraint=False)
    name = models.CharField(_("aktivitet"), max_length=300)
    description = models.TextField(_("beskrivelse"), blank=True)
    activity_area = models.CharField(_("område"), max_length=200, blank=True)
    target_groups = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    schedule = models.CharField(_("hvornår"), max_length=300, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
