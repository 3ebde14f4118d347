"""Beginning a sheet in a collaboration: one of our own, or one all parties write in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools
from brobygger.catalog.variants import variant_for
from brobygger.catalog.ways import in_stages
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.authorization import parties_of_user
from brobygger.collaborations.domain.sheets import start_joint_sheet, start_sheet
from brobygger.collaborations.models import CollaborationSheet, OwnSheet, Party
from brobygger.core.errors import UserError
from brobygger.sheets.exceptions import NotSaved

# How many of one's own sheets are offered; the page of all sheets has the rest.
OFFERED = 20


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Take one of our sheets along, begin one of our own, or one in common; then it opens."""
    if request.method != "POST":
        return _page(request)
    tools = _tools(request)
    tool = next((one for one in tools if one.id == request.POST.get("tool")), None)
    if tool is None:
        raise Http404
    try:
        link = _begin(request, tool)
    except NotSaved as error:
        typed = {"misnamed": str(error), "chosen": tool, "title": request.POST["title"]}
        return _page(request, typed, status=422)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("desk:thread", collaboration_id)
    return redirect("sheets:sheet", link.sheet_id)


def _begin(request: PartyRequest, tool: Tool) -> CollaborationSheet:
    title = request.POST.get("title", "")
    if tool.belongs_to == "collaboration":
        return start_joint_sheet(
            collaboration=request.collaboration, tool=tool, by=request.user, title=title
        )
    mine = _parties(request)
    party = next((one for one in mine if str(one.id) == request.POST.get("party")), None)
    if party is None:
        raise Http404
    return start_sheet(
        collaboration=request.collaboration,
        tool=tool,
        owner=party.actor,
        by=request.user,
        title=title,
    )


def _page(
    request: PartyRequest, typed: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    mine = _parties(request)
    tools = [_in_our_words(one, mine) for one in _tools(request)]
    chosen = (typed or {}).get("chosen")
    following = _next(request, tools, mine)
    context = {
        "collaboration": request.collaboration,
        "next": following,
        "stages": in_stages([one for one in tools if one is not following]),
        "mine": mine,
        "sheets": _not_here_yet(request, mine),
        **(typed or {}),
        "chosen": chosen.id if chosen else "",
        "open": chosen.used if chosen else "",
    }
    return render(request, "collaborations/start_sheet.html", context, status=status)


def _tools(request: PartyRequest) -> list[Tool]:
    """What a collaboration begins here; an agreement has a way of its own."""
    return [
        one
        for one in all_tools(request.collaboration.workspace_id)
        if one.belongs_to != "workspace" and one.used != "agreement"
    ]


def _in_our_words(tool: Tool, mine: list[Party]) -> Tool:
    """A sheet of one's own is called what it will be called when it has begun."""
    if tool.belongs_to == "organisation" and mine:
        return tool.in_variant(variant_for(tool, mine[0].actor.kind))
    return tool


def _next(request: PartyRequest, tools: list[Tool], mine: list[Party]) -> Tool | None:
    """The first on the way that neither lies here nor is written already by my organisations."""
    owners = [party.actor_id for party in mine]
    here = CollaborationSheet.objects.filter(
        Q(owner__in=owners) | Q(owner__isnull=True), collaboration=request.collaboration
    )
    begun = set(here.values_list("sheet__tool_id", flat=True))
    once = OwnSheet.objects.filter(owner__in=owners, put_away_at__isnull=True)
    written = set(once.values_list("sheet__tool_id", flat=True).distinct())
    return next(
        (
            one
            for stage in in_stages(tools)
            for one in stage.tools
            if one.id not in begun and not (one.scope == "organisation" and one.id in written)
        ),
        None,
    )


def _parties(request: PartyRequest) -> list[Party]:
    roles = parties_of_user(request.user, request.collaboration)
    return [party for party, role in roles.items() if role_has(role, Permission.PARTY_WRITE)]


def _not_here_yet(request: PartyRequest, mine: list[Party]) -> list[OwnSheet]:
    """The newest sheets of my organisations that are not used here."""
    here = CollaborationSheet.objects.filter(collaboration=request.collaboration)
    own = OwnSheet.objects.filter(
        owner__in=[party.actor_id for party in mine], put_away_at__isnull=True, ours_alone=False
    ).exclude(sheet__in=here.values("sheet"))
    return list(own.select_related("sheet", "owner").order_by("-sheet__updated_at")[:OFFERED])
