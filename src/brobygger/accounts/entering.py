"""Letting somebody in who has proved to be who they are, by something other than a log-in page."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from brobygger.accounts.models import User


def enter(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """Log the person in and send them on; whoever has a second step still has to pass it.

    Somebody else who is logged in here is logged out first. A link from a mail is worth as much
    as the code from one.
    """
    if request.user == user:
        return redirect(to)
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    record_authentication(request, user, method="code", email=user.email)
    response: HttpResponse = perform_login(request, user, redirect_url=to, email=user.email)
    return response
