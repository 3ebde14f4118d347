"""The access rules of pages that belong to a collaboration, or to an organisation's own sheet."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from brobygger.accounts.models import User
from brobygger.authorization.access import require_login
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.collaborations.authorization import parties_of_user, role_for
from brobygger.collaborations.domain.own_sheets import own_sheet
from brobygger.collaborations.exceptions import NotOurSheet
from brobygger.collaborations.models import Collaboration, OwnSheet, Party
from brobygger.core.http import Request


class PartyRequest(Request):
    """A request that has passed `AsParty`."""

    collaboration: Collaboration
    party: Party


@dataclass(frozen=True)
class AsParty:
    """For those who speak for a party. For everybody else the collaboration is not there."""

    permission: Permission

    @property
    def label(self) -> str:
        return f"party: {self.permission}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        require_login(request)
        assert isinstance(request.user, User)
        collaboration = (
            Collaboration.objects.select_related("workspace")
            .filter(id=kwargs["collaboration_id"])
            .first()
        )
        mine = parties_of_user(request.user, collaboration) if collaboration else {}
        if not mine:
            raise Http404
        allowed = [party for party, role in mine.items() if role_has(role, self.permission)]
        if not allowed:
            raise PermissionDenied
        request.collaboration = collaboration  # type: ignore[attr-defined]
        request.party = allowed[0]  # type: ignore[attr-defined]


class OwnSheetRequest(Request):
    """A request that has passed `OnOwnSheet`."""

    own_sheet: OwnSheet


@dataclass(frozen=True)
class OnOwnSheet:
    """For those who speak for the organisation whose own sheet it is. For everybody else, also
    those it has shared something with, the page is not there."""

    permission: Permission

    @property
    def label(self) -> str:
        return f"own sheet: {self.permission}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        require_login(request)
        assert isinstance(request.user, User)
        try:
            own = own_sheet(kwargs["sheet_id"])
        except NotOurSheet as error:
            raise Http404 from error
        role = role_for(request.user, own.owner)
        if role is None:
            raise Http404
        if not role_has(role, self.permission):
            raise PermissionDenied
        request.own_sheet = own  # type: ignore[attr-defined]
