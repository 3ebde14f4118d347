"""Filters of the register that somebody wants to come back to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class SavedFilter(Entity):
    """A filter with a name: one's own, or the whole workspace's when it is shared.

    `query` is that of the list's address. A deleted one can be put back for a while.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="saved_filters")
    user = models.ForeignKey(User, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("navn"), max_length=80)
    query = models.CharField(max_length=4000)
    shared = models.BooleanField(_("delt med arbejdsrummet"), default=False)
    created_at = models.DateTimeField(default=clock.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class FirstFilter(Entity):
    """The filter a person's list opens with, in one workspace."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="first_filters")
    saved = models.ForeignKey(SavedFilter, models.CASCADE, related_name="first_for")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="actors_one_first_filter"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.saved_id}"
