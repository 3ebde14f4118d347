"""Who sees and fills in what is written on a visit: the members of the workspace."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.sheets.access import ReadWhole
from brobygger.sheets.models import Sheet
from brobygger.visits.models import Visit
from brobygger.visits.policies import VISIT, VisitStep
from brobygger.workspaces.authorization import can_workspace


class VisitSheetPolicy(ReadWhole):
    """Notes of a visit stay with the workspace, whoever else shares the actor's profile."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        known = Visit.objects.filter(sheet=sheet).exists()
        return known and can_workspace(user, sheet.workspace, Permission.VISIT_VIEW)

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        visit = Visit.objects.filter(sheet=sheet).first()
        if visit is None or not VISIT.allows(visit.status, VisitStep.WRITE):
            return False
        return can_workspace(user, sheet.workspace, Permission.VISIT_WRITE)

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        return False

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        return sheet.workspace.name, _("Kun jeres eget")

    def home(self, sheet: Sheet) -> tuple[str, str]:
        visit = Visit.objects.get(sheet=sheet)
        return _("Besøget"), reverse("visits:visit", args=[sheet.workspace.slug, visit.pk])
