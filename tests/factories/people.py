"""Workspaces and people for tests."""

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member, create_workspace
from brobygger.workspaces.models import Workspace


def make_user(email: str, name: str = "") -> User:
    return get_or_create_user(email=email, name=name or email.split("@", maxsplit=1)[0].title())


def make_workspace(slug: str, name: str) -> Workspace:
    return create_workspace(slug=slug, name=name, by=None)


def make_member(workspace: Workspace, role: str) -> User:
    user = make_user(f"{role}@{workspace.slug}.example")
    add_member(workspace=workspace, user=user, role=Role(role), by=None)
    return user
