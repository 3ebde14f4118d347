"""Paper, photographs and files of a sheet."""

from django.urls import URLPattern, path

from brobygger.sheets.views import data, from_paper, paper, photos, search

_SHEET = "sheets/<uuid:sheet_id>/"
_FIELD = f"{_SHEET}fields/<slug:field_id>/"
_PHOTO = f"{_SHEET}photos/<uuid:photo_id>"

urlpatterns: list[URLPattern] = [
    path("sheets/search/", search.search, name="search"),
    path("sheets/search.csv", search.found_csv, name="search-csv"),
    path("sheets/search.json", search.found_json, name="search-json"),
    path(f"{_SHEET}paper/", paper.papers, name="papers"),
    path(f"{_SHEET}a3.pdf", paper.filled_sheet, {"size": "a3"}, name="pdf"),
    path(f"{_SHEET}a4.pdf", paper.filled_sheet, {"size": "a4"}, name="pdf-a4"),
    path(f"{_SHEET}blank.pdf", paper.blank_sheet, {"size": "a3"}, name="blank"),
    path(f"{_SHEET}blank-a4.pdf", paper.blank_sheet, {"size": "a4"}, name="blank-a4"),
    path(f"{_SHEET}paper/type/", from_paper.begin, name="from-paper-begin"),
    path(f"{_SHEET}paper/type/<slug:field_id>/", from_paper.field, name="from-paper"),
    path(f"{_SHEET}paper/typed/", from_paper.done, name="from-paper-done"),
    path(f"{_SHEET}photos/", photos.of_pages, name="page-photos"),
    path(f"{_FIELD}photos/", photos.of_field, name="photos"),
    path(f"{_FIELD}photos/save/", from_paper.save_then_photos, name="save-then-photos"),
    path(f"{_PHOTO}.jpg", photos.picture, name="photo"),
    path(f"{_PHOTO}-small.jpg", photos.picture, {"small": True}, name="photo-small"),
    path(f"{_PHOTO}/", photos.change, name="change-photo"),
    path(f"{_SHEET}data.json", data.sheet_json, name="json"),
    path(f"{_SHEET}data.csv", data.sheet_csv, name="csv"),
]
