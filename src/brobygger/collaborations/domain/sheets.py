"""A party's sheets in a collaboration: begun, shared with the others, taken back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.catalog.schema import Tool
from brobygger.collaborations.authorization import parties_of_user, role_for
from brobygger.collaborations.domain.trail import about
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.collaborations.policies import check_open
from brobygger.core import clock
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.sheets.validation import clean_title

OWNER_KIND = "collaboration"


@transaction.atomic
def start_sheet(
    *, collaboration: Collaboration, tool: Tool, owner: Actor, by: User, title: str = ""
) -> CollaborationSheet:
    """Begin a sheet that only the owner's people see, until they share it.

    `title` is the name of its activity, else it is called what the tool is called. Raises
    PermissionDenied unless `by` writes for that party, CollaborationClosed, NotSaved.
    """
    roles = {party.actor_id: role for party, role in parties_of_user(by, collaboration).items()}
    if owner.id not in roles or not role_has(roles[owner.id], Permission.PARTY_WRITE):
        raise PermissionDenied
    check_open(collaboration)
    sheet = create_sheet(
        workspace=collaboration.workspace,
        tool=tool,
        title=clean_title(title) or tool.title.text,
        owner_kind=OWNER_KIND,
        by=by,
    )
    return CollaborationSheet.objects.create(
        workspace_id=collaboration.workspace_id,
        collaboration=collaboration,
        sheet=sheet,
        owner=owner,
    )


@transaction.atomic
def share_sheet(*, link: CollaborationSheet, by: User) -> None:
    """Let the other parties read the sheet. They cannot write in it.

    Raises PermissionDenied unless `by` decides for the owner, CollaborationClosed.
    """
    _check_decides(by, link)
    check_open(link.collaboration)
    if link.shared_at is not None:
        return
    link.shared_at = clock.now()
    link.save(update_fields=["shared_at"])
    _record("sheet.shared", link, by)


@transaction.atomic
def unshare_sheet(*, link: CollaborationSheet, by: User) -> None:
    """Take the sheet back: from now on only the owner's people see it.

    What the agreement has taken from it stays in the agreement. Raises PermissionDenied.
    """
    _check_decides(by, link)
    if link.shared_at is None:
        return
    link.shared_at = None
    link.save(update_fields=["shared_at"])
    _record("sheet.unshared", link, by)


def _check_decides(user: User, link: CollaborationSheet) -> None:
    role = role_for(user, link.owner)
    if role is None or not role_has(role, Permission.PARTY_SHARE):
        raise PermissionDenied


def _record(event: str, link: CollaborationSheet, by: User) -> None:
    record(
        event,
        by=by,
        on=("sheet", link.sheet_id),
        workspace_id=link.workspace_id,
        related=[
            ("collaboration", link.collaboration_id),
            *about(link.collaboration, [link.owner_id]),
        ],
    )
