"""Every address of the house, room by room. Each room says its own paths from the root."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.account.urls")),
    path("", include("brobygger.actors.urls")),
    path("", include("brobygger.matching.urls")),
    path("", include("brobygger.collaborations.urls")),
    path("", include("brobygger.catalog.urls")),
    path("", include("brobygger.sheets.urls")),
    path("", include("brobygger.agreements.urls")),
    path("", include("brobygger.followup.urls")),
    path("", include("brobygger.desk.urls")),
]
