"""Who of the workspace knows an actor, so that a colleague can ask before ringing."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from brobygger.accounts.models import User
from brobygger.actors.exceptions import CprFound
from brobygger.actors.models import Acquaintance, Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core.characters import seen
from brobygger.core.citizens import has_cpr
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Membership


@transaction.atomic
def know(*, actor: Actor, by: User, how: str = "", since_year: int | None = None) -> Acquaintance:
    """Say that one knows the actor; said again, how and since when are what was said last.

    Raises PermissionDenied, and CprFound.
    """
    membership = _membership(actor, by)
    if has_cpr(how):
        raise CprFound
    known, new = Acquaintance.objects.update_or_create(
        actor=actor,
        membership=membership,
        defaults={"how": seen(how).strip(), "since_year": since_year},
        create_defaults={
            "workspace_id": actor.workspace_id,
            "how": seen(how).strip(),
            "since_year": since_year,
        },
    )
    if new:
        _record("acquaintance.said", actor, by)
    return known


@transaction.atomic
def forget(*, actor: Actor, by: User) -> bool:
    """Say that one does not know the actor after all; answers whether one had said so."""
    membership = _membership(actor, by)
    gone, _rows = Acquaintance.objects.filter(actor=actor, membership=membership).delete()
    if gone:
        _record("acquaintance.taken_back", actor, by)
    return bool(gone)


def acquaintances_of(actor: Actor) -> QuerySet[Acquaintance]:
    """Those who know the actor, who has known it longest first."""
    found = Acquaintance.objects.filter(actor=actor).select_related("membership__user")
    return found.order_by("since_year", "created_at", "id")


def _membership(actor: Actor, by: User) -> Membership:
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    found = Membership.objects.filter(workspace_id=actor.workspace_id, user=by).first()
    if found is None:
        raise PermissionDenied
    return found


def _record(event: str, actor: Actor, by: User) -> None:
    record(event, by=by, on=("actor", actor.pk), workspace_id=actor.workspace_id)
