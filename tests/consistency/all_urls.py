"""Every address the site can have: the ordinary ones, and those of demo mode."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from brobygger.config import urls

urlpatterns = [*urls.urlpatterns]
if not any(getattr(entry, "namespace", None) == "demo" for entry in urlpatterns):
    urlpatterns.append(path("demo/", include("brobygger.demo.urls")))

handler400 = urls.handler400
handler403 = urls.handler403
handler500 = urls.handler500


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer without the page, which tests/core looks at: most who ask everywhere get it."""
    return HttpResponse(status=404)
