"""A sheet: the page, one field at a time, what is said about it, its versions, and paper."""

from django.urls import URLPattern, path

from brobygger.sheets import paper_urls
from brobygger.sheets.views import field, history, kept, lift, sheet, suggest, talk, versions

app_name = "sheets"

urlpatterns: list[URLPattern] = [
    path("sheets/<uuid:sheet_id>/", sheet.show_sheet, name="sheet"),
    path("sheets/<uuid:sheet_id>/save/", sheet.save_sheet, name="save"),
    path("sheets/<uuid:sheet_id>/kept/", kept.kept, name="kept"),
    path("sheets/<uuid:sheet_id>/fields/<slug:field_id>/", field.field, name="field"),
    path("sheets/<uuid:sheet_id>/fields/<slug:field_id>/say/", talk.say, name="say"),
    path("sheets/<uuid:sheet_id>/fields/<slug:field_id>/history/", history.history, name="history"),
    path("sheets/<uuid:sheet_id>/comments/<uuid:comment_id>/", talk.answer, name="comment"),
    path("sheets/<uuid:sheet_id>/questions/", talk.questions, name="questions"),
    path("sheets/<uuid:sheet_id>/questions/park/", talk.park, name="park"),
    path("sheets/<uuid:sheet_id>/suggestions/", suggest.suggestions, name="suggest"),
    path("sheets/<uuid:sheet_id>/versions/", versions.versions, name="versions"),
    path("sheets/<uuid:sheet_id>/versions/compare/", versions.compare, name="compare"),
    path("sheets/<uuid:sheet_id>/versions/<int:number>/", versions.version, name="version"),
    path("sheets/<uuid:sheet_id>/versions/<int:number>/restore/", versions.restore, name="restore"),
    path("sheets/<uuid:sheet_id>/edition/", lift.edition, name="edition"),
    *paper_urls.urlpatterns,
]
