"""Filters kept by name."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brobygger.actors.domain import saved_filters as domain
from brobygger.actors.domain.facets_above import Titles, titles_of
from brobygger.actors.domain.filters import EVERYBODY, Filter, filter_of
from brobygger.actors.exceptions import FilterIsOthers, TooManyFilters
from brobygger.actors.filter_forms import RenameFilterForm, SaveFilterForm
from brobygger.actors.filter_words import words_of
from brobygger.actors.models import SavedFilter
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.authorization import can_workspace


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def saved(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """All the filters one can use here, and what may be done with each.

    The address carries the filter of the list, when it is to be kept.
    """
    return _page(request, SaveFilterForm())


def _page(request: WorkspaceRequest, form: SaveFilterForm) -> HttpResponseBase:
    wanted = filter_of(request.GET)
    filters = list(domain.filters_for(request.workspace, request.user))
    kept = [filter_of(QueryDict(one.query)) for one in filters]
    titles = titles_of(request.workspace, [wanted, *kept])
    may_share = can_workspace(request.user, request.workspace, Permission.ACTOR_EDIT)
    context = {
        "workspace": request.workspace,
        "wanted": wanted,
        "words": _words(wanted, titles),
        "form": form,
        "may_share": may_share,
        "filters": [
            {
                "saved": one,
                "words": _words(asked, titles),
                "may_change": may_share or not one.shared,
            }
            for one, asked in zip(filters, kept, strict=True)
        ],
    }
    return render(request, "actors/saved_filters.html", context, status=422 if form.errors else 200)


def _words(wanted: Filter, titles: Titles) -> list[str]:
    return [*([f"»{wanted.query}«"] if wanted.query else []), *words_of(wanted, titles)]


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_POST
def save(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Keep the filter in the address by a name."""
    form = SaveFilterForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    wanted = filter_of(request.GET)
    try:
        kept = domain.save_filter(
            workspace=request.workspace, wanted=wanted, by=request.user, **form.cleaned_data
        )
    except TooManyFilters as refusal:
        messages.error(request, str(refusal))
        return redirect("actors:saved_filters", workspace_slug)
    messages.success(request, _("Filteret »%(name)s« er gemt.") % {"name": kept.name})
    return redirect(f"{_list(workspace_slug)}?{kept.query or EVERYBODY}")


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_POST
def rename(request: WorkspaceRequest, workspace_slug: str, filter_id: UUID) -> HttpResponseBase:
    """Call it something else."""
    one = _found(request, filter_id)
    form = RenameFilterForm(request.POST)
    if form.is_valid():
        try:
            domain.rename_filter(saved=one, by=request.user, **form.cleaned_data)
            messages.success(request, _("Filteret hedder nu »%(name)s«.") % {"name": one.name})
        except FilterIsOthers as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect("actors:saved_filters", workspace_slug)


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_POST
def delete(request: WorkspaceRequest, workspace_slug: str, filter_id: UUID) -> HttpResponseBase:
    """Take it away; the next page can put it back."""
    one = _found(request, filter_id)
    try:
        domain.delete_filter(saved=one, by=request.user)
    except FilterIsOthers as refusal:
        messages.error(request, str(refusal))
        return redirect("actors:saved_filters", workspace_slug)
    return redirect(f"{_list(workspace_slug)}?{EVERYBODY}&undo_filter={one.pk}")


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_POST
def restore(request: WorkspaceRequest, workspace_slug: str, filter_id: UUID) -> HttpResponseBase:
    """Put a deleted filter back."""
    one = _found(request, filter_id)
    try:
        domain.restore_filter(saved=one, by=request.user)
        messages.success(request, _("Filteret »%(name)s« er her igen.") % {"name": one.name})
    except FilterIsOthers as refusal:
        messages.error(request, str(refusal))
    return redirect("actors:saved_filters", workspace_slug)


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_POST
def first(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Choose the filter one's own list opens with, or none."""
    try:
        key = UUID(request.POST.get("filter", ""))
    except ValueError:
        one = None
    else:
        one = _found(request, key)
    domain.begin_with(workspace=request.workspace, saved=one, by=request.user)
    told = (
        _("Listen åbner nu med »%(name)s«. Det gælder kun for dig.") % {"name": one.name}
        if one
        else _("Listen åbner nu med hele registret. Det gælder kun for dig.")
    )
    messages.success(request, told)
    return redirect("actors:saved_filters", workspace_slug)


def _found(request: WorkspaceRequest, key: UUID) -> SavedFilter:
    found = domain.visible_filter(request.workspace, request.user, key)
    if found is None:
        raise Http404
    return found


def _list(slug: str) -> str:
    return reverse("actors:list", args=[slug])
