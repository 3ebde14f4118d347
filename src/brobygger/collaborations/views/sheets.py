"""Beginning a sheet for my side, sharing it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.authorization import parties_of_user
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet, unshare_sheet
from brobygger.collaborations.models import CollaborationSheet, Party
from brobygger.core.errors import UserError
from brobygger.sheets.access import policy_of
from brobygger.sheets.exceptions import NotSaved


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Choose the tool and, when one speaks for several, the party; then the sheet opens."""
    tools, mine = _tools(request), _parties(request)
    context = {"collaboration": request.collaboration, "tools": tools, "mine": mine}
    if request.method != "POST":
        return render(request, "collaborations/start_sheet.html", context)
    tool = next((one for one in tools if one.id == request.POST.get("tool")), None)
    party = next((one for one in mine if str(one.id) == request.POST.get("party")), None)
    if tool is None or party is None:
        raise Http404
    try:
        link = start_sheet(
            collaboration=request.collaboration,
            tool=tool,
            owner=party.actor,
            by=request.user,
            title=request.POST.get("title", ""),
        )
    except NotSaved as error:
        context |= {"misnamed": str(error), "chosen": tool, "title": request.POST["title"]}
        return render(request, "collaborations/start_sheet.html", context, status=422)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("desk:thread", collaboration_id)
    return redirect("sheets:sheet", link.sheet_id)


@access(AsParty(Permission.PARTY_SHARE))
@require_POST
def share(request: PartyRequest, collaboration_id: UUID, sheet_id: UUID) -> HttpResponse:
    """Let the others read it."""
    link = _link(request, sheet_id)
    try:
        share_sheet(link=link, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Arket er delt. Alle parter kan læse det."))
    return redirect("desk:thread", collaboration_id)


@access(AsParty(Permission.PARTY_SHARE))
@require_POST
def unshare(request: PartyRequest, collaboration_id: UUID, sheet_id: UUID) -> HttpResponse:
    """Keep it to ourselves again."""
    unshare_sheet(link=_link(request, sheet_id), by=request.user)
    messages.success(request, _("Nu er arket kun for jer igen."))
    return redirect("desk:thread", collaboration_id)


def _link(request: PartyRequest, sheet_id: UUID) -> CollaborationSheet:
    """The sheet, for those who may see it; for others it is not there."""
    link = get_object_or_404(
        CollaborationSheet.objects.select_related("collaboration", "owner", "sheet"),
        collaboration=request.collaboration,
        sheet_id=sheet_id,
    )
    if not policy_of(link.sheet).can_view(request.user, link.sheet):
        raise Http404
    return link


def _tools(request: PartyRequest) -> list[Tool]:
    tools = all_tools(request.collaboration.workspace_id)
    return [tool for tool in tools if tool.belongs_to == "organisation"]


def _parties(request: PartyRequest) -> list[Party]:
    roles = parties_of_user(request.user, request.collaboration)
    return [party for party, role in roles.items() if role_has(role, Permission.PARTY_WRITE)]
