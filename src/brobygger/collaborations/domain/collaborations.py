"""Opening a collaboration, saying what it is about, closing it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import ObjectRef, record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.domain.host import host_actor
from brobygger.collaborations.domain.relations import keep_relations
from brobygger.collaborations.domain.trail import about
from brobygger.collaborations.exceptions import FormUsedByOther, NotInRegister, TooFewParties
from brobygger.collaborations.models import Collaboration, Involvement, Party
from brobygger.collaborations.policies import check_open
from brobygger.core import clock
from brobygger.core.events import emit
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace


@transaction.atomic
def open_collaboration(
    *,
    workspace: Workspace,
    title: str,
    actors: Iterable[Actor],
    by: User,
    purpose: str = "",
    origin: ObjectRef | None = None,
    token: UUID | None = None,
) -> Collaboration:
    """Start a collaboration between two or more actors, on equal footing.

    The workspace's own organisation helps it off the ground as facilitator, unless it is itself
    among the parties. The same `token` (of the form) a second time answers with the first one.
    Raises PermissionDenied, TooFewParties, NotInRegister.
    """
    check_workspace(by, workspace, Permission.COLLABORATION_OPEN)
    parties = {actor.id: actor for actor in actors}
    if any(actor.workspace_id != workspace.id for actor in parties.values()):
        raise NotInRegister
    if len(parties) < 2:
        raise TooFewParties
    collaboration = Collaboration(
        workspace=workspace,
        title=title,
        purpose=purpose,
        opened_by=by,
        origin_kind=origin[0] if origin else "",
        origin_id=origin[1] if origin else None,
        form_token=token,
    )
    first = _save_once(collaboration)
    if first is not None:
        return first
    _let_join(collaboration, parties.values(), host_actor(workspace, by=by))
    keep_relations(collaboration)
    _record("collaboration.opened", collaboration, by)
    emit(
        "collaboration.opened",
        key=str(collaboration.id),
        payload={"collaboration_id": str(collaboration.id)},
    )
    return collaboration


@transaction.atomic
def describe_collaboration(
    *, collaboration: Collaboration, title: str, purpose: str, by: User
) -> None:
    """Give the collaboration another title or purpose. Any party may.

    Raises PermissionDenied, CollaborationClosed.
    """
    check_party(by, collaboration, Permission.PARTY_WRITE)
    check_open(collaboration)
    if (collaboration.title, collaboration.purpose) == (title, purpose):
        return
    collaboration.title, collaboration.purpose = title, purpose
    collaboration.save(update_fields=["title", "purpose"])
    _record("collaboration.described", collaboration, by)


@transaction.atomic
def close_collaboration(*, collaboration: Collaboration, by: User) -> None:
    """Say that it is over. Everything stays readable; the parties know each other from now on."""
    check_party(by, collaboration, Permission.PARTY_SHARE)
    check_open(collaboration)
    collaboration.closed_at = clock.now()
    collaboration.save(update_fields=["closed_at"])
    keep_relations(collaboration)
    _record("collaboration.closed", collaboration, by)


@transaction.atomic
def reopen_collaboration(*, collaboration: Collaboration, by: User) -> None:
    """Go on with a collaboration that was closed."""
    check_party(by, collaboration, Permission.PARTY_SHARE)
    if collaboration.closed_at is None:
        return
    collaboration.closed_at = None
    collaboration.save(update_fields=["closed_at"])
    keep_relations(collaboration)
    _record("collaboration.reopened", collaboration, by)


def _save_once(collaboration: Collaboration) -> Collaboration | None:
    """Save it, or answer with the one the same form has opened already."""
    try:
        with transaction.atomic():
            collaboration.save()
    except IntegrityError:
        first: Collaboration | None = Collaboration.objects.filter(
            form_token=collaboration.form_token,
            workspace=collaboration.workspace,
            opened_by=collaboration.opened_by,
        ).first()
        if first is None:
            raise FormUsedByOther from None
        return first
    return None


def _let_join(collaboration: Collaboration, actors: Iterable[Actor], host: Actor) -> None:
    involvement = {actor.id: Involvement.PARTY for actor in actors}
    involvement.setdefault(host.id, Involvement.FACILITATOR)
    Party.objects.bulk_create(
        Party(
            workspace_id=collaboration.workspace_id,
            collaboration=collaboration,
            actor_id=actor_id,
            involvement=kind,
            joined_at=collaboration.opened_at,
        )
        for actor_id, kind in involvement.items()
    )


def _record(event: str, collaboration: Collaboration, by: User) -> None:
    taking_part = collaboration.parties.filter(withdrew_at__isnull=True)
    actor_ids = taking_part.values_list("actor_id", flat=True)
    record(
        event,
        by=by,
        on=("collaboration", collaboration.id),
        workspace_id=collaboration.workspace_id,
        related=about(collaboration, actor_ids),
    )
