"""Lists of sheets, for somebody who speaks for organisations."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.models import Collaboration, CollaborationSheet, OwnSheet
from brobygger.workspaces.models import Membership

# What others have shared lately; older ones are found on their threads.
LATELY = 12


def own_sheets_of(user: User, *, away: bool = False, organisation: str = "") -> QuerySet[OwnSheet]:
    """The sheets of the organisations the person speaks for, last written in first."""
    mine = actors_represented_by(user).filter(deleted_at__isnull=True)
    try:
        mine = mine.filter(id=UUID(organisation)) if organisation else mine
    except ValueError:
        mine = mine.none()
    used = Prefetch(
        "sheet__collaboration_sheets",
        CollaborationSheet.objects.select_related("collaboration")
        .annotate(told=Count("fields"))
        .order_by("collaboration__title"),
    )
    return (
        OwnSheet.objects.filter(owner__in=mine.values("id"), put_away_at__isnull=not away)
        .select_related("sheet", "owner__workspace", "activity", "about")
        .prefetch_related(used)
        .annotate(filled=Count("sheet__field_values"))
        .order_by("-sheet__updated_at", "-id")
    )


def shared_with(user: User) -> list[CollaborationSheet]:
    """The latest sheets of others something of is shared with the person, each once."""
    mine = actors_represented_by(user)
    links = (
        CollaborationSheet.objects.filter(
            collaboration__in=Collaboration.objects.visible_to(user).values("id"),
            shared_at__isnull=False,
            owner__isnull=False,
        )
        .exclude(owner__in=mine.values("id"))
        .select_related("sheet", "owner", "collaboration")
        .order_by("-shared_at", "-id")[: 2 * LATELY]
    )
    once: dict[UUID, CollaborationSheet] = {}
    for link in links:
        once.setdefault(link.sheet_id, link)
    return list(once.values())[:LATELY]


def begins_for(user: User) -> list[Actor]:
    """The organisations the person may begin sheets for, by name."""
    roles = {
        workspace: Role(role)
        for workspace, role in Membership.objects.filter(user_id=user.pk).values_list(
            "workspace_id", "role"
        )
    }
    may = [one for one, role in roles.items() if role_has(role, Permission.SHEET_BEGIN)]
    represents = Q(representations__user_id=user.pk, representations__ended_at__isnull=True)
    writes = represents | Q(is_host=True, workspace__in=may)
    found = Actor.objects.filter(writes, deleted_at__isnull=True).distinct()
    return list(found.select_related("workspace").order_by("sort_name", "id"))
