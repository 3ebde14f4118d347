"""A site where somebody forgot to say who may use a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.consistency import all_urls


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hemmeligt")


urlpatterns = [*all_urls.urlpatterns, path("forgotten/", forgotten, name="forgotten")]
handler403 = all_urls.handler403
