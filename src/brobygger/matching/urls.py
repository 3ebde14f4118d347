from django.urls import URLPattern, path

from brobygger.matching.views import match, resting

app_name = "matching"

_MATCH = "w/<slug:workspace_slug>/match/"

urlpatterns: list[URLPattern] = [
    path(_MATCH, match.index, name="index"),
    path(f"{_MATCH}<uuid:actor_id>/", match.for_actor, name="for_actor"),
    path(f"{_MATCH}<uuid:actor_id>/<uuid:other_id>/rest/", resting.rest, name="rest"),
    path(f"{_MATCH}<uuid:actor_id>/<uuid:other_id>/wake/", resting.wake_up, name="wake"),
]
