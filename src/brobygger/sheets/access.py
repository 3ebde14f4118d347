"""Who may see and fill in a sheet is answered by the room that owns it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from brobygger.accounts.models import User
from brobygger.authorization.access import require_login
from brobygger.authorization.permissions import Permission
from brobygger.core.asking import asked_once
from brobygger.core.http import Request
from brobygger.sheets.kept import AGAIN, LoggedOut, forget, has_kept, keep
from brobygger.sheets.models import Sheet


@dataclass(frozen=True)
class Door:
    """A way on from a sheet's page; `icon` is the name of a picture."""

    label: str
    url: str
    icon: str = "link"


class SheetPolicy(Protocol):
    """The owning room's answers. Registered in its AppConfig.ready()."""

    def can_view(self, user: User, sheet: Sheet) -> bool: ...

    def can_edit(self, user: User, sheet: Sheet) -> bool: ...

    def can_rename(self, user: User, sheet: Sheet) -> bool: ...

    def readable(self, user: User, sheet: Sheet) -> frozenset[str] | None:
        """The ids of the fields the person may read; None: all of them.

        Asked through `sheets.domain.reading` only. Whoever may not see the sheet reads nothing.
        """

    def as_of(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        """Fields the person reads as they stood at a moment, not as they stand now."""

    def told_to(self, user: User, sheet: Sheet) -> Mapping[str, Sequence[str]]:
        """Who else reads each field, in words, for those whose sheet it is; else nothing."""

    def doors(self, user: User, sheet: Sheet) -> Sequence[Door]:
        """What else the person can do with the sheet, for its page."""

    def can_comment(self, user: User, sheet: Sheet) -> bool:
        """Whether the person may comment on the fields they read, and park questions there."""

    def shown_to_others(self, sheet: Sheet) -> frozenset[str]:
        """The fields somebody else than the writers reads now."""

    def shared_since(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        """When each field a reader reads was first shown to them; nothing for the writers."""

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        """The owner's name, and in words who can read it; "" for what goes without saying."""

    def home(self, sheet: Sheet) -> tuple[str, str]:
        """Where the sheet belongs: label and address, for the breadcrumbs."""


class ReadWhole:
    """For rooms whose sheets are read whole or not at all."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        """The room's own answer."""
        raise NotImplementedError

    def readable(self, user: User, sheet: Sheet) -> frozenset[str] | None:
        """Everything, for those who see the sheet."""
        return None if self.can_view(user, sheet) else frozenset()

    def as_of(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        """As it stands now."""
        return {}

    def told_to(self, user: User, sheet: Sheet) -> Mapping[str, Sequence[str]]:
        """All who see the sheet read every field: it needs no telling."""
        return {}

    def doors(self, user: User, sheet: Sheet) -> Sequence[Door]:
        """Nothing besides."""
        return ()

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        """The room's own answer."""
        raise NotImplementedError

    def can_comment(self, user: User, sheet: Sheet) -> bool:
        """Those who write in it."""
        return self.can_edit(user, sheet)

    def shown_to_others(self, sheet: Sheet) -> frozenset[str]:
        """Readers who do not write look at it as it is, not at what it was."""
        return frozenset()

    def shared_since(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        """Earlier versions are for those who write."""
        return {}


_policies: dict[str, SheetPolicy] = {}

# Ways on from a sheet to a room above the one that owns it.
MoreDoors = Callable[[User, Sheet], Sequence[Door]]
_more_doors: list[MoreDoors] = []


def register_policy(owner_kind: str, policy: SheetPolicy) -> None:
    """Let a room answer for the sheets it owns."""
    _policies[owner_kind] = policy


def policy_of(sheet: Sheet) -> SheetPolicy:
    """The policy of the room that owns the sheet."""
    return _policies[sheet.owner_kind]


def register_doors(build: MoreDoors) -> None:
    """Let a room above offer a way on from every sheet. Called from AppConfig.ready()."""
    _more_doors.append(build)


def doors_of(user: User, sheet: Sheet) -> list[Door]:
    """What the person can do with the sheet: the owning room's own first."""
    more = [door for build in _more_doors for door in build(user, sheet)]
    return [*policy_of(sheet).doors(user, sheet), *more]


class SheetRequest(Request):
    """A request that has passed `OnSheet`."""

    sheet: Sheet


@dataclass(frozen=True)
class OnSheet:
    """For people the owning room lets see (or fill in) the sheet; for others it is not there."""

    permission: Permission

    @property
    def label(self) -> str:
        return f"sheet: {self.permission}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        if not request.user.is_authenticated and _is_sent_form(request):
            raise LoggedOut(kwargs["sheet_id"], kept=keep(request, kwargs["sheet_id"]))
        require_login(request)
        assert isinstance(request.user, User)
        sheet = Sheet.objects.select_related("workspace").filter(id=kwargs["sheet_id"]).first()
        with asked_once():
            if sheet is None or not policy_of(sheet).can_view(request.user, sheet):
                raise Http404
            writes = self.permission is Permission.SHEET_EDIT
            if writes and not policy_of(sheet).can_edit(request.user, sheet):
                raise PermissionDenied
        request.sheet = sheet  # type: ignore[attr-defined]
        if has_kept(request) and request.method == "POST" and AGAIN in request.POST:
            forget(request)  # a post is not read before its view wants it: it may be too large


def _is_sent_form(request: HttpRequest) -> bool:
    """Sent as a page is; the page's own script keeps what is typed by itself."""
    return request.method == "POST" and "HX-Request" not in request.headers
