"""Settings: one file, driven by the environment (see docs/operations.md)."""

import os
import secrets
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.oidc.configuration import read_providers
from brobygger.notifications import smtp_url
from brobygger.operation import logs, networks

PACKAGE = Path(__file__).resolve().parent.parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "ja"}


# --- where and how we run
TESTING = _flag("BROBYGGER_TESTING")
DEBUG = _flag("BROBYGGER_DEBUG")
BROBYGGER_DEMO = _flag("BROBYGGER_DEMO")
DATA_DIR = Path(os.environ.get("BROBYGGER_DATA", "data")).resolve()
BASE_URL = os.environ.get(
    "BROBYGGER_BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}"
)
HTTPS = BASE_URL.startswith("https://")
_OUR_HOSTS = f"127.0.0.1,[::1],{urlsplit(BASE_URL).hostname}"
# The machine itself may always ask how we are.
ALLOWED_HOSTS = ["localhost", *os.environ.get("BROBYGGER_ALLOWED_HOSTS", _OUR_HOSTS).split(",")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in the data folder."""
    if key := os.environ.get("BROBYGGER_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def _older_keys() -> list[str]:
    """Keys there were before. What was made with them can still be read: code apps above all."""
    path = DATA_DIR / "secret_key.old"
    kept = path.read_text() if path.exists() else ""
    named = os.environ.get("BROBYGGER_SECRET_KEY_FALLBACKS", "").split(",")
    keys = [kept, *(one.strip() for one in (*named, *kept.splitlines()))]
    return [key for key in dict.fromkeys(keys) if key.strip()]


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = _older_keys()

# --- rooms, from the ground up
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "servestatic",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "brobygger.core",
    "brobygger.paper",
    "brobygger.audit",
    "brobygger.authorization",
    "brobygger.accounts",
    "brobygger.workspaces",
    "brobygger.links",
    "brobygger.notifications",
    "brobygger.invitations",
    "brobygger.catalog",
    "brobygger.sheets",
    "brobygger.toolbox",
    "brobygger.actors",
    "brobygger.efforts",
    "brobygger.visits",
    "brobygger.collaborations",
    "brobygger.matching",
    "brobygger.agreements",
    "brobygger.comparison",
    "brobygger.followup",
    "brobygger.privacy",
    "brobygger.desk",
    "brobygger.operation",
    "brobygger.demo",
    # After our own rooms, whose templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django.forms",
]

MIDDLEWARE = [
    "brobygger.operation.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "brobygger.core.middleware.headers.PermissionsPolicyMiddleware",
    "brobygger.core.middleware.methods.MethodsMiddleware",
    "brobygger.core.middleware.static.StaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "brobygger.core.middleware.caches.CachesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "brobygger.accounts.middleware.LanguageMiddleware",
    "brobygger.accounts.middleware.VisitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "brobygger.core.middleware.brakes.BrakesMiddleware",
    "brobygger.authorization.access.AccessMiddleware",
]

ROOT_URLCONF = "brobygger.config.urls"
ASGI_APPLICATION = "brobygger.config.asgi.application"
THIRD_PARTY_ACCESS = "brobygger.config.access.THIRD_PARTY_ACCESS"
BRAKES = "brobygger.config.brakes.BRAKES"
BRAKE_ON_ANY_FORM = "brobygger.config.brakes.ANY_FORM"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "brobygger.config.shell.shell",
            ],
            # Django's own, quicker: see these two.
            "builtins": ["brobygger.core.templatetags.addresses"],
            "libraries": {"i18n": "brobygger.core.templatetags.fixed_words"},
        },
    },
]

# Our `i18n` takes the place of Django's, on purpose; tests/core/test_quick_tags.py sees that no
# other tags do.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

# --- database: PostgreSQL only; the embedded one sets DATABASE_URL before Django starts
DATABASES = {
    "default": dj_database_url.config(
        default="postgresql:///brobygger", conn_max_age=0, conn_health_checks=True
    )
}
if DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL skal pege på en PostgreSQL-database.")
_POOL = int(os.environ.get("BROBYGGER_DATABASE_POOL", "10"))
if _POOL and not TESTING and "procrastinate" not in sys.argv:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": _POOL,
        "timeout": 5,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "brobygger.accounts.passwords.GuessedFirstValidator"},
]
# The first is the one in use; a password kept with the second gets the first at its next log-in.
PASSWORD_HASHERS = [
    "brobygger.accounts.passwords.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    # A good hash is slow on purpose; a thousand tests need not wait for it.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "demo:login" if BROBYGGER_DEMO else "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed; this keeps password log-in
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "brobygger.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # a volunteer has to find the mail on another device
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
ACCOUNT_FORMS = {
    "login": "brobygger.accounts.forms.PasswordLoginForm",
    "request_login_code": "brobygger.accounts.forms.CodeRequestForm",
    "confirm_login_code": "brobygger.accounts.forms.CodeForm",
    "reset_password": "brobygger.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "brobygger.accounts.forms.PasswordFromLinkForm",
    "set_password": "brobygger.accounts.forms.NewPasswordForm",
    "change_password": "brobygger.accounts.forms.ChangedPasswordForm",
    "reauthenticate": "brobygger.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = False  # ours are counted in the database, see core.brakes
MFA_RATE_LIMITS = False
MFA_ADAPTER = "brobygger.accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock is half a minute off now and then
MFA_TOTP_ISSUER = "Brobygger"
MFA_FORMS = {
    "authenticate": "brobygger.accounts.forms_mfa.SecondStepForm",
    "reauthenticate": "brobygger.accounts.forms_mfa.SecondStepAgainForm",
    "activate_totp": "brobygger.accounts.forms_mfa.AppForm",
    "authenticate_webauthn": "brobygger.accounts.forms_mfa.PasskeyForm",
    "login_webauthn": "brobygger.accounts.forms_mfa.PasskeyLoginForm",
    "reauthenticate_webauthn": "brobygger.accounts.forms_mfa.PasskeyAgainForm",
    "add_webauthn": "brobygger.accounts.forms_mfa.NewPasskeyForm",
    "edit_webauthn": "brobygger.accounts.forms_mfa.PasskeyNameForm",
}
SESSION_ENGINE = "brobygger.accounts.sessions"
# Other places to log in, with what is theirs alone; nothing they tell is kept.
try:
    OIDC_PROVIDERS = read_providers(os.environ)
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from problem
SOCIALACCOUNT_ADAPTER = "brobygger.accounts.oidc.adapter.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "brobygger.accounts.oidc.provider.StrictProvider"}
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # a neighbouring host can then neither read our cookies nor plant its own
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# --- what a browser may do with our pages: only what comes from this house, nothing inline
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
if HTTPS:
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("BROBYGGER_HSTS_SUBDOMAINS") != "0"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "brobygger.core.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- language and time
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("Engelsk"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# --- files and pages
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("BROBYGGER_STATIC_ROOT", DATA_DIR / "static"))
STATICFILES_DIRS = [PACKAGE / "static"]
SERVESTATIC_ALLOW_ALL_ORIGINS = False
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if TESTING or DEBUG
    else "servestatic.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
FORM_RENDERER = "brobygger.core.forms.BrobyggerRenderer"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the form of an actor from a big register is long
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- those who look after us
METRICS_TOKEN = os.environ.get("BROBYGGER_METRICS_TOKEN", "")
try:
    LOGGING = logs.configuration(os.environ.get("BROBYGGER_LOG", ""), quiet=TESTING)
    METRICS_NETWORKS = networks.read(
        os.environ.get("BROBYGGER_METRICS_NETWORKS", "127.0.0.0/8,::1")
    )
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from problem

# --- mail
# So often in a quarter is one person asked to do something, across all workspaces.
# What the accessibility statement says about those who run the site.
BROBYGGER_ORGANISATION = os.environ.get("BROBYGGER_ORGANISATION", "")
BROBYGGER_ACCESSIBILITY_CONTACT = os.environ.get("BROBYGGER_ACCESSIBILITY_CONTACT", "")
try:
    BROBYGGER_ACCESSIBILITY_DATE = date.fromisoformat(
        os.environ.get("BROBYGGER_ACCESSIBILITY_DATE") or "2026-11-21"
    )
except ValueError as problem:
    raise ImproperlyConfigured(
        "BROBYGGER_ACCESSIBILITY_DATE skal være en dato som 2027-03-01."
    ) from problem
BROBYGGER_ACCESSIBILITY_GAPS = [
    gap.strip()
    for gap in os.environ.get("BROBYGGER_ACCESSIBILITY_GAPS", "").split("|")
    if gap.strip()
]
# A long import is told little by little: mails an hour to people who were written in by others.
BROBYGGER_NOTICES_PER_HOUR = max(1, int(os.environ.get("BROBYGGER_NOTICES_PER_HOUR", "60")))
BROBYGGER_REQUEST_CAP = int(os.environ.get("BROBYGGER_REQUEST_CAP", "3"))
DEFAULT_FROM_EMAIL = os.environ.get("BROBYGGER_MAIL_FROM", "Brobygger <brobygger@localhost>")
# Where mail servers send back what cannot be delivered; {id} becomes the number of the letter.
MAIL_BOUNCES_TO = os.environ.get("BROBYGGER_MAIL_BOUNCES_TO", "")
BOUNCE_MAILBOX = os.environ.get("BROBYGGER_BOUNCE_MAILBOX", "")
EMAIL_TIMEOUT = 20
_SMTP_URL = os.environ.get("BROBYGGER_SMTP_URL", "")
try:
    EMAIL_BACKEND = smtp_url.backend_for(demo=BROBYGGER_DEMO, url=_SMTP_URL)
    if _SMTP_URL:
        locals().update(smtp_url.parse(_SMTP_URL))
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from problem
