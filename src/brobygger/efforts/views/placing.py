"""Groups, and why and how each actor is to be involved."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.groups import (
    add_group,
    group_by,
    place,
    remove_group,
    rename_group,
    suggestions,
)
from brobygger.efforts.domain.mapped import change_mapped
from brobygger.efforts.domain.queries import list_of
from brobygger.efforts.forms import GroupForm, InvolveForm
from brobygger.efforts.models import Group, MappedActor
from brobygger.efforts.views.asking import answered, step_form
from brobygger.efforts.views.common import Desk, laid_out, save_desk, status_of, step_page
from brobygger.efforts.views.lists import row_of
from brobygger.efforts.walk import BY_PAGE

_INVOLVES = ("surfaces", "why", "how", "asker")
# So many ungrouped actors are looked at when groups are suggested.
_LOOKED_AT = 500


@access(InEffort())
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Who lies where. The list is placed in one form; the question of the step in another."""
    return answered(request, "groups", _groups_page)


def _groups_page(
    request: EffortRequest,
    desk: Desk,
    status: int = 200,
    *,
    new: GroupForm | None = None,
    wrong: tuple[Group, GroupForm] | None = None,
) -> HttpResponse:
    rows = list_of(request.effort).taken()
    loose = list(rows.filter(group__isnull=True)[:_LOOKED_AT])
    named = []
    for group in _groups_of(request)[:50]:
        bad = wrong is not None and wrong[0].pk == group.pk
        form = wrong[1] if wrong and bad else _name_form(group)
        named.append((group, form, bad))
    context = {
        "desk": desk,
        "form": desk.form,
        "page": page_of(request, rows.order_by("group__name", "actor__sort_name", "id"), 25),
        "groups": named,
        "new_group": new or GroupForm(auto_id="new_%s"),
        "by_kind": suggestions(loose, "kind"),
        "by_area": suggestions(loose, "area"),
        "loose": len(loose),
    }
    return step_page(request, "groups", context, status=status)


def _groups_of(request: EffortRequest) -> Any:
    from django.db.models import Count, Q

    taken = ~Q(mapped__status="set_aside") & Q(mapped__actor__deleted_at__isnull=True)
    return request.effort.groups.annotate(number=Count("mapped", filter=taken)).order_by("name")


def _name_form(group: Group) -> GroupForm:
    return GroupForm(initial={"name": group.name}, auto_id=f"g{group.pk}_%s")


@access(InEffort())
@require_POST
def new_group(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """An empty group of one's own name, or groups by kind or area."""
    if (way := request.POST.get("way", "")) in ("kind", "area"):
        return _suggested(request, way)
    form = GroupForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        try:
            group = add_group(
                effort=request.effort, name=form.cleaned_data["name"], by=request.user
            )
        except UserError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Gruppen »%(name)s« er klar.") % {"name": group.name})
            return _to_groups(request)
    return _groups_page(request, _step_desk(request), 422, new=form)


def _suggested(request: EffortRequest, way: str) -> HttpResponseBase:
    try:
        number = group_by(effort=request.effort, way=way, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(n)s fik en gruppe.", "%(n)s fik en gruppe.", number)
        messages.success(request, words % {"n": number})
    return _to_groups(request)


@access(InEffort())
@require_POST
def group(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, group_id: UUID
) -> HttpResponseBase:
    """Another name for a group, or away with it."""
    row = get_object_or_404(request.effort.groups, pk=group_id)
    form = GroupForm(request.POST, auto_id=f"g{row.pk}_%s")
    try:
        if "remove" in request.POST:
            remove_group(group=row, by=request.user)
            messages.success(request, _("Gruppen er væk. De, der lå i den, står på listen endnu."))
            return _to_groups(request)
        if form.is_valid():
            rename_group(group=row, name=form.cleaned_data["name"], by=request.user)
            messages.success(request, _("Gemt."))
            return _to_groups(request)
    except UserError as refused:
        if "remove" in request.POST:
            messages.error(request, str(refused))
            return _to_groups(request)
        form.add_error("name", str(refused))
    return _groups_page(request, _step_desk(request), 422, wrong=(row, form))


@access(InEffort())
@require_POST
def placed(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Everybody on the page in the group chosen for them, at once."""
    wanted: dict[UUID, tuple[str, str]] = {}
    for name, wish in request.POST.items():
        if name.startswith("group-"):
            try:
                key = UUID(name.removeprefix("group-"))
            except ValueError:
                continue
            wanted[key] = (request.POST.get(f"seen-{key}", ""), str(wish))
    try:
        moved, left = place(effort=request.effort, wanted=wanted, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return _to_groups(request)
    words = ngettext("%(n)s har fået en ny plads.", "%(n)s har fået en ny plads.", moved)
    messages.success(request, words % {"n": moved})
    if left:
        words = ngettext(
            "%(n)s blev flyttet af en anden imens. Den ligger, hvor den anden lagde den.",
            "%(n)s blev flyttet af en anden imens. De ligger, hvor den anden lagde dem.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return _to_groups(request)


@access(InEffort())
@require_safe
def involve(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """Why and how, one form for each actor, a few on a page."""
    return _involve(request)


def _involve(
    request: EffortRequest, wrong: tuple[MappedActor, Desk] | None = None, status: int = 200
) -> HttpResponse:
    rows = list_of(request.effort).taken().order_by("group__name", "actor__sort_name", "id")
    page = page_of(request, rows, per_page=10)
    people = None
    shown = []
    for row in page:
        form = _involve_form(request, row)
        # Everybody's list of colleagues is the same: asked for once.
        people = people or list(form.fields["asker"].choices)  # type: ignore[attr-defined]
        form.fields["asker"].choices = people  # type: ignore[attr-defined]
        bad = wrong is not None and wrong[0].pk == row.pk
        shown.append((row, wrong[1] if wrong and bad else laid_out(form), bad))
    context = {"page": page, "shown": shown}
    return step_page(request, "involve", context, status=status)


def _involve_form(request: EffortRequest, row: MappedActor) -> InvolveForm:
    now = {
        "surfaces": row.surfaces,
        "why": row.why,
        "how": row.how,
        "asker": row.asker_id or "",
    }
    return InvolveForm(request.workspace, initial=now, auto_id=f"m{row.pk}_%s")


@access(InEffort())
@require_POST
def involved(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, mapped_id: UUID
) -> HttpResponseBase:
    """Keep why and how for one actor."""
    row = get_object_or_404(row_of(request).select_related("updated_by"), pk=mapped_id)

    def write(mine: dict[str, Any], base: dict[str, Any] | None) -> None:
        change_mapped(mapped=row, mine=mine, base=base, by=request.user)

    form = InvolveForm(request.workspace, request.POST, auto_id=f"m{row.pk}_%s")
    again = save_desk(request, form, write, only=_INVOLVES)
    if again is not None:
        return _involve(request, (row, again), status_of(again))
    messages.success(request, _("Gemt for %(name)s.") % {"name": row.actor.name})
    page = reverse("efforts:involve", args=[workspace_slug, effort_id])
    number = request.GET.get("page", "")
    return redirect(f"{page}{f'?page={number}' if number.isdecimal() else ''}#m{row.pk}")


def _step_desk(request: EffortRequest) -> Desk:
    return laid_out(step_form(request, BY_PAGE["groups"]))


def _to_groups(request: EffortRequest) -> HttpResponseBase:
    page = reverse("efforts:groups", args=[request.workspace.slug, request.effort.pk])
    number = request.GET.get("page", "")
    return redirect(f"{page}{f'?page={number}' if number.isdecimal() else ''}#placing")
