"""The notes of visits among all the sheets a person may read."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.sheets.finding import FindsWhole, Whose
from brobygger.sheets.models import Sheet
from brobygger.visits.models import Visit
from brobygger.workspaces.authorization import workspaces_with


class VisitSheetFinder(FindsWhole):
    """Read by the members of the workspace who see its visits."""

    def sheets(self, user: User, *, few: bool = False) -> Q:
        return Q(
            pk__in=Visit.objects.values("sheet"),
            workspace__in=workspaces_with(user, Permission.VISIT_VIEW),
        )

    def owned_by(self, word: str) -> Q:
        actors = Visit.objects.filter(actor__search_name__contains=word)
        return Q(pk__in=actors.values("sheet"))

    def whose(self, user: User, sheets: Sequence[Sheet]) -> dict[UUID, Whose]:
        visits = Visit.objects.filter(sheet__in=sheets).select_related("workspace")
        return {
            visit.sheet_id: Whose(
                owner=visit.workspace.name,
                readers=_("Kun jeres eget"),
                home=_("Besøget"),
                home_url=reverse("visits:visit", args=[visit.workspace.slug, visit.pk]),
            )
            for visit in visits
        }
