"""Members see their list and open; parties change what is theirs. The thread itself is in desk."""

from django.urls import URLPattern, path

from brobygger.collaborations.views import changing, listing, opening, own, parties, sharing, sheets

app_name = "collaborations"

_IN_WORKSPACE = "w/<slug:workspace_slug>/collaborations/"
_THREAD = "s/<uuid:collaboration_id>/"

urlpatterns: list[URLPattern] = [
    path(_IN_WORKSPACE, listing.collaboration_list, name="list"),
    path(f"{_IN_WORKSPACE}open/", opening.open_new, name="open"),
    path(f"{_THREAD}edit/", changing.edit, name="edit"),
    path(f"{_THREAD}close/", changing.close, name="close"),
    path(f"{_THREAD}reopen/", changing.reopen, name="reopen"),
    path(f"{_THREAD}parties/", parties.add, name="add_party"),
    path(f"{_THREAD}parties/<uuid:party_id>/withdraw/", parties.withdraw, name="withdraw"),
    path(f"{_THREAD}sheets/", sheets.start, name="start_sheet"),
    path(f"{_THREAD}sheets/<uuid:sheet_id>/share/", sharing.share, name="share_sheet"),
    path(f"{_THREAD}sheets/<uuid:sheet_id>/unshare/", sharing.unshare, name="unshare_sheet"),
    path("sheets/", own.own_sheets, name="own_sheets"),
    path("sheets/new/", own.begin, name="begin_sheet"),
    path("sheets/<uuid:sheet_id>/share/", sharing.sharing, name="sharing"),
    path("sheets/<uuid:sheet_id>/keep/", own.keep, name="keep_sheet"),
    path("sheets/<uuid:sheet_id>/take-back/", own.take_back, name="take_back"),
]
