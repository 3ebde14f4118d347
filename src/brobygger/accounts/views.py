"""A person's own account, and the language of the pages."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.accounts.domain.profile import change_profile, choose_language
from brobygger.accounts.forms import ProfileForm
from brobygger.accounts.models import Language, User
from brobygger.authorization.access import LoggedIn, Public, access
from brobygger.core.http import Request


@access(Public("everyone may choose the language of the pages"))
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser, and on the person when logged in; back to the page."""
    chosen = request.POST.get("language", "")
    response = redirect(safe_next(request))
    if chosen in Language.values:
        user = request.user
        if isinstance(user, User) or user.is_authenticated:
            choose_language(by=user, language=chosen)
        remember_language(response, chosen)
    return response


@access(LoggedIn())
@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """One's own name, language and way of logging in."""
    user = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_profile(
            by=user, name=form.cleaned_data["name"], language=form.cleaned_data["language"]
        )
        translation.activate(user.language)
        messages.success(request, _("Dine oplysninger er gemt."))
        response = redirect("accounts:profile")
        remember_language(response, user.language)
        return response
    return render(request, "accounts/profile.html", {"form": form})


@access(Public("tells people how to get an account; nobody signs up here"))
@require_GET
def signup_closed(request: HttpRequest) -> HttpResponse:
    """How one gets an account."""
    return render(request, "account/signup_closed.html")


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the language in this browser, for pages before log-in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def safe_next(request: HttpRequest) -> str:
    """The page to go back to, when it is one of ours; else the front page."""
    address = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A lone word would be taken for the name of a page, and there is none of that name.
    if ours and "/" in address:
        return address
    return "/"
