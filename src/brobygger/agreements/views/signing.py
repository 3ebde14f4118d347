"""Signing with a link, without an account."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.accounts.models import User
from brobygger.agreements.domain.codes import has_live_code, send_code
from brobygger.agreements.domain.signing import decline_agreement, sign_agreement
from brobygger.agreements.exceptions import SignedAlready
from brobygger.agreements.forms import DeclineForm, SignForm
from brobygger.agreements.models import Signatory
from brobygger.agreements.presentation import shown_version
from brobygger.agreements.views.agreement import pdf_response
from brobygger.authorization.access import access
from brobygger.core.errors import UserError
from brobygger.links.access import ByLink, LinkRequest
from brobygger.links.models import Purpose

WITH_LINK = ByLink(Purpose.SIGN_AGREEMENT)


@access(WITH_LINK)
@never_cache
@require_GET
def sign(request: LinkRequest, token: str) -> HttpResponse:
    """The whole text, and the way to sign it; afterwards the receipt."""
    signatory = _signatory(request)
    return _page(request, token, signatory, _form(signatory))


@access(WITH_LINK)
@never_cache
@require_POST
def code(request: LinkRequest, token: str) -> HttpResponse:
    """Send a code to the signatory's own address."""
    signatory = _signatory(request)
    try:
        send_code(signatory=signatory)
    except UserError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Koden er på vej til %(email)s.") % {"email": signatory.email})
    return redirect(reverse("agreements:sign", args=[token]) + "#underskriv")


@access(WITH_LINK)
@never_cache
@require_POST
def signature(request: LinkRequest, token: str) -> HttpResponse:
    """Sign."""
    signatory = _signatory(request)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            sign_agreement(signatory=signatory, by=_user(request), **form.cleaned_data)
        except SignedAlready as error:
            messages.info(request, error.message)
            return redirect("agreements:sign", token)
        except UserError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Tak. Du har skrevet under."))
            return redirect("agreements:sign", token)
    signatory.refresh_from_db()
    return _page(request, token, signatory, form, status=400)


@access(WITH_LINK)
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: LinkRequest, token: str) -> HttpResponse:
    """Say no to this wording, and why."""
    signatory = _signatory(request)
    if signatory.signed_at:
        return redirect("agreements:sign", token)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    shown = shown_version(signatory.version)
    context = {"token": token, "shown": shown, "form": form, "signatory": signatory}
    if request.method == "POST" and form.is_valid():
        try:
            decline_agreement(
                signatory=signatory, reason=form.cleaned_data["reason"], by=_user(request)
            )
        except UserError as error:
            form.add_error(None, error.message)
        else:
            return render(request, "agreements/declined.html", context)
    return render(request, "agreements/decline.html", context)


@access(WITH_LINK)
@never_cache
@require_GET
def pdf(request: LinkRequest, token: str) -> HttpResponse:
    """The text on paper, for the one who holds the link."""
    return pdf_response(_signatory(request).version)


def _page(
    request: LinkRequest, token: str, signatory: Signatory, form: SignForm, status: int = 200
) -> HttpResponse:
    shown = shown_version(signatory.version)
    party = next(one.party for one in shown.signatures if one.signatory.id == signatory.id)
    context = {
        "token": token,
        "signatory": signatory,
        "version": signatory.version,
        "shown": shown,
        "party": party,
        "form": form,
        "code_sent": has_live_code(signatory),
    }
    return render(request, "agreements/sign.html", context, status=status)


def _form(signatory: Signatory) -> SignForm:
    return SignForm(initial={"shown_hash": signatory.version.content_hash})


def _signatory(request: LinkRequest) -> Signatory:
    return Signatory.objects.select_related(
        "actor", "version", "version__agreement", "version__agreement__collaboration"
    ).get(id=request.access_link.subject_id)


def _user(request: LinkRequest) -> User | None:
    user: User | AnonymousUser = request.user
    return user if isinstance(user, User) else None
