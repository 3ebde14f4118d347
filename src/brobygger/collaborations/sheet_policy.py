"""Who sees and fills in the sheets of a collaboration."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.collaborations.authorization import can_party, role_for
from brobygger.collaborations.models import CollaborationSheet
from brobygger.sheets.models import Sheet


class CollaborationSheetPolicy:
    """A sheet is its owner's alone until shared, then every party reads it. The owner writes."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        link = _link(sheet)
        if self._owner_may(user, link, Permission.SHEET_VIEW):
            return True
        return link.shared_at is not None and can_party(
            user, link.collaboration, Permission.SHEET_VIEW
        )

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        link = _link(sheet)
        if link.collaboration.closed_at is not None:
            return False
        return self._owner_may(user, link, Permission.SHEET_EDIT)

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        return self.can_edit(user, sheet)

    def readable(self, user: User, sheet: Sheet) -> frozenset[str] | None:
        link = _link(sheet)
        if self._owner_may(user, link, Permission.SHEET_VIEW):
            return None
        if not self.can_view(user, sheet):
            return frozenset()
        return frozenset(field.id for field in sheet.tool.fields if not field.private)

    def as_of(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        return {}

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        link = _link(sheet)
        return link.owner.name, _("Delt med alle parter") if link.shared_at else _("Kun jeres eget")

    def home(self, sheet: Sheet) -> tuple[str, str]:
        collaboration = _link(sheet).collaboration
        return collaboration.title, reverse("desk:thread", args=[collaboration.id])

    def _owner_may(self, user: User, link: CollaborationSheet, permission: Permission) -> bool:
        role = role_for(user, link.owner)
        return role is not None and role_has(role, permission)


def _link(sheet: Sheet) -> CollaborationSheet:
    return CollaborationSheet.objects.select_related("collaboration", "owner").get(sheet=sheet)
