"""One and the same organisation in the registers of several workspaces."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from brobygger.core import clock
from brobygger.core.models import Entity


class Organisation(Entity):
    """What an actor has said it is one of, wherever it is registered.

    It belongs to no workspace and holds no facts: each register keeps its own. It only says that
    what the actor corrects in one of them goes for all. No workspace can see it.
    """

    # What the actor wants to say differently in each place, by the name of its first field.
    apart = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.pk)
