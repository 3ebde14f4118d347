"""/account/security/…: the second step and passkeys. allauth knows the addresses by these names."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy

from brobygger.accounts import security

_HERE = "account/security/"
_PASSKEY = _HERE + "passkeys/<int:pk>/"
_HOME = reverse_lazy("mfa_index")

urlpatterns = [
    path(_HERE, security.security, name="mfa_index"),
    path(_HERE + "app/", app.activate_totp, name="mfa_activate_totp"),
    path(_HERE + "app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path(_HERE + "codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(_HERE + "codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(_HERE + "passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        _PASSKEY + "rename/",
        passkeys.EditWebAuthnView.as_view(success_url=_HOME),
        name="mfa_edit_webauthn",
    ),
    path(
        _PASSKEY + "remove/",
        passkeys.RemoveWebAuthnView.as_view(success_url=_HOME),
        name="mfa_remove_webauthn",
    ),
    # Showing that it is still you, before any of the above is changed.
    path(_HERE + "confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path(_HERE + "confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        _HERE + "confirm/passkey/",
        security.PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    # On the way in.
    path("account/login/second-step/", security.SecondStep.as_view(), name="mfa_authenticate"),
    path("account/login/passkey/", security.PasskeyLogin.as_view(), name="mfa_login_webauthn"),
]
