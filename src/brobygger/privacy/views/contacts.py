"""What a workspace has on a contact person, for its administrators: to hand out or to erase."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.actors.models import ContactPerson
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.privacy.domain.erasing import erase, places_to_look, plan_erasure
from brobygger.privacy.domain.exporting import overview
from brobygger.privacy.domain.persons import contact_as_person
from brobygger.privacy.domain.requests import ask_for_extract, extracts_of
from brobygger.privacy.forms import EraseForm
from brobygger.privacy.models import PersonExport
from brobygger.privacy.presentation import groups_of
from brobygger.privacy.titles import title_of
from brobygger.privacy.views.own import as_file
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: WorkspaceRequest, workspace_slug: str, contact_id: UUID) -> HttpResponse:
    """Everything on the person here, what erasing comes to, and the words of others."""
    found = _contact(request, contact_id)
    person = contact_as_person(found)
    form = EraseForm(
        request.POST or None,
        wanted=found.name,
        label=_("Skriv personens navn for at slette"),
        others=True,
    )
    plan = plan_erasure(person, take_out=request.POST.get("take_out") == "on")
    if request.method == "POST" and form.is_valid():
        erase(plan, by=request.user)
        messages.success(request, _("%(name)s er slettet her i arbejdsrummet.") % {"name": found})
        return redirect("actors:detail", workspace_slug, found.actor_id)
    context = {
        "workspace": request.workspace,
        "contact": found,
        "overview": overview(person),
        "extracts": extracts_of(request.user, found),
        "groups": groups_of(plan),
        "places": [(title_of(place.label), place.words) for place in places_to_look(plan)],
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "privacy/contact.html", context, status=status)


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_POST
def fetch(request: WorkspaceRequest, workspace_slug: str, contact_id: UUID) -> HttpResponse:
    """The file at once, or an extract that is made while one waits."""
    made = ask_for_extract(by=request.user, contact=_contact(request, contact_id))
    if isinstance(made, PersonExport):
        return redirect("privacy:contact", workspace_slug, contact_id)
    return as_file(made)


def _contact(request: WorkspaceRequest, contact_id: UUID) -> ContactPerson:
    here = ContactPerson.objects.filter(workspace=request.workspace)
    return get_object_or_404(here.select_related("actor", "workspace"), pk=contact_id)
