"""How one logs in, and where one is logged in: seen and changed by the person themselves."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from brobygger.accounts.domain.sessions import close_session, close_sessions, sessions_of
from brobygger.accounts.mfa import next_page, second_steps_of
from brobygger.accounts.models import User
from brobygger.authorization.access import LoggedIn, access
from brobygger.core.brakes import Rate, TooMany, take
from brobygger.core.http import Request, client_address
from brobygger.core.views import too_many_requests

# Each question is a session in the database, also when nobody answers it.
_PASSKEY_QUESTIONS = Rate(300, timedelta(minutes=1))


@access(LoggedIn())
@require_GET
def security(request: Request) -> HttpResponse:
    """Everything about one's log-in on one page: the ways in, and the browsers that are in."""
    user = User.objects.get(pk=request.user.pk)
    context = {
        "steps": second_steps_of(user),
        "sessions": sessions_of(user, this=request.session.session_key),
    }
    return render(request, "accounts/security.html", context)


@access(LoggedIn())
@require_POST
def close(request: Request, session_id: str) -> HttpResponse:
    """Log out in one other browser."""
    if close_session(by=request.user, session_id=session_id):
        messages.success(request, _("Der er logget ud dér."))
    else:
        messages.info(request, _("Der var allerede logget ud dér."))
    return redirect("mfa_index")


@access(LoggedIn())
@require_POST
def close_others(request: Request) -> HttpResponse:
    """Log out everywhere but here."""
    closed = close_sessions(by=request.user, but=request.session.session_key)
    said = ngettext(
        "Der er logget ud ét andet sted.", "Der er logget ud %(number)s andre steder.", closed
    )
    messages.success(request, said % {"number": closed})
    return redirect("mfa_index")


@access(LoggedIn())
@require_POST
def close_all(request: Request) -> HttpResponse:
    """Log out everywhere, here too."""
    close_sessions(by=request.user)
    logout(request)
    messages.success(request, _("Du er logget ud alle steder."))
    return redirect("account_login")


class SecondStep(AuthenticateView):
    """The code or the passkey after the first step of log-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows: the passkey button only to somebody who has a passkey."""
        passkeys = second_steps_of(self.stage.login.user).passkeys
        return {**super().get_context_data(**kwargs), "has_passkeys": bool(passkeys)}


class PasskeyLogin(LoginWebAuthnView):
    """Log in with a passkey: the question by GET, the answer by POST, then on to the page asked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question for the browser; without script, the log-in page."""
        if get_adapter().is_ajax(request):
            try:
                take("passkey.question", client_address(request), _PASSKEY_QUESTIONS)
            except TooMany as too_many:
                return too_many_requests(request, too_many.wait)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """In, and on to the page that asked for a log-in."""
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=next_page(self.request) or None)
        answer: HttpResponse = perform_passwordless_login(self.request, authenticator, login)
        return answer


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Show with a passkey that it is still you. Another passkey's answer may be tried again."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the question, with a word about why."""
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.request.get_full_path())
