"""What the workspace says about itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.domain.settings import choose_words, describe_controller
from brobygger.workspaces.forms import ControllerForm, WordsForm


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Who answers for the data, whom people write to, and the workspace's own words."""
    workspace = request.workspace
    about_words = request.POST.get("do") == "words"
    words = WordsForm(
        request.POST if about_words else None,
        initial={"background_label": workspace.background_label},
        prefix="words",
    )
    form = ControllerForm(
        request.POST if request.method == "POST" and not about_words else None,
        initial={
            "controller": workspace.controller,
            "email": workspace.contact_email,
            "phone": workspace.contact_phone,
            "dpo_email": workspace.dpo_email,
        },
    )
    if about_words and words.is_valid():
        choose_words(workspace=workspace, by=request.user, **words.cleaned_data)
        messages.success(request, _("Det er gemt. Sådan står der fra nu af hos alle foreninger."))
        return redirect("workspaces:settings", workspace_slug)
    if form.is_bound and form.is_valid():
        describe_controller(workspace=workspace, by=request.user, **form.cleaned_data)
        messages.success(request, _("Det er gemt. Det står i de mails, vi skriver fra nu af."))
        return redirect("workspaces:settings", workspace_slug)
    status = 422 if request.method == "POST" else 200
    context = {"workspace": workspace, "form": form, "words": words}
    return render(request, "workspaces/settings.html", context, status=status)
