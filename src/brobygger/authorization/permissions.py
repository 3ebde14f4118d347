"""What can be done, named once."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may or may not do. Which roles hold it stands in roles.py."""

    # in a workspace
    WORKSPACE_VIEW = "workspace.view"
    WORKSPACE_MANAGE = "workspace.manage"
    AUDIT_VIEW = "audit.view"
    ACTOR_VIEW = "actor.view"
    ACTOR_EDIT = "actor.edit"
    ACTOR_IMPORT = "actor.import"
    ACTOR_EXPORT = "actor.export"
    ACTOR_UNITE = "actor.unite"
    REPRESENTATIVE_INVITE = "representative.invite"
    VISIT_VIEW = "visit.view"
    VISIT_WRITE = "visit.write"
    EFFORT_VIEW = "effort.view"
    EFFORT_EDIT = "effort.edit"
    EFFORT_DECIDE = "effort.decide"
    MATCH_VIEW = "match.view"
    COLLABORATION_OPEN = "collaboration.open"
    COLLABORATION_LIST = "collaboration.list"
    TOOL_VIEW = "tool.view"
    TOOL_EDIT = "tool.edit"
    # as a party to a collaboration
    PARTY_VIEW = "party.view"
    PARTY_WRITE = "party.write"
    PARTY_SHARE = "party.share"
    AGREEMENT_FREEZE = "agreement.freeze"
    # for an organisation one speaks for: its own sheets
    SHEET_BEGIN = "sheet.begin"
    SHEET_SHARE = "sheet.share"
    # on a sheet, answered by the room that owns it
    SHEET_VIEW = "sheet.view"
    SHEET_EDIT = "sheet.edit"
