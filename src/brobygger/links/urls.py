from django.urls import URLPattern, path

from brobygger.links import views

app_name = "links"

urlpatterns: list[URLPattern] = [
    path("links/<uuid:link_id>/close/", views.close, name="close"),
]
