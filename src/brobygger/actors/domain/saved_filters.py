"""Filters kept by name: made, shared, renamed, deleted and put back, chosen to begin with."""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from brobygger.accounts.models import User
from brobygger.actors.domain.filters import Filter
from brobygger.actors.exceptions import FilterIsOthers, TooManyFilters
from brobygger.actors.models import FirstFilter, SavedFilter
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.asked_often import answers, columns_of, object_of
from brobygger.workspaces.authorization import can_workspace, check_workspace
from brobygger.workspaces.models import Workspace

MOST = 50  # a person's, and a workspace's
_ON_LIST = """
    SELECT {columns} FROM actors_savedfilter AS one
    WHERE workspace_id = %s AND (shared OR user_id = %s) AND deleted_at IS NULL ORDER BY name, id
"""


def filters_for(workspace: Workspace, user: User) -> QuerySet[SavedFilter]:
    """The person's own filters and those shared in the workspace, by name.

    Each knows whether the person's list opens with it (`is_first`).
    """
    first = FirstFilter.objects.filter(saved=OuterRef("pk"), user=user)
    return (
        SavedFilter.objects.filter(Q(user=user) | Q(shared=True), workspace=workspace)
        .filter(deleted_at__isnull=True)
        .annotate(is_first=Exists(first))
        .order_by("name", "id")
    )


def filters_on_list(workspace: Workspace, user: User) -> list[SavedFilter]:
    """As `filters_for`, for the list, where the question is asked with every page."""
    question = _ON_LIST.format(columns=columns_of(SavedFilter, "one"))
    return [object_of(SavedFilter, row) for row in answers(question, [workspace.pk, user.pk])]


def default_filter(workspace: Workspace, user: User) -> SavedFilter | None:
    """The filter the person's list opens with, when one is chosen and still there."""
    return filters_for(workspace, user).filter(first_for__user=user).first()


@transaction.atomic
def save_filter(
    *, workspace: Workspace, name: str, wanted: Filter, shared: bool, by: User
) -> SavedFilter:
    """Keep a filter by a name. The same name once more takes the old one's place.

    Shared filters are for those who may edit the register. Raises PermissionDenied,
    TooManyFilters.
    """
    needs = Permission.ACTOR_EDIT if shared else Permission.ACTOR_VIEW
    check_workspace(by, workspace, needs)
    # One at a time: two who save the same name at once make one filter.
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
    theirs = SavedFilter.objects.select_for_update().filter(
        workspace=workspace, deleted_at__isnull=True, shared=shared
    )
    theirs = theirs if shared else theirs.filter(user=by)
    if saved := theirs.filter(name__iexact=name.strip()).first():
        saved.query = wanted.as_query
        saved.save(update_fields=["query"])
        _record("filter.changed", saved, by)
        return saved
    if theirs.count() >= MOST:
        raise TooManyFilters
    saved = SavedFilter.objects.create(
        workspace=workspace,
        user=None if shared else by,
        name=name.strip(),
        query=wanted.as_query,
        shared=shared,
    )
    _record("filter.shared", saved, by)
    return saved


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str, by: User) -> None:
    """Call it something else. Raises FilterIsOthers, PermissionDenied."""
    stored = _mine(saved, by)
    stored.name = saved.name = name.strip()
    stored.save(update_fields=["name"])
    _record("filter.renamed", stored, by)


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Take it away for everybody who could see it; it can be put back for thirty days."""
    stored = _mine(saved, by)
    stored.deleted_at = saved.deleted_at = clock.now()
    stored.save(update_fields=["deleted_at"])
    _record("filter.deleted", stored, by)


@transaction.atomic
def restore_filter(*, saved: SavedFilter, by: User) -> None:
    """Put it back as it was."""
    stored = _mine(saved, by)
    stored.deleted_at = saved.deleted_at = None
    stored.save(update_fields=["deleted_at"])
    _record("filter.restored", stored, by)


@transaction.atomic
def begin_with(*, workspace: Workspace, saved: SavedFilter | None, by: User) -> None:
    """Let the person's list open with this filter; with all of the register when it is None."""
    check_workspace(by, workspace, Permission.ACTOR_VIEW)
    if saved is None:
        FirstFilter.objects.filter(workspace=workspace, user=by).delete()
        return
    FirstFilter.objects.update_or_create(workspace=workspace, user=by, defaults={"saved": saved})


def visible_filter(workspace: Workspace, user: User, key: UUID) -> SavedFilter | None:
    """The filter of that key, deleted or not, when the person may see it."""
    mine = Q(user=user) | Q(shared=True)
    return SavedFilter.objects.filter(mine, workspace=workspace, pk=key).first()


def may_change(saved: SavedFilter, user: User) -> bool:
    """One's own, and shared ones for those who may edit the register."""
    if saved.shared:
        return can_workspace(user, saved.workspace, Permission.ACTOR_EDIT)
    return saved.user_id == user.pk


def _mine(saved: SavedFilter, by: User) -> SavedFilter:
    check_workspace(by, saved.workspace, Permission.ACTOR_VIEW)
    stored = SavedFilter.objects.select_for_update(of=("self",)).get(pk=saved.pk)
    if not may_change(stored, by):
        raise FilterIsOthers
    return stored


def _record(event: str, saved: SavedFilter, by: User) -> None:
    """What happens to the workspace's filters is in its trail; one's own are nobody's business."""
    if saved.shared:
        record(event, by=by, on=("saved_filter", saved.pk), workspace_id=saved.workspace_id)
