"""What the header shows: place, navigation, person. One query for the memberships, one for the
representations, and only when a page with a header is rendered."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.workspaces.models import Membership, Workspace

_LAST_PLACE = "last_workspace"


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
    demo: bool = False


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, made when the header asks for it."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}


def shell_of(request: HttpRequest) -> Shell:
    """The frame for this request; anonymous visitors get the mark, language and log-in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return Shell(home_url="/", demo=settings.BROBYGGER_DEMO)
    workspaces = [
        membership.workspace
        for membership in Membership.objects.filter(user_id=user.pk)
        .select_related("workspace")
        .order_by("workspace__name")
    ]
    place = _present_place(request, workspaces)
    return Shell(
        home_url="/",
        person=str(user),
        place=place.name if place else "",
        places=_places(workspaces, place),
        items=_items(request, place, represents=actors_represented_by(user).exists()),
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
    if len(workspaces) < 2:
        return []
    try:
        return [
            Link(one.name, reverse("desk:overview", args=[one.slug]), current=one == place)
            for one in workspaces
        ]
    except NoReverseMatch:
        return []


def _items(request: HttpRequest, place: Workspace | None, *, represents: bool) -> list[Link]:
    """The five rooms of a workspace; whoever only represents an actor has one."""
    if place is None:
        mine = [(_("Mine samarbejder"), "desk:mine", ["/s/"])] if represents else []
        return _links(request, [], mine)
    return _links(
        request,
        [place.slug],
        [
            (_("Overblik"), "desk:overview", []),
            (_("Foreninger og samarbejdsparter"), "actors:list", []),
            (_("Match"), "matching:index", []),
            (_("Samarbejder"), "collaborations:list", ["/s/", "/sheets/"]),
            (_("Metoder og redskaber"), "catalog:list", []),
        ],
    )


def _links(
    request: HttpRequest, args: list[str], entries: list[tuple[str, str, list[str]]]
) -> list[Link]:
    """Each entry is text, view name, and further addresses that belong to it."""
    links = []
    for text, name, beside in entries:
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        # The overview's address is the beginning of all the others.
        below = tuple(beside) if name == "desk:overview" else (url, *beside)
        current = request.path == url or request.path.startswith(below)
        links.append(Link(text, url, current))
    return links
