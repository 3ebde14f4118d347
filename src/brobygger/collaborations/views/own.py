"""The sheets of the organisations one speaks for, wherever they are used."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import LoggedIn, access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import OnOwnSheet, OwnSheetRequest
from brobygger.collaborations.beginning import BeginForm, Beginning
from brobygger.collaborations.domain.own_lists import begins_for, own_sheets_of, shared_with
from brobygger.collaborations.domain.own_sheets import begin_own_sheet, put_away, take_out
from brobygger.collaborations.domain.sheets import bring_sheet, unshare_sheet
from brobygger.collaborations.models import CollaborationSheet
from brobygger.core.errors import UserError
from brobygger.core.http import Request
from brobygger.core.paging import page_of
from brobygger.sheets.exceptions import NotSaved


@access(LoggedIn())
@require_safe
def own_sheets(request: Request) -> HttpResponse:
    """Every sheet of the organisations one speaks for, newest first, and what others have shared;
    `?organisation=` for one of them, `?away=on` for those put away."""
    away = request.GET.get("away") == "on"
    organisations = begins_for(request.user)
    chosen = request.GET.get("organisation", "")
    found = own_sheets_of(request.user, away=away, organisation=chosen)
    context = {
        "page": page_of(request, found, per_page=30),
        "away": away,
        "organisations": organisations,
        "several_places": len({one.workspace_id for one in organisations}) > 1,
        "chosen": chosen,
        "shared": [] if away or chosen else shared_with(request.user),
        "some_away": own_sheets_of(request.user, away=True, organisation=chosen).exists(),
    }
    return render(request, "collaborations/own_sheets.html", context)


@access(LoggedIn())
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """What a new sheet is for, whose it is and what it is about; then it opens.

    `?tool=`, `?organisation=`, `?about=` and `?activity=` choose beforehand.
    """
    beginning = Beginning.of(request)
    if not beginning.organisations:
        raise Http404
    if beginning.tool is None or beginning.owner is None:
        return render(request, "collaborations/begin_choose.html", {"beginning": beginning})
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        beginning=beginning,
        initial=beginning.initial,
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                own = begin_own_sheet(
                    owner=beginning.owner, tool=beginning.tool, by=request.user, **form.wanted()
                )
            except NotSaved as error:
                form.add_error("title", str(error))
            else:
                for collaboration in form.collaborations():
                    bring_sheet(own=own, collaboration=collaboration, by=request.user)
                return redirect("sheets:sheet", own.sheet_id)
        status = 422
    context = {"beginning": beginning, "form": form}
    return render(request, "collaborations/begin.html", context, status=status)


@access(OnOwnSheet(Permission.SHEET_EDIT))
@require_POST
def keep(request: OwnSheetRequest, sheet_id: UUID) -> HttpResponse:
    """Put the sheet away, or take it out again (`do=out`)."""
    if request.POST.get("do") == "out":
        take_out(own=request.own_sheet, by=request.user)
        messages.success(request, _("Arket ligger fremme igen."))
        return redirect("collaborations:own_sheets")
    put_away(own=request.own_sheet, by=request.user)
    messages.success(
        request, _("Arket er lagt væk. Det ligger under »Lagt væk«, og I kan tage det frem igen.")
    )
    return redirect("collaborations:own_sheets")


@access(OnOwnSheet(Permission.SHEET_SHARE))
@require_POST
def take_back(request: OwnSheetRequest, sheet_id: UUID) -> HttpResponse:
    """Stop sharing in a collaboration one may have left already."""
    asked = request.POST.get("collaboration", "")
    links = CollaborationSheet.objects.filter(sheet_id=sheet_id).select_related(
        "collaboration", "owner", "sheet"
    )
    link = next((one for one in links if str(one.collaboration_id) == asked), None)
    if link is None:
        raise Http404
    try:
        unshare_sheet(link=link, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    else:
        text = _("Nu kan ingen i »%(title)s« læse noget af arket.")
        messages.success(request, text % {"title": link.collaboration.title})
    return redirect("collaborations:sharing", sheet_id)
