"""Log-in forms in our words, and the person's own settings."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.limits import take_guess, take_mail
from brobygger.accounts.models import User
from brobygger.core.brakes import TooMany
from brobygger.core.texts import Line


def _plain(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class CodeRequestForm(allauth_forms.RequestLoginCodeForm):
    """Asks for the e-mail address a code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], _("Din e-mail"))

    def clean_email(self) -> str:
        """The address, when it has not been sent too many mails already."""
        email: str = super().clean_email()
        _count_mail("code", email)
        return email


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    """Takes the six digits of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Koden fra mailen"), _("Seks tal"))
        self.fields["code"].widget.attrs.update(
            {"inputmode": "numeric", "class": "bb-code-input", "autofocus": True}
        )

    def clean_code(self) -> str:
        """The code, when it is right and has not been guessed at too often."""
        try:
            take_guess(context.request, self.expected_code)
        except TooMany as too_many:
            raise get_adapter().validation_error("too_many_login_attempts") from too_many
        code: str = super().clean_code()
        return code


class PasswordLoginForm(allauth_forms.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("Din e-mail"))
        _plain(self.fields["password"], _("Adgangskode"))


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks where to send the link to a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], _("Din e-mail"))

    def clean_email(self) -> str:
        """The address, when it has not been sent too many mails already."""
        email: str = super().clean_email()
        _count_mail("password", email)
        return email


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something important is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Din adgangskode"))


class NewPasswordForm(allauth_forms.SetPasswordForm):
    """A first password for somebody who has logged in with codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self)


class ChangedPasswordForm(allauth_forms.ChangePasswordForm):
    """The password one has, and the one to have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], _("Den adgangskode, du har nu"))
        _name_passwords(self)


class PasswordFromLinkForm(allauth_forms.ResetPasswordKeyForm):
    """A new password for somebody who forgot the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self)


def _count_mail(what: str, email: str) -> None:
    try:
        take_mail(what, email)
    except TooMany as too_many:
        raise get_adapter().validation_error("rate_limited") from too_many


def _name_passwords(form: forms.Form) -> None:
    _plain(
        form.fields["password1"],
        _("Ny adgangskode"),
        _("Mindst 12 tegn. En sætning, du kan huske, er god."),
    )
    _plain(form.fields["password2"], _("Ny adgangskode igen"))


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person decides about their own account."""

    class Meta:
        model = User
        fields = ("name", "language")
        field_classes = {"name": Line}
        widgets = {"language": forms.RadioSelect}
        labels = {"name": _("Dit navn"), "language": _("Sprog")}
        help_texts = {
            "name": _("Sådan står du over for dem, du samarbejder med."),
            "language": _("Sider og mails kommer på dette sprog."),
        }
