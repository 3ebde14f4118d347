"""Filters somebody in the demo comes back to: one of the coordinator's own, one for everybody."""

from brobygger.accounts.models import User
from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.saved_filters import save_filter
from brobygger.workspaces.models import Workspace


def make_filters(workspace: Workspace, *, by: User) -> None:
    """Whom to ring, and who meets near the north of the town."""
    for name, shared, wanted in (
        ("Dem, vi skal ringe til", True, Filter(freshness=("old", "never"))),
        ("Tæt på Nordbyen", False, Filter(place="Nordbyen", km=1)),
    ):
        save_filter(workspace=workspace, name=name, wanted=wanted, shared=shared, by=by)
