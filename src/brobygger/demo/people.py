"""The people of the demo: the cast that the demo page offers, in their roles."""

from brobygger.accounts.demo import DEMO_USERS
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member, create_workspace
from brobygger.workspaces.models import Workspace, WorkspaceKind

MEMBERS = {
    "koordinator": Role.COORDINATOR,
    "administrator": Role.ADMINISTRATOR,
    "raadgiver": Role.ADVISER,
    "laeser": Role.READER,
}
# Demo person → the actor of data/actors.yaml that he or she speaks for.
REPRESENTATIVES = {
    "kvindeforening": "kvindeforening",
    "fodboldklub": "boldklub",
    "virksomhed": "revisor",
    "skoleleder": "soendervangskolen",
}


def make_people() -> dict[str, User]:
    """An account for each demo person, by key."""
    return {
        person.key: get_or_create_user(email=person.email, name=person.name)
        for person in DEMO_USERS
    }


def make_workspaces(people: dict[str, User]) -> tuple[Workspace, Workspace]:
    """Fjordby with its members, and the neighbour who sees nothing of it."""
    fjordby = create_workspace(slug="fjordby", name="Fjordby Kommune", by=None)
    for key, role in MEMBERS.items():
        add_member(workspace=fjordby, user=people[key], role=role, by=None)
    engholm = create_workspace(
        slug="engholm",
        name="Engholm Kommune",
        by=people["nabokommune"],
        kind=WorkspaceKind.MUNICIPALITY,
    )
    return fjordby, engholm
