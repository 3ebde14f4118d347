"""Demo mode: try a role with one press, and read the mails that would have been sent."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from brobygger.accounts.demo import DEMO_USERS, demo_user
from brobygger.accounts.models import User
from brobygger.accounts.views import safe_next
from brobygger.authorization.access import Public, access
from brobygger.core.paging import page_of
from brobygger.notifications.models import OutboxMail

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@access(Public("demo mode only: the invented people are there to be tried"))
@require_http_methods(["GET", "POST"])
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's people. GET shows them, POST `role` logs in."""
    _only_in_demo()
    if request.method == "GET":
        return render(
            request, "demo/login.html", {"people": DEMO_USERS, "next": request.GET.get("next", "")}
        )
    person = demo_user(request.POST.get("role", ""))
    user = User.objects.filter(email=person.email).first() if person else None
    if user is None:
        messages.error(request, _("Den rolle er ikke lagt ind i demoen endnu. Vælg en anden."))
        return redirect("demo:login")
    if request.user.is_authenticated:  # what waits for somebody logged out stays in the browser
        end_session(request)
    start_session(request, user, backend=_BACKEND)
    return redirect(safe_next(request))


@access(Public("demo mode only: mails to invented people"))
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails that would have been sent, newest first."""
    _only_in_demo()
    mails = OutboxMail.objects.order_by("-created_at", "-id")
    to = request.GET.get("to", "").strip()
    if to:
        mails = mails.filter(to_email__iexact=to)
    return render(request, "demo/outbox.html", {"page": page_of(request, mails, 20), "to": to})


def _only_in_demo() -> None:
    if not settings.BROBYGGER_DEMO:
        raise Http404
