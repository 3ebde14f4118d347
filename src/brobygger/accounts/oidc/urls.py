"""/account/oidc/<provider>/…: the way in and out through a provider."""

from django.urls import URLPattern, path

from brobygger.accounts.oidc import views

_ONE = "oidc/<slug:provider_key>/"

# Included in the namespace `accounts`.
urlpatterns: list[URLPattern] = [
    path(f"{_ONE}login/", views.login, name="oidc_login"),
    path(f"{_ONE}callback/", views.callback, name="oidc_callback"),
    path(f"{_ONE}connect/", views.connect, name="oidc_connect"),
    path(f"{_ONE}disconnect/", views.disconnect, name="oidc_disconnect"),
    path(f"{_ONE}logged-out/", views.logged_out, name="oidc_logged_out"),
    path(f"{_ONE}logout/", views.logout, name="oidc_logout"),
]
