from django.urls import URLPattern, path

from brobygger.desk.views import home, overview, thread

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("w/<slug:workspace_slug>/", overview.overview, name="overview"),
    path("s/", home.mine, name="mine"),
    path("s/<uuid:collaboration_id>/", thread.thread, name="thread"),
]
