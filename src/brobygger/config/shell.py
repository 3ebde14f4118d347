"""What the header shows: place, navigation, person.

Made only when a page with a header is rendered. It costs a page of a workspace no query, other
pages one, and people without a workspace two, whatever the house holds.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.addresses import address
from brobygger.workspaces.access import memberships
from brobygger.workspaces.models import Workspace

_LAST_PLACE = "last_workspace"
_OUR_SHEETS = "collaborations:own_sheets"


@dataclass(frozen=True)
class Link:
    """An entry of the navigation."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame around a page, as this person sees it."""

    home_url: str
    person: str = ""
    place: str = ""
    places: list[Link] = field(default_factory=list)
    items: list[Link] = field(default_factory=list)
    register: list[Link] = field(default_factory=list)  # the pages around the register
    members: Link | None = None
    demo: bool = False


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, made when the header asks for it."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}


def shell_of(request: HttpRequest) -> Shell:
    """The frame for this request; anonymous visitors get the mark, language and log-in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return Shell(home_url=address("desk:home"), demo=settings.BROBYGGER_DEMO)
    roles = {one.workspace: Role(one.role) for one in memberships(request)}
    workspaces = list(roles)
    place = _present_place(request, workspaces)
    role = roles.get(place) if place else None
    return Shell(
        home_url=address("desk:home"),
        person=str(user),
        place=place.name if place else "",
        places=_places(workspaces, place),
        items=_items(request, user, place),
        register=_register(request, place, role),
        members=_members(request, place, role),
        demo=settings.BROBYGGER_DEMO,
    )


def _present_place(request: HttpRequest, workspaces: list[Workspace]) -> Workspace | None:
    """The workspace of the page, else the one last visited, else the first."""
    here: Workspace | None = getattr(request, "workspace", None)
    if here is not None:
        if request.session.get(_LAST_PLACE) != here.slug:
            request.session[_LAST_PLACE] = here.slug
        return here
    last = request.session.get(_LAST_PLACE)
    return next((one for one in workspaces if one.slug == last), next(iter(workspaces), None))


def _places(workspaces: list[Workspace], place: Workspace | None) -> list[Link]:
    """The switcher; nobody needs one with a single place."""
    if len(workspaces) < 2:
        return []
    return [
        Link(one.name, address("desk:overview", one.slug), current=one == place)
        for one in workspaces
    ]


def _items(request: HttpRequest, user: User, place: Workspace | None) -> list[Link]:
    """The five rooms of a workspace; whoever only represents an actor has two."""
    if place is None:
        represents = actors_represented_by(user).exists()
        if not represents:
            return []
        ours = Link(_("Vores ark"), address(_OUR_SHEETS), current=_at_our_sheets(request))
        return [_item(request, _("Mine samarbejder"), address("desk:mine")), ours]
    overview = address("desk:overview", place.slug)
    return [
        # The overview's address is the beginning of all the others.
        Link(_("Overblik"), overview, current=request.path == overview),
        _item(
            request,
            _("Foreninger og samarbejdsparter"),
            address("actors:list", place.slug),
            address("efforts:efforts", place.slug),
            address("visits:list", place.slug),
        ),
        _item(request, _("Match"), address("matching:index", place.slug)),
        _item(
            request,
            _("Samarbejder"),
            address("collaborations:list", place.slug),
            address("desk:mine"),
            *([] if _at_our_sheets(request) else ["/sheets/"]),
        ),
        _item(
            request,
            _("Metoder og redskaber"),
            address("catalog:list", place.slug),
            *([request.path] if _at_our_sheets(request) else []),
        ),
    ]


def _at_our_sheets(request: HttpRequest) -> bool:
    """The list of one's own sheets and beginning one; a sheet itself belongs to a thread."""
    return request.path in {address(_OUR_SHEETS), address("collaborations:begin_sheet")}


def _register(request: HttpRequest, place: Workspace | None, role: Role | None) -> list[Link]:
    """What belongs to finding out who is out there: the register, the efforts, the visits."""
    if place is None or role is None:
        return []
    pages = [
        (_("Registret"), "actors:list", Permission.ACTOR_VIEW),
        (_("Indsatser"), "efforts:efforts", Permission.EFFORT_VIEW),
        (_("Besøg"), "visits:list", Permission.VISIT_VIEW),
    ]
    links = [
        _item(request, text, address(name, place.slug))
        for text, name, permission in pages
        if role_has(role, permission)
    ]
    return links if any(link.current for link in links) else []


def _members(request: HttpRequest, place: Workspace | None, role: Role | None) -> Link | None:
    """Beside the person's name, for those who manage the workspace."""
    if place is None or role is None or not role_has(role, Permission.WORKSPACE_MANAGE):
        return None
    return _item(
        request,
        _("Medlemmer"),
        address("workspaces:members", place.slug),
        address("workspaces:settings", place.slug),
        address("workspaces:audit", place.slug),
    )


def _item(request: HttpRequest, text: str, url: str, *beside: str) -> Link:
    """An entry that is current on its own page, on those below it, and on those `beside` it."""
    return Link(text, url, current=request.path.startswith((url, *beside)))
