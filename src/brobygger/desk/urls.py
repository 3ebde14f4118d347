from django.urls import URLPattern, path

from brobygger.desk.views import home, overview, statements, thread

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("w/<slug:workspace_slug>/", overview.overview, name="overview"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("s/", home.mine, name="mine"),
    path("s/<uuid:collaboration_id>/", thread.thread, name="thread"),
]
