"""Methods and tools, in a workspace."""

from django.urls import URLPattern, path

from brobygger.catalog.views import tools

app_name = "catalog"

_TOOL = "w/<slug:workspace_slug>/tools/<slug:tool_id>/"

urlpatterns: list[URLPattern] = [
    path("w/<slug:workspace_slug>/tools/", tools.list_tools, name="list"),
    path("w/<slug:workspace_slug>/tools/<slug:tool_id>/", tools.show_tool, name="tool"),
    path(f"{_TOOL}a3.pdf", tools.blank_sheet, {"size": "a3"}, name="blank"),
    path(f"{_TOOL}a4.pdf", tools.blank_sheet, {"size": "a4"}, name="blank-a4"),
]
