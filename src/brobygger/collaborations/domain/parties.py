"""Joining a collaboration, and leaving it again (trække sig ud)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, Representation
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.collaborations.authorization import check_party, role_for
from brobygger.collaborations.domain.relations import keep_relations
from brobygger.collaborations.domain.trail import about
from brobygger.collaborations.exceptions import AlreadyParty, NobodyLeft, NotInRegister
from brobygger.collaborations.models import Collaboration, Involvement, Party
from brobygger.collaborations.policies import check_open
from brobygger.core import clock


@transaction.atomic
def add_party(
    *,
    collaboration: Collaboration,
    actor: Actor,
    by: User,
    involvement: Involvement = Involvement.PARTY,
) -> Party:
    """Let one more actor join: it sees from now on what the parties have shared.

    An actor that withdrew earlier joins again. Raises PermissionDenied (also for an actor the
    person cannot see), NotInRegister, AlreadyParty, CollaborationClosed.
    """
    check_party(by, collaboration, Permission.PARTY_SHARE)
    check_open(collaboration)
    if actor.workspace_id != collaboration.workspace_id:
        raise NotInRegister
    if not Actor.objects.visible_to(by).filter(id=actor.id).exists():
        raise PermissionDenied
    party, joined = Party.objects.select_for_update().get_or_create(
        collaboration=collaboration,
        actor=actor,
        defaults={"workspace_id": collaboration.workspace_id, "involvement": involvement},
    )
    if not joined:
        if party.withdrew_at is None and party.involvement == involvement:
            raise AlreadyParty
        party.withdrew_at, party.involvement = None, involvement
        party.save(update_fields=["withdrew_at", "involvement"])
    keep_relations(collaboration)
    _record("collaboration.party_joined", party, by)
    return party


@transaction.atomic
def withdraw_party(*, party: Party, by: User) -> None:
    """Let a party leave (trække sig ud). What it has shared and done stays in the story.

    Only its own people decide that; for an actor nobody represents, those who speak for another
    party may note it. Raises PermissionDenied, NobodyLeft, CollaborationClosed.
    """
    collaboration = party.collaboration
    if not can_withdraw(by, party):
        raise PermissionDenied
    check_open(collaboration)
    if party.withdrew_at is not None:
        return
    party.withdrew_at = clock.now()
    party.save(update_fields=["withdrew_at"])
    if not _somebody_can_open(collaboration):
        raise NobodyLeft
    keep_relations(collaboration)
    _record("collaboration.party_withdrew", party, by)


def can_withdraw(user: User, party: Party) -> bool:
    """Whether the person may say that the party leaves."""
    role = role_for(user, party.actor)
    if role is not None:
        return role_has(role, Permission.PARTY_SHARE)
    if party.actor.is_host or _represented(party.actor):
        return False
    try:
        check_party(user, party.collaboration, Permission.PARTY_SHARE)
    except PermissionDenied:
        return False
    return True


def _represented(actor: Actor) -> bool:
    return Representation.objects.filter(actor=actor, ended_at__isnull=True).exists()


def _somebody_can_open(collaboration: Collaboration) -> bool:
    taking_part = collaboration.parties.filter(withdrew_at__isnull=True)
    return (
        taking_part.filter(actor__is_host=True).exists()
        or Representation.objects.filter(
            actor__in=taking_part.values("actor"), ended_at__isnull=True
        ).exists()
    )


def _record(event: str, party: Party, by: User) -> None:
    record(
        event,
        by=by,
        on=("collaboration", party.collaboration_id),
        workspace_id=party.workspace_id,
        related=about(party.collaboration, [party.actor_id]),
    )
