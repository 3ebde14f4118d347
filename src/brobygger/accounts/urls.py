"""/account/…: one's own account, and the log-in pages of allauth that we expose."""

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path, re_path

from brobygger.accounts import security, views

_own: tuple[list[URLPattern | URLResolver], str] = (
    [
        path("", views.profile, name="profile"),
        path("language/", views.language, name="language"),
        path("security/sessions/close/", security.close_others, name="close_others"),
        path("security/sessions/close-all/", security.close_all, name="close_all"),
        path("security/sessions/<str:session_id>/close/", security.close, name="close"),
        path("", include("brobygger.accounts.oidc.urls")),
    ],
    "accounts",
)

# allauth knows these by name. Sign-up, e-mail and phone pages of its own are left out on purpose.
urlpatterns = [
    path("account/", include(_own)),
    path("", include("brobygger.accounts.mfa_urls")),
    path("account/signup/", views.signup_closed, name="account_signup"),
    path("account/login/", allauth_views.login, name="account_login"),
    path("account/logout/", allauth_views.logout, name="account_logout"),
    path("account/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path(
        "account/login/code/", allauth_views.request_login_code, name="account_request_login_code"
    ),
    path(
        "account/login/code/confirm/",
        allauth_views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("account/password/change/", allauth_views.password_change, name="account_change_password"),
    path("account/password/set/", allauth_views.password_set, name="account_set_password"),
    path("account/password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "account/password/reset/done/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
