"""How the second step and passkeys behave in this house."""

import base64
import hashlib
import io
import logging
import secrets
from typing import Any, ClassVar

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.accounts.trail import TellsRefusals

log = logging.getLogger(__name__)


class MFAAdapter(TellsRefusals, DefaultMFAAdapter):
    """Our words, our QR code, and secrets that a copy of the database does not give away."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Den kan ikke fjernes lige nu."),
        "cannot_generate_recovery_codes": _(
            "Nødkoder hører til en kode-app eller en adgangsnøgle. Tilføj en af dem først."
        ),
        "incorrect_code": _("Det passer ikke. Prøv igen med en ny kode."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code the app is shown."""
        picture = io.BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(picture, kind="svg", scale=5, dark="#16262e", light="#ffffff", xmldecl=False)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """What is stored instead of a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; also when it was stored under one of SECRET_KEY_FALLBACKS.

        With its key lost it is one that nothing fits: the code is wrong, and the page stands.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("a second step cannot be read: the key it was stored with is gone")  # noqa: TRY400
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """A name for a passkey whose owner gave it none."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Adgangsnøgle %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who the passkey belongs to, as the telephone shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Brobygger"}


def _cipher() -> MultiFernet:
    return MultiFernet(
        _one_cipher(force_bytes(key))
        for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    )


def _one_cipher(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"brobygger.mfa\0" + key).digest()))


def second_steps_of(user: User) -> "SecondSteps":
    """What the person has set up."""
    return SecondSteps(list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at")))


class SecondSteps:
    """A person's app, passkeys and emergency codes."""

    def __init__(self, all_of_them: list[Authenticator]) -> None:
        by_type = Authenticator.Type
        self.app = next((one for one in all_of_them if one.type == by_type.TOTP), None)
        self.passkeys = [one for one in all_of_them if one.type == by_type.WEBAUTHN]
        codes = next((one for one in all_of_them if one.type == by_type.RECOVERY_CODES), None)
        self.has_codes = codes is not None
        self.codes_left = len(codes.wrap().get_unused_codes()) if codes else 0

    @property
    def is_on(self) -> bool:
        """Whether log-in asks for more than the first step."""
        return self.app is not None or bool(self.passkeys)


def next_page(request: HttpRequest) -> str:
    """Where to go after log-in, when the page that asked for it is one of ours."""
    from allauth.account.utils import get_next_redirect_url

    return str(get_next_redirect_url(request) or "")
