"""What a workspace says about itself: who answers for what stands in it."""

from dataclasses import dataclass

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Membership, Workspace


@dataclass(frozen=True)
class Controller:
    """Who answers for the data, and how to reach them and their data-protection officer."""

    name: str
    email: str
    phone: str
    dpo_email: str


@transaction.atomic
def describe_controller(
    *, workspace: Workspace, by: User, controller: str, email: str, phone: str, dpo_email: str
) -> None:
    """Say who answers for the data. It stands in every notice that is written from now on."""
    check_workspace(by, workspace, Permission.WORKSPACE_MANAGE)
    workspace.controller = controller
    workspace.contact_email, workspace.contact_phone = email, phone
    workspace.dpo_email = dpo_email
    workspace.save(update_fields=["controller", "contact_email", "contact_phone", "dpo_email"])
    record(
        "workspace.controller_described",
        by=by,
        on=("workspace", workspace.id),
        workspace_id=workspace.id,
    )


@transaction.atomic
def choose_words(*, workspace: Workspace, by: User, background_label: str) -> None:
    """Say what the workspace calls what actors tell of their background; empty: as we call it."""
    check_workspace(by, workspace, Permission.WORKSPACE_MANAGE)
    workspace.background_label = background_label.strip()
    workspace.save(update_fields=["background_label"])
    record(
        "workspace.words_chosen",
        by=by,
        on=("workspace", workspace.id),
        workspace_id=workspace.id,
    )


def controller_of(workspace: Workspace) -> Controller:
    """Who answers, as told to people. Without an address of its own it is an administrator's:
    somebody must always be there to ask."""
    email = workspace.contact_email
    if not email:
        administrators = Membership.objects.filter(workspace=workspace, role="administrator")
        oldest = administrators.order_by("created_at", "id").select_related("user").first()
        email = oldest.user.email if oldest else ""
    name = workspace.controller or workspace.name
    return Controller(name, email, workspace.contact_phone, workspace.dpo_email)
