"""/demo/…: only there in demo mode (config/urls.py)."""

from django.urls import path

from brobygger.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.login, name="login"),
    path("outbox/", views.outbox, name="outbox"),
]
