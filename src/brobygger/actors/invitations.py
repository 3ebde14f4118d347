"""Invitations to speak for an actor: what the page and the mail say, and who may close them."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Representation
from brobygger.authorization.permissions import Permission
from brobygger.invitations.domain.queries import State, states_of
from brobygger.invitations.kinds import Invited
from brobygger.links.models import AccessLink
from brobygger.workspaces.authorization import can_workspace

KIND = "representation"


def find_representation(representation_id: UUID) -> Invited | None:
    """The invitation to speak for an actor; None when the person no longer does."""
    found = _present(representation_id)
    return invited_representative(found) if found else None


def invited_representative(representation: Representation) -> Invited:
    """How it reads."""
    actor = representation.actor
    return Invited(
        kind=KIND,
        id=representation.pk,
        user=representation.user,
        workspace=representation.workspace,
        heading=_("Vil du repræsentere %(name)s?") % {"name": actor.name},
        role="",
        what=_(
            "Som repræsentant er du med i de samarbejder, I indgår. Du kan læse og skrive med, "
            "og I bestemmer selv, hvad I deler."
        ),
        home=reverse("desk:mine"),
        mail="representative_invited",
        event="representative.came",
        on=("actor", actor.pk),
        context={"actor": actor.name},
    )


def states_of_representatives(people: list[Representation]) -> dict[UUID, State]:
    """How far the invitation of each has come."""
    return states_of(KIND, {one.pk: one.user for one in people})


def close_representation() -> dict[str, Any]:
    """Who may close such an invitation, and the page it is listed on."""
    return {"may_close": _may_close, "page": _page}


def _may_close(link: AccessLink, user: User) -> bool:
    found = _present(link.subject_id)
    permission = Permission.REPRESENTATIVE_INVITE
    return found is not None and can_workspace(user, found.workspace, permission)


def _page(link: AccessLink) -> str:
    found = _present(link.subject_id)
    assert found is not None  # `may_close` has found it
    page = reverse("actors:detail", args=[found.workspace.slug, found.actor_id])
    return f"{page}#representatives"


def _present(representation_id: UUID) -> Representation | None:
    active = Representation.objects.filter(pk=representation_id, ended_at__isnull=True)
    return active.select_related("user", "actor", "workspace").first()
