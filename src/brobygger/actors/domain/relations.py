"""Who knows whom in the register."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.provenance import written_by
from brobygger.actors.enums import RelationKind
from brobygger.actors.exceptions import CprFound, RelationRefused
from brobygger.actors.models import Actor, Relation
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core.characters import seen
from brobygger.core.citizens import has_cpr
from brobygger.workspaces.authorization import check_workspace


@transaction.atomic
def add_relation(
    *, actor: Actor, other: Actor, kind: RelationKind, by: User, note: str = ""
) -> Relation:
    """Write down that two actors of one register know each other or work together.

    For MEMBER_OF it is `actor` that is a member of `other`. Raises RelationRefused when they are
    the same, stand in two registers, or the relation is there already; CprFound; PermissionDenied.
    """
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    if actor.pk == other.pk or actor.workspace_id != other.workspace_id:
        raise RelationRefused(_("Vælg en anden samarbejdspart fra samme register."))
    if has_cpr(note):
        raise CprFound
    if _between(actor, other, kind).exists():
        raise RelationRefused(_("Den forbindelse står her allerede."))
    said = written_by(by)
    relation = Relation.objects.create(
        workspace=actor.workspace,
        actor_a=actor,
        actor_b=other,
        kind=kind,
        note=seen(note),
        source=said.source.value,
        source_who=said.who,
        confirmed_on=said.on,
    )
    _record("relation.added", relation, by)
    return relation


@transaction.atomic
def remove_relation(*, relation: Relation, by: User) -> None:
    """Take back a relation somebody wrote down.

    Raises RelationRefused for one that follows from a collaboration: it goes with that.
    """
    check_workspace(by, relation.workspace, Permission.ACTOR_EDIT)
    if relation.origin_kind:
        raise RelationRefused(_("Forbindelsen kommer fra et samarbejde og følger det."))
    _record("relation.removed", relation, by)
    relation.delete()


def _between(actor: Actor, other: Actor, kind: RelationKind) -> "models.QuerySet[Relation]":
    ways = [(actor, other)] if kind == RelationKind.MEMBER_OF else [(actor, other), (other, actor)]
    either = Q()
    for a, b in ways:
        either |= Q(actor_a=a, actor_b=b)
    return Relation.objects.filter(either, kind=kind, origin_kind="")


def _record(event: str, relation: Relation, by: User) -> None:
    record(
        event,
        by=by,
        on=("actor", relation.actor_a_id),
        workspace_id=relation.workspace_id,
        related=[("actor", relation.actor_b_id)],
    )
