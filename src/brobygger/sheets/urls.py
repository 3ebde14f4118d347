"""A sheet: the page, saving one field, and paper."""

from django.urls import URLPattern, path

from brobygger.sheets.views import paper, sheet

app_name = "sheets"

urlpatterns: list[URLPattern] = [
    path("sheets/<uuid:sheet_id>/", sheet.show_sheet, name="sheet"),
    path("sheets/<uuid:sheet_id>/save/", sheet.save_sheet, name="save"),
    path("sheets/<uuid:sheet_id>/fields/<slug:field_id>/", sheet.save_field, name="field"),
    path("sheets/<uuid:sheet_id>/a3.pdf", paper.filled_sheet, name="pdf"),
    path("sheets/<uuid:sheet_id>/blank.pdf", paper.blank_sheet, name="blank"),
]
