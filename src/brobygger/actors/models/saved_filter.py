"""Filters of the register that somebody wants to come back to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class SavedFilter(Entity):
    """A filter with a name: one's own, or the whole workspace's when it is shared.

    `query` is that of the list's address. A deleted one can be put back for a while. A shared one
    is the workspace's alone: it stays when the person who made it leaves or is erased.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="saved_filters")
    # Whose own it is; nobody's when it is shared.
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="saved_filters")
    name = models.CharField(_("navn"), max_length=80)
    query = models.CharField(max_length=4000)
    shared = models.BooleanField(_("delt med arbejdsrummet"), default=False)
    created_at = models.DateTimeField(default=clock.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared=True, user=None) | Q(shared=False, user__isnull=False),
                name="actors_filter_is_ones_own_or_shared",
            ),
        ]

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
