"""Sheets side by side, goals, and the presentation of one party's contribution."""

from django.urls import URLPattern, path

from brobygger.comparison.views import comparing, goals, over_time, presentation

app_name = "comparison"

_HERE = "s/<uuid:collaboration_id>/"
_OURS = f"{_HERE}presentation/<uuid:actor_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}compare/", comparing.index, name="index"),
    path(f"{_HERE}compare/<uuid:left_id>/<uuid:right_id>/", comparing.sides, name="sides"),
    path(f"{_HERE}goals/", goals.goals, name="goals"),
    path(f"{_HERE}goals/<uuid:goal_id>/", goals.goal, name="goal"),
    path(_OURS, presentation.presentation, name="presentation"),
    path(f"{_OURS}link/", presentation.new_link, name="new_link"),
    path(f"{_OURS}a4.pdf", presentation.pdf, name="presentation_pdf"),
    path("presentation/<str:token>/", presentation.guest, name="guest"),
    path("presentation/<str:token>/a4.pdf", presentation.guest_pdf, name="guest_pdf"),
    path("sheets/<uuid:sheet_id>/then/", over_time.then, name="then"),
    path("sheets/<uuid:sheet_id>/wished/", over_time.wished, name="wished"),
]
