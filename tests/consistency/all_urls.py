"""Every address the site can have: the ordinary ones, and those of demo mode."""

from django.urls import include, path

from brobygger.config import urls

urlpatterns = [*urls.urlpatterns]
if not any(getattr(entry, "namespace", None) == "demo" for entry in urlpatterns):
    urlpatterns.append(path("demo/", include("brobygger.demo.urls")))

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
