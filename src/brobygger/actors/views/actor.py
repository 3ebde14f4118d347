"""The page of one actor, and what can be done on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.actors.acquaintance_forms import AcquaintanceForm
from brobygger.actors.domain.acquaintances import acquaintances_of
from brobygger.actors.domain.actors import confirm_actor, remove_actor, restore_actor
from brobygger.actors.domain.background import background_label
from brobygger.actors.domain.provenance import Said, names_of
from brobygger.actors.domain.queries import relations_of
from brobygger.actors.domain.relations import add_relation, remove_relation
from brobygger.actors.domain.representation import end_representation, invite_representative
from brobygger.actors.domain.rows import with_rows
from brobygger.actors.domain.uniting import successor
from brobygger.actors.enums import FactSource, RelationKind
from brobygger.actors.fact_page import fact_page, relations_said
from brobygger.actors.forms import RelationForm, RepresentativeForm
from brobygger.actors.invitations import invited_representative, states_of_representatives
from brobygger.actors.models import Actor, Relation, Representation
from brobygger.actors.panels import panels_for
from brobygger.actors.profile_panel import profile_panel
from brobygger.actors.views.listing import may
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.invitations.domain.queries import State
from brobygger.invitations.views import again
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def detail(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Everything the register knows of one actor; also of a removed one, which can be put back.

    One that was put together with another leads there.
    """
    if (now := successor(request.workspace.pk, actor_id)) is not None:
        return redirect("actors:detail", workspace_slug, now)
    return _page(request, _actor(request, actor_id))


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def confirm(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Somebody says that it is all right today."""
    actor = _actor(request, actor_id)
    confirm_actor(actor=actor, by=request.user)
    messages.success(request, _("Oplysningerne er bekræftet i dag."))
    return redirect("actors:detail", workspace_slug, actor.pk)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def remove(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Out of the register; the list then offers to undo it."""
    actor = _actor(request, actor_id)
    if actor.deleted_at is None:
        remove_actor(actor=actor, by=request.user)
    return redirect(f"{reverse('actors:list', args=[workspace_slug])}?undo={actor.pk}")


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def restore(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Back in the register."""
    actor = _actor(request, actor_id)
    restore_actor(actor=actor, by=request.user)
    messages.success(request, _("%(name)s står i registret igen.") % {"name": actor.name})
    return redirect("actors:detail", workspace_slug, actor.pk)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def relate(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Write down how the actor stands to another."""
    actor = _actor(request, actor_id)
    form = RelationForm(actor, request.POST, prefix="relation")
    if form.is_valid():
        try:
            add_relation(
                actor=actor,
                other=form.cleaned_data["other"],
                kind=RelationKind(form.cleaned_data["kind"]),
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Forbindelsen er skrevet ned."))
            return _back(actor, "relations")
    return _page(request, actor, relation_form=form, status=422)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def unrelate(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, relation_id: UUID
) -> HttpResponseBase:
    """Take a relation back."""
    actor = _actor(request, actor_id)
    relation = get_object_or_404(relations_of(actor), pk=relation_id)
    try:
        remove_relation(relation=relation, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Forbindelsen er slettet."))
    return _back(actor, "relations")


@access(InWorkspace(Permission.REPRESENTATIVE_INVITE))
@require_POST
def invite(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Ask a person to speak for the actor."""
    actor = _actor(request, actor_id)
    form = RepresentativeForm(request.POST, prefix="representative")
    if not form.is_valid():
        return _page(request, actor, representative_form=form, status=422)
    email = form.cleaned_data["email"]
    invite_representative(actor=actor, email=email, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Invitationen er sendt til %(email)s.") % {"email": email})
    return _back(actor, "representatives")


@access(InWorkspace(Permission.REPRESENTATIVE_INVITE))
@require_POST
def invite_again(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, representation_id: UUID
) -> HttpResponseBase:
    """Another mail to somebody who has not come yet."""
    actor = _actor(request, actor_id)
    representation = get_object_or_404(_representatives(actor), pk=representation_id)
    again(request, invited_representative(representation))
    return _back(actor, "representatives")


@access(InWorkspace(Permission.REPRESENTATIVE_INVITE))
@require_POST
def end_representative(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, representation_id: UUID
) -> HttpResponseBase:
    """A person no longer speaks for the actor."""
    actor = _actor(request, actor_id)
    representation = get_object_or_404(_representatives(actor), pk=representation_id)
    end_representation(representation=representation, by=request.user)
    messages.success(
        request,
        _("%(who)s repræsenterer ikke længere %(actor)s.")
        % {"who": representation.user, "actor": actor.name},
    )
    return _back(actor, "representatives")


def _actor(request: WorkspaceRequest, actor_id: UUID) -> Actor:
    actors = with_rows(Actor.objects.filter(workspace=request.workspace))
    actor: Actor = get_object_or_404(actors, pk=actor_id)
    return actor


def _representatives(actor: Actor) -> QuerySet[Representation]:
    active = Representation.objects.filter(actor=actor, ended_at__isnull=True)
    return active.select_related("user", "workspace", "actor").order_by("id")


def _with_invitations(
    representatives: QuerySet[Representation],
) -> list[tuple[Representation, State | None]]:
    """The representatives, and how far the invitation of each has come."""
    people = list(representatives)
    states = states_of_representatives(people)
    return [(one, states.get(one.pk)) for one in people]


def _relations(actor: Actor) -> list[Relation]:
    return list(relations_of(actor).select_related("actor_a", "actor_b"))


def _back(actor: Actor, part: str) -> HttpResponseBase:
    page = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    return redirect(f"{page}#{part}")


def _page(
    request: WorkspaceRequest,
    actor: Actor,
    *,
    relation_form: RelationForm | None = None,
    representative_form: RepresentativeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = fact_page(actor)
    acquaintances = list(acquaintances_of(actor))
    mine = [one for one in acquaintances if one.membership.user_id == request.user.pk]
    knows = mine[0] if mine else None
    relations = _relations(actor)
    context: dict[str, Any] = {
        "workspace": request.workspace,
        "actor": actor,
        "relations": relations,
        "relations_said": relations_said(relations),
        "relation_form": relation_form or RelationForm(actor, prefix="relation"),
        "representatives": _with_invitations(_representatives(actor)),
        "representative_form": representative_form or RepresentativeForm(prefix="representative"),
        "profile": profile_panel(actor) if may(request, Permission.ACTOR_EDIT) else None,
        "records": actor.imported_records.order_by("-imported_at", "file_name", "row"),
        "trail": trail_of(
            events_about("actor", actor.pk),
            request.GET.get(PARAMETER, ""),
            reader=request.user,
            naming=("collaboration", "user"),
        ),
        "panels": panels_for(actor, request.user),
        "page": page,
        "facts": page.by_key,
        "sources_open": "sources" in request.GET,
        "background_label": background_label(request.workspace),
        "confirmed_by": names_of([Said(FactSource.WORKSPACE, clock.today(), actor.confirmed_who)]),
        "acquaintances": acquaintances,
        "knows": knows,
        "knows_form": AcquaintanceForm(
            prefix="know",
            initial={"how": knows.how, "since_year": knows.since_year} if knows else None,
        ),
        "can_edit": may(request, Permission.ACTOR_EDIT),
        "can_invite": may(request, Permission.REPRESENTATIVE_INVITE),
        "can_open": may(request, Permission.COLLABORATION_OPEN),
    }
    return render(request, "actors/detail.html", context, status=status)
