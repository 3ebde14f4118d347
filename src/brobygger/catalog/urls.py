"""Methods and tools, in a workspace."""

from django.urls import URLPattern, path

from brobygger.catalog.views import tools

app_name = "catalog"

urlpatterns: list[URLPattern] = [
    path("w/<slug:workspace_slug>/tools/", tools.list_tools, name="list"),
    path("w/<slug:workspace_slug>/tools/<slug:tool_id>/", tools.show_tool, name="tool"),
    path("w/<slug:workspace_slug>/tools/<slug:tool_id>/a3.pdf", tools.blank_sheet, name="blank"),
]
