"""The forms of the second step and of passkeys, in our words and with our limits."""

import struct
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.limits import TOTP_LIVES, forgive_second_step, take_second_step
from brobygger.core.brakes import TooMany, is_first
from brobygger.core.texts import Line

PASSKEY_NAME_LENGTH = 60
# Reading a made-up answer fails in all these ways, and the packages that read it catch a few.
UNREADABLE = (
    ValidationError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


def _name_code(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(
        {"inputmode": "numeric", "class": "bb-code-input", "autocomplete": "one-time-code"}
    )


class _CodeChecked:
    """Tries are counted per account, and a code from an app works once."""

    def clean_code(self) -> str:
        user = self.user  # type: ignore[attr-defined]
        try:
            take_second_step(user)
        except TooMany as too_many:
            raise get_adapter().validation_error("too_many_login_attempts") from too_many
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            digits = "".join(letter for letter in code if letter.isdigit())
            if not is_first("totp", f"{user.pk} {digits}", TOTP_LIVES):
                raise get_mfa_adapter().validation_error("incorrect_code")
        forgive_second_step(user)
        return code


class SecondStepForm(_CodeChecked, base.AuthenticateForm):
    """The code of the app, or an emergency code, at log-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(
            self.fields["code"], _("Kode"), _("Seks tal fra kode-appen, eller en af dine nødkoder")
        )
        self.fields["code"].widget.attrs["autofocus"] = True


class SecondStepAgainForm(_CodeChecked, base.ReauthenticateForm):
    """The same, before something important is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(
            self.fields["code"], _("Kode"), _("Seks tal fra kode-appen, eller en af dine nødkoder")
        )


class AppForm(ActivateTOTPForm):
    """The first code from the app, which shows that it has got hold of the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self.fields["code"], _("Koden, appen viser"), _("Seks tal"))


class _AnswerRead:
    """What a browser says may be anything: every answer that cannot be read is a wrong one."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error


class PasskeyForm(_AnswerRead, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyLoginForm(_AnswerRead, webauthn.LoginWebAuthnForm):
    """A passkey as the whole log-in."""


class PasskeyAgainForm(_AnswerRead, webauthn.ReauthenticateWebAuthnForm):
    """A passkey, before something important is changed."""


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey, with a name its owner knows it by."""

    name = Line(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Hvad skal den hedde?")
        name.help_text = _("For eksempel »Min telefon«, så du kan kende den igen.")
        name.max_length = PASSKEY_NAME_LENGTH
        name.widget.attrs["maxlength"] = PASSKEY_NAME_LENGTH

    def clean(self) -> dict[str, Any]:
        """Take only an answer that can be read."""
        try:
            data: dict[str, Any] = super().clean()
        except UNREADABLE as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error
        return data

    def clean_name(self) -> str:
        """The name, cut to a length that fits a list."""
        return str(super().clean_name())[:PASSKEY_NAME_LENGTH]


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = Line()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nyt navn")
        self.fields["name"].max_length = PASSKEY_NAME_LENGTH
        self.fields["name"].widget.attrs["maxlength"] = PASSKEY_NAME_LENGTH

    def clean_name(self) -> str:
        """The name, cut to a length that fits a list."""
        return str(self.cleaned_data["name"])[:PASSKEY_NAME_LENGTH]
