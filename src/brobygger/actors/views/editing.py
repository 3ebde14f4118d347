"""Writing an actor in, and correcting it."""

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.actors.circle_forms import CirclesForm
from brobygger.actors.domain.actors import create_actor, update_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.merging import Merge
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.stored_form import seal, unseal
from brobygger.actors.domain.whereabouts import place_warning
from brobygger.actors.edit_sections import ALL, Filled, shown_sections
from brobygger.actors.exceptions import ActorChanged, CprFound, NotInRegister
from brobygger.actors.forms import ActorForm, initial_of
from brobygger.actors.formsets import RowFormSet, make_formsets
from brobygger.actors.models import Actor
from brobygger.actors.views.conflicts import ConflictView, conflict_views, field_label, who_else
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@dataclass
class Desk:
    """The form as it lies before the person: fields, rows, and what they began with."""

    form: ActorForm
    rows: dict[str, RowFormSet]
    circles: CirclesForm
    base: ActorData | None
    version: int
    actor: Actor | None = None
    conflicts: tuple[ConflictView, ...] = ()
    taken: str = ""
    who: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether everything typed can be understood; all parts are asked, so all errors show."""
        forms = [self.form.is_valid(), self.circles.is_valid()]
        return all([*forms, *(rows.is_valid() for rows in self.rows.values())])


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_http_methods(["GET", "POST"])
def create(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """An empty form; saved it becomes an actor of the register."""
    if request.method == "GET":
        begun = ActorData(name=request.GET.get("name", "")[:300])
        return _show(request, _laid_out(begun))
    desk = _posted(request, ActorData(name=""))
    if "more" in request.POST:
        return _show(request, desk)
    if desk.is_valid:
        try:
            actor = create_actor(workspace=request.workspace, data=_data(desk), by=request.user)
        except CprFound as refused:
            desk.form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(name)s er skrevet ind.") % {"name": actor.name})
            return redirect("actors:detail", workspace_slug, actor.pk)
    return _show(request, desk, status=422)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_http_methods(["GET", "POST"])
def edit(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """The form with what the register says; saved it is merged with what others did meanwhile."""
    actors = with_rows(Actor.objects.in_workspace(request.workspace))
    actor = get_object_or_404(actors, pk=actor_id)
    if request.method == "GET":
        return _show(request, _laid_out(data_of(actor), actor))
    base = unseal(request.POST.get("base", ""))
    desk = _posted(request, base or data_of(actor), actor)
    if "more" in request.POST:
        return _show(request, desk)
    if desk.is_valid:
        return _saved(request, desk, actor, base)
    return _show(request, desk, status=422)


def _saved(
    request: WorkspaceRequest, desk: Desk, actor: Actor, base: ActorData | None
) -> HttpResponseBase:
    data = _chosen(request, _data(desk), base)
    try:
        merged = update_actor(
            actor=actor, data=data, base_version=desk.version, base=base, by=request.user
        )
    except ActorChanged as refused:
        return _show(request, _to_choose(request, actor, refused), status=409)
    except (CprFound, NotInRegister) as refused:
        desk.form.add_error(None, str(refused))
        return _show(request, desk, status=422)
    messages.success(request, _saved_words(request, actor, merged))
    for place in actor.locations.all():
        if warning := place_warning(place.latitude, place.longitude, place.country):
            messages.warning(request, f"{place}: {warning}" if str(place) else warning)
    return redirect(_back(request, actor))


def _back(request: WorkspaceRequest, actor: Actor) -> str:
    """Where the person came from when that is a page of ours, or the actor."""
    wanted = request.GET.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None):
        return wanted
    return reverse("actors:detail", args=[request.workspace.slug, actor.pk])


def _saved_words(request: WorkspaceRequest, actor: Actor, merged: Merge | None) -> str:
    if merged is None or not merged.taken:
        return _("Gemt.")
    named = ", ".join(field_label(name) for name in merged.taken)
    return _("Gemt. %(who)s rettede imens noget andet, og det er med: %(fields)s.") % {
        "who": who_else(actor, request.user),
        "fields": named,
    }


def _laid_out(data: ActorData, actor: Actor | None = None) -> Desk:
    form = ActorForm(initial=initial_of(data, ActorForm.base_fields))
    version = actor.version if actor else 0
    return Desk(form, make_formsets(data), CirclesForm(data, _labels()), data, version, actor)


def _labels() -> dict[str, Any]:
    return {name: field.label for name, field in ActorForm.base_fields.items()}


def _posted(request: WorkspaceRequest, began: ActorData, actor: Actor | None = None) -> Desk:
    initial = initial_of(began, ActorForm.base_fields)
    version = request.POST.get("version", "")
    more = request.POST.get("more", "")
    # Where one more row is asked for, nothing is judged yet.
    return Desk(
        ActorForm(request.POST, initial=initial),
        make_formsets(began, request.POST, more),
        CirclesForm(began, _labels(), request.POST),
        began,
        int(version) if version.isdecimal() and len(version) < 10 else 0,
        actor,
    )


def _to_choose(request: WorkspaceRequest, actor: Actor, refused: ActorChanged) -> Desk:
    """The form again with everything both wrote; against what is stored now."""
    merge = refused.merge
    desk = _laid_out(merge.data, actor)
    desk.base, desk.version = merge.theirs, refused.version
    desk.conflicts = conflict_views(merge)
    desk.taken = ", ".join(field_label(name) for name in merge.taken)
    desk.who = who_else(actor, request.user)
    return desk


def _data(desk: Desk) -> ActorData:
    """What the form says, on top of what it does not show."""
    assert desk.base is not None
    typed = {name: desk.form.cleaned_data[name] for name in desk.form.fields}
    rows: dict[str, Any] = {
        name: desk.rows[name].rows(getattr(desk.base, name)) for name in desk.rows
    }
    return replace(desk.base, **typed, **rows, visibility=desk.circles.chosen())


def _chosen(request: WorkspaceRequest, data: ActorData, base: ActorData | None) -> ActorData:
    """The data with the other person's words in the fields where they were chosen."""
    if base is None:
        return data
    theirs = {
        field.name: getattr(base, field.name)
        for field in fields(ActorData)
        if request.POST.get(f"choose-{field.name}") == "theirs"
    }
    return replace(data, **theirs)


def _show(request: WorkspaceRequest, desk: Desk, status: int = 200) -> HttpResponse:
    data = desk.base or ActorData(name="")
    opened = request.POST.get("more") or request.GET.get("open", "")
    filled = Filled(desk.form, desk.rows, desk.circles)
    context: dict[str, Any] = {
        "workspace": request.workspace,
        "actor": desk.actor,
        "back": _back(request, desk.actor) if desk.actor else "",
        "sections": shown_sections(filled, data, opened),
        "all_open": opened == ALL,
        "desk": desk,
        "form": desk.form,
        "base": seal(desk.base) if desk.base else "",
        "rows_wrong": any(
            any(rows.errors) or rows.non_form_errors()
            for rows in desk.rows.values()
            if rows.is_bound
        ),
    }
    return render(request, "actors/edit.html", context, status=status)
