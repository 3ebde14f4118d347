"""/account/my-data/: what we have on the one who is logged in, to fetch or to erase."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import LoggedIn, Public, access
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.http import Request
from brobygger.privacy.domain.erasing import erase, plan_erasure
from brobygger.privacy.domain.exporting import overview
from brobygger.privacy.domain.persons import find_person
from brobygger.privacy.domain.requests import ask_for_extract, extracts_of, finished_extract
from brobygger.privacy.forms import EraseForm
from brobygger.privacy.models import PersonExport
from brobygger.privacy.presentation import groups_of


@access(LoggedIn())
@require_safe
def my_data(request: Request) -> HttpResponse:
    """What we have, table by table, and the extracts on their way."""
    context = {
        "overview": overview(find_person(request.user.email)),
        "extracts": extracts_of(request.user),
    }
    template = "privacy/my_data.html#extracts" if request.htmx else "privacy/my_data.html"
    return render(request, template, context)


@access(LoggedIn())
@require_POST
def fetch(request: Request) -> HttpResponse:
    """The file at once, or an extract that is made while one waits."""
    made = ask_for_extract(by=request.user)
    if isinstance(made, PersonExport):
        return redirect("privacy:my_data")
    return as_file(made)


@access(LoggedIn())
@require_safe
def extract(request: Request, extract_id: UUID) -> HttpResponse:
    """A finished extract, for whoever asked for it."""
    try:
        return as_file(finished_extract(request.user, extract_id))
    except PersonExport.DoesNotExist:
        raise Http404 from None


@access(LoggedIn())
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: Request) -> HttpResponse:
    """Precisely what goes, what stays and why; typed and sent, it is done."""
    plan = plan_erasure(find_person(request.user.email))
    form = EraseForm(
        request.POST or None,
        wanted=request.user.email,
        label=_("Skriv din e-mail for at slette"),
        others=False,
    )
    if form.is_valid():
        try:
            _refuse_in_demo()
            erase(plan, by=request.user)
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            logout(request)
            return redirect("privacy:erased")
    status = 422 if request.method == "POST" else 200
    context = {"groups": groups_of(plan), "alone_in": plan.only_administrator_in, "form": form}
    return render(request, "privacy/erase_me.html", context, status=status)


@access(Public("says goodbye to somebody whose account is no more"))
@require_safe
def erased(request: Request) -> HttpResponse:
    """It is done."""
    return render(request, "privacy/erased.html")


def as_file(content: bytes) -> HttpResponse:
    """The zip, to be saved."""
    name = f"brobygger-{clock.today():%Y-%m-%d}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _refuse_in_demo() -> None:
    """Everybody shares the people of the demo. Raises UserError."""
    if settings.BROBYGGER_DEMO:
        raise UserError(_("Demoens personer deles af alle og kan ikke slettes."))
