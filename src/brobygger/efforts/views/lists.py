"""The list: what the register proposes, and one more by name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.efforts.access import EffortRequest, InEffort
from brobygger.efforts.domain.mapped import (
    add_actor,
    add_new_actor,
    drop_actor,
    look_at,
    take_proposals,
)
from brobygger.efforts.domain.proposals import MOST_AT_ONCE, proposed, said, with_reasons
from brobygger.efforts.domain.queries import list_of
from brobygger.efforts.domain.snowball import Named, recognised
from brobygger.efforts.enums import MappedStatus
from brobygger.efforts.exceptions import TooMany
from brobygger.efforts.forms import ListedForm, StatusForm
from brobygger.efforts.models import MappedActor
from brobygger.efforts.policies import Look
from brobygger.efforts.views.common import step_page

_SHOWN = {"unseen": MappedStatus.NOT_LOOKED_AT, "aside": MappedStatus.SET_ASIDE}


@access(InEffort())
@require_safe
def the_list(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponse:
    """Who is on it, and whom the register proposes."""
    return _page(request)


def _page(
    request: EffortRequest,
    form: ListedForm | None = None,
    named: Named | None = None,
    status: int = 200,
) -> HttpResponse:
    effort = request.effort
    filter_form = StatusForm(request.GET)
    show = filter_form.cleaned_data["show"] if filter_form.is_valid() else ""
    rows = list_of(effort)
    if show in _SHOWN:
        rows = rows.filter(status=_SHOWN[show])
    wish = request.GET.get("proposals", "")
    proposals = page_of_proposals(request)
    context = {
        "page": page_of(request, rows, per_page=50),
        "show": show,
        "proposals": proposals,
        "proposed": [
            (one.actor, said(one.reasons)) for one in with_reasons(effort, proposals.object_list)
        ],
        "most": MOST_AT_ONCE,
        "all_at_once": proposals.paginator.count <= MOST_AT_ONCE,
        "listed_form": form or ListedForm(initial={"kind": ActorKind.ASSOCIATION}),
        "named": named,
        "unfolded": wish != "",
    }
    return step_page(request, "list", context, status=status)


def page_of_proposals(request: EffortRequest) -> Any:
    """The page of proposals the address asks for (`?proposals=`); the list has `?page=`."""
    from django.core.paginator import Paginator

    return Paginator(proposed(request.effort), 25).get_page(request.GET.get("proposals"))


@access(InEffort())
@require_POST
def take(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """Take the ticked proposals, or every one."""
    try:
        number = take_proposals(effort=request.effort, actors=_chosen(request), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return _back(request)
    words = ngettext("%(n)s er kommet på listen.", "%(n)s er kommet på listen.", number)
    if number:
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("Ingen blev valgt. Sæt hak ved dem, der skal med."))
    return _back(request)


def _chosen(request: EffortRequest) -> list[UUID]:
    if "all" in request.POST:
        keys = list(proposed(request.effort).values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            raise TooMany(MOST_AT_ONCE)
        return keys
    chosen = []
    for text in request.POST.getlist("actors")[:MOST_AT_ONCE]:
        try:
            chosen.append(UUID(text))
        except ValueError:
            continue
    return chosen


@access(InEffort())
@require_POST
def add(request: EffortRequest, workspace_slug: str, effort_id: UUID) -> HttpResponseBase:
    """One more by name: of the register when it is there, else new; look-alikes are asked about."""
    form = ListedForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    name, because = form.cleaned_data["name"], form.cleaned_data["because"]
    named = recognised(request.effort, [name])[0]
    choice = request.POST.get("actor", "")
    if not named.is_clear and not choice:
        return _page(request, form, named)
    try:
        row = _put(request, form, named, choice, because)
    except UserError as refused:
        form.add_error(None, str(refused))
        return _page(request, form, status=422)
    messages.success(request, _("%(name)s står på listen.") % {"name": row.actor.name})
    return _back(request)


def _put(
    request: EffortRequest, form: ListedForm, named: Named, choice: str, because: str
) -> MappedActor:
    known = named.same or next((one for one in named.alike if str(one.pk) == choice), None)
    if known is not None:
        return add_actor(effort=request.effort, actor=known, because=because, by=request.user)
    data = ActorData(name=named.name, kind=ActorKind(form.cleaned_data["kind"]))
    return add_new_actor(effort=request.effort, data=data, because=because, by=request.user)


@access(InEffort())
@require_POST
def add_known(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, actor_id: UUID
) -> HttpResponseBase:
    """Put an actor of the register on the list: the undo of taking it off."""
    actor = get_object_or_404(Actor.objects.in_workspace(request.workspace), pk=actor_id)
    try:
        add_actor(effort=request.effort, actor=actor, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s står på listen.") % {"name": actor.name})
    return _back(request)


@access(InEffort())
@require_POST
def on_list(
    request: EffortRequest, workspace_slug: str, effort_id: UUID, mapped_id: UUID
) -> HttpResponseBase:
    """Set aside, take back, look again, or off the list altogether."""
    row = get_object_or_404(row_of(request), pk=mapped_id)
    try:
        if request.POST.get("look") == "drop":
            drop_actor(mapped=row, by=request.user)
            words = _("%(name)s er taget af listen. I registret står alt endnu.")
        else:
            look_at(mapped=row, look=Look(request.POST.get("look", "")), by=request.user)
            words = {
                MappedStatus.SET_ASIDE: _("%(name)s er ikke med denne gang."),
                MappedStatus.NOT_LOOKED_AT: _("%(name)s er med på listen igen."),
            }.get(MappedStatus(row.status), _("%(name)s er set på."))
    except UserError as refused:
        messages.error(request, str(refused))
    except ValueError:
        pass  # no such step
    else:
        messages.success(request, words % {"name": row.actor.name})
    return _back(request)


def row_of(request: EffortRequest) -> Any:
    """The rows of the effort, whatever has become of them."""
    rows = MappedActor.objects.filter(effort=request.effort, actor__deleted_at__isnull=True)
    return rows.select_related("actor", "group", "effort", "effort__workspace", "asker")


def _back(request: EffortRequest) -> HttpResponseBase:
    return redirect(
        reverse("efforts:list", args=[request.workspace.slug, request.effort.pk]) + "#on-list"
    )
