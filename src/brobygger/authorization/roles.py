"""Who may do what: every role with its permissions, in one place."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.authorization.permissions import Permission as P


class Role(StrEnum):
    """The roles a person can have, in a workspace or as a party."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    ADVISER = "adviser"
    READER = "reader"
    PARTY = "party"


@dataclass(frozen=True)
class RoleSpec:
    """A role as shown to people, and what it allows."""

    title: str | Promise
    description: str | Promise
    permissions: frozenset[P]


_READS = frozenset(
    {
        P.WORKSPACE_VIEW,
        P.ACTOR_VIEW,
        P.EFFORT_VIEW,
        P.VISIT_VIEW,
        P.MATCH_VIEW,
        P.COLLABORATION_LIST,
        P.TOOL_VIEW,
        P.PARTY_VIEW,
        P.SHEET_VIEW,
    }
)
_ADVISES = _READS | {
    P.ACTOR_EDIT,
    P.EFFORT_EDIT,
    P.VISIT_WRITE,
    P.PARTY_WRITE,
    P.SHEET_BEGIN,
    P.SHEET_EDIT,
}
_COORDINATES = _ADVISES | {
    P.ACTOR_IMPORT,
    P.ACTOR_UNITE,
    P.ACTOR_EXPORT,
    P.REPRESENTATIVE_INVITE,
    P.EFFORT_DECIDE,
    P.COLLABORATION_OPEN,
    P.PARTY_SHARE,
    P.SHEET_SHARE,
    P.AGREEMENT_FREEZE,
    P.TOOL_EDIT,
}

ROLES: dict[Role, RoleSpec] = {
    Role.ADMINISTRATOR: RoleSpec(
        _("Administrator"),
        _("Styrer arbejdsrummet og dets medlemmer og kan alt, hvad en koordinator kan."),
        _COORDINATES | {P.WORKSPACE_MANAGE, P.AUDIT_VIEW},
    ),
    Role.COORDINATOR: RoleSpec(
        _("Koordinator"),
        _("Kortlægger, finder match og åbner samarbejder."),
        _COORDINATES,
    ),
    Role.ADVISER: RoleSpec(
        _("Rådgiver"),
        _("Retter oplysninger og skriver med i arbejdsrummets samarbejder."),
        _ADVISES,
    ),
    Role.READER: RoleSpec(
        _("Læser"),
        _("Ser registret og arbejdsrummets samarbejder, men ændrer intet."),
        _READS,
    ),
    Role.PARTY: RoleSpec(
        _("Samarbejdspart"),
        _("Repræsenterer en aktør i dens samarbejder uden at være medlem af arbejdsrummet."),
        frozenset(
            {
                P.PARTY_VIEW,
                P.PARTY_WRITE,
                P.PARTY_SHARE,
                P.AGREEMENT_FREEZE,
                P.SHEET_BEGIN,
                P.SHEET_SHARE,
                P.SHEET_VIEW,
                P.SHEET_EDIT,
            }
        ),
    ),
}


def role_has(role: Role, permission: P) -> bool:
    """Whether the role holds the permission."""
    return permission in ROLES[role].permissions
