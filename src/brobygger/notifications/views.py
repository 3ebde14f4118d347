"""Which mails one gets, and when: on one's account, or by the link in the foot of a mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.accounts.views import safe_next
from brobygger.authorization.access import LoggedIn, access
from brobygger.core.http import Request
from brobygger.notifications.access import ByMailToken, MailRequest
from brobygger.notifications.domain.addresses import address_of, try_again
from brobygger.notifications.domain.choices import choices_of, choose, resume, stop
from brobygger.notifications.forms import ChoicesForm
from brobygger.notifications.models import Choice, MailAddress


@access(LoggedIn())
@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    """One's own mails, for somebody with an account."""
    address = address_of(request.user.email)
    return _choices_page(request, address, reverse("notifications:preferences"))


@access(ByMailToken())
@require_http_methods(["GET", "POST"])
def choices(request: MailRequest, token: str) -> HttpResponse:
    """The same page for whoever reads the address, with or without an account."""
    return _choices_page(request, _address(request), reverse("notifications:choices", args=[token]))


# Mail programs post here on their own, without a session and without our page (RFC 8058): the
# signed token is the whole authority, so a token against forged requests would guard nothing.
@access(ByMailToken())
@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_kinds(request: MailRequest, token: str) -> HttpResponse:
    """Stop the kinds of the mail this link stood in. Reading the page changes nothing."""
    reader = request.mail_reader
    if request.method == "POST":
        stop(reader.fingerprint, reader.kinds)
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=204)  # a mail program must not be sent elsewhere
        return redirect("notifications:stop", token=token)
    kinds = {one.kind.id: one for one in choices_of(_address(request))}
    asked = [kinds[kind] for kind in reader.kinds if kind in kinds]
    if not asked:
        return redirect("notifications:choices", token=token)
    context = {
        "asked": [one.kind for one in asked],
        "stopped": all(one.chosen == Choice.NEVER for one in asked),
        "still": [one.kind for one in kinds.values() if one.chosen != Choice.NEVER],
        "token": token,
    }
    return render(request, "mail_choices/stop.html", context)


@access(ByMailToken())
@require_POST
def resume_kinds(request: MailRequest, token: str) -> HttpResponse:
    """Undo the stop."""
    resume(request.mail_reader.fingerprint, request.mail_reader.kinds)
    messages.success(request, _("Du får mailene igen."))
    return redirect("notifications:stop", token=token)


@access(LoggedIn())
@require_POST
def try_address_again(request: Request) -> HttpResponse:
    """Believe again in an address whose mails came back; back to the page it stood on."""
    if email := request.POST.get("email", "").strip():
        try_again(email)
        messages.success(
            request, _("Vi prøver adressen igen. Kommer mailen tilbage, ser du det her.")
        )
    return redirect(safe_next(request))


def _choices_page(request: HttpRequest, address: MailAddress, here: str) -> HttpResponse:
    form = ChoicesForm(request.POST or None, address=address)
    if request.method == "POST" and form.is_valid():
        choose(address.fingerprint, form.chosen, form.hours)
        messages.success(request, _("Dine valg er gemt."))
        return redirect(here)
    context = {"form": form, "here": here, "always": form.always}
    return render(request, "mail_choices/choices.html", context)


def _address(request: MailRequest) -> MailAddress:
    key = request.mail_reader.fingerprint
    return MailAddress.objects.filter(fingerprint=key).first() or MailAddress(fingerprint=key)
