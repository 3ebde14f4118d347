"""What the rooms below must do themselves when a person is erased: leave, close, tell the trail."""

from collections.abc import Sequence
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.domain.rows import data_of, put_fields
from brobygger.actors.models import Actor, ContactPerson, Representation
from brobygger.audit.record import record
from brobygger.links.domain.links import revoke
from brobygger.links.models import AccessLink
from brobygger.notifications.models import Notification, NotificationStatus
from brobygger.privacy.domain.persons import Person, rows_by_address
from brobygger.privacy.policy import policy
from brobygger.workspaces.models import Membership


def leave(person: Person, *, by: User | None) -> None:
    """Close the person's links, and note that they left workspaces, actors and registers.

    The rows themselves go with the account and with the plan.
    """
    _close_links(person, by)
    _leave_registers(person, by)
    if person.user is None:
        return
    by = None if by == person.user else by
    for member in Membership.objects.filter(user=person.user):
        on = ("workspace", member.workspace_id)
        related = [("user", member.user_id)]
        record("workspace.member_removed", by=by, on=on, workspace_id=on[1], related=related)
    for speaks in Representation.objects.filter(user=person.user, ended_at__isnull=True):
        on = ("actor", speaks.actor_id)
        related = [("user", speaks.user_id)]
        record(
            "representative.ended", by=by, on=on, workspace_id=speaks.workspace_id, related=related
        )


def before_blanking(label: str, keys: Sequence[Any]) -> None:
    """A mail that has not left does not leave without its receiver."""
    if label == "notifications.Notification":
        waits = (NotificationStatus.WAITING, NotificationStatus.HELD)
        waiting = Notification.objects.filter(pk__in=keys, status__in=waits)
        waiting.update(status=NotificationStatus.DROPPED)


def forget_in_search(actor_ids: Sequence[Any]) -> None:
    """Let the search of the register forget what was taken out of these actors' words."""
    for actor in Actor.objects.filter(pk__in=actor_ids):
        put_fields(actor, data_of(actor))
        actor.save()


def _close_links(person: Person, by: User | None) -> None:
    links = rows_by_address(AccessLink, policy()["links.AccessLink"], person)
    for link in links.filter(revoked_at__isnull=True):
        revoke(link, by=None if by == person.user else by)


def _leave_registers(person: Person, by: User | None) -> None:
    own = rows_by_address(ContactPerson, policy()["actors.ContactPerson"], person)
    for actor in Actor.objects.filter(pk__in=own.values("actor")).select_for_update():
        actor.version += 1
        actor.save(update_fields=["version"])
        record(
            "actor.updated",
            by=None if by == person.user else by,
            on=("actor", actor.id),
            workspace_id=actor.workspace_id,
        )
