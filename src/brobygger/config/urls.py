"""Every address of the house, room by room. Each room says its own paths from the root."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("brobygger.accounts.urls")),
    path("", include("brobygger.workspaces.urls")),
    path("", include("brobygger.notifications.urls")),
    path("", include("brobygger.links.urls")),
    path("", include("brobygger.invitations.urls")),
    path("", include("brobygger.actors.urls")),
    path("", include("brobygger.efforts.urls")),
    path("", include("brobygger.visits.urls")),
    path("", include("brobygger.matching.urls")),
    path("", include("brobygger.collaborations.urls")),
    path("", include("brobygger.catalog.urls")),
    path("", include("brobygger.sheets.urls")),
    path("", include("brobygger.toolbox.urls")),
    path("", include("brobygger.agreements.urls")),
    path("", include("brobygger.comparison.urls")),
    path("", include("brobygger.followup.urls")),
    path("", include("brobygger.privacy.urls")),
    path("", include("brobygger.desk.urls")),
    path("", include("brobygger.operation.urls")),
]
if settings.BROBYGGER_DEMO:
    urlpatterns.append(path("demo/", include("brobygger.demo.urls")))

handler400 = "brobygger.core.views.bad_request"
handler403 = "brobygger.core.views.permission_denied"
handler404 = "brobygger.core.views.page_not_found"
handler429 = "brobygger.core.views.too_many_requests"
handler500 = "brobygger.core.views.server_error"
