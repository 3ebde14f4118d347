"""Two that may be one: found, looked at side by side, put together, and taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from brobygger.actors.domain.alike import (
    ask_to_look,
    decide,
    numbers_of,
    pairs_of,
    resembles,
)
from brobygger.actors.domain.alike_groups import MOST_IN_GROUP, groups_of, pairs_by_group
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.evidence import Certainty, Sign
from brobygger.actors.domain.provenance import Said, said_of_field
from brobygger.actors.domain.rows import with_rows
from brobygger.actors.domain.sides import (
    ADDRESS,
    BOTH,
    GONE,
    KEPT,
    Difference,
    Sides,
    differing_rows,
    sides_of,
)
from brobygger.actors.domain.uniting import standing_of, take_apart, unite
from brobygger.actors.models import Actor, DuplicateSearch, PossibleDuplicate, Uniting
from brobygger.actors.models.uniting import PairDecision
from brobygger.actors.views.conflicts import field_label, lines_of
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_MOST_CARDS = 4
_DECISIONS = {"two": PairDecision.TWO, "later": PairDecision.LATER, "": PairDecision.NONE}


@dataclass(frozen=True)
class PairView:
    """A pair as a row of the list."""

    pair: PossibleDuplicate
    certainty: Certainty
    signs: Sequence[Sign]


@dataclass(frozen=True)
class GroupView:
    """Those who may all be one, as a row of the list."""

    key: UUID
    certainty: Certainty
    actors: Sequence[Actor]
    pairs: Sequence[PairView]

    @property
    def first(self) -> PairView:
        """The surest pair; the only one of a group of two."""
        return self.pairs[0]

    @property
    def shown(self) -> Sequence[Actor]:
        """Those the list has room for."""
        return self.actors[:_MOST_CARDS]

    @property
    def more(self) -> int:
        """How many of them the list has no room for."""
        return len(self.actors) - len(self.shown)

    @property
    def others(self) -> int:
        """How many besides the first."""
        return len(self.actors) - 1

    @property
    def is_two(self) -> bool:
        """Whether it is just a pair."""
        return len(self.actors) == 2


@dataclass(frozen=True)
class Choice:
    """One of the things a field may say."""

    value: str
    lines: Sequence[str]
    said: Said | None
    chosen: bool


@dataclass(frozen=True)
class FieldView:
    """A field where a person chooses."""

    field: str
    label: str
    choices: Sequence[Choice]


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_safe
def duplicates(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """The groups nobody has decided of; with ?show= the pairs that wait, or are two."""
    shown = request.GET.get("show", "")
    decision = _DECISIONS.get(shown, PairDecision.NONE)
    groups = groups_of(request.workspace)
    pairs = pairs_of(request.workspace, decision).select_related("one", "other", "decided_by")
    page: Page[Any] = page_of(request, pairs if decision else groups, per_page=20)
    numbers = numbers_of(request.workspace)
    context = {
        "workspace": request.workspace,
        "page": page,
        "rows": [pair_view(pair) for pair in page] if decision else (),
        "groups": () if decision else _groups(request, page),
        "decision": decision,
        "open_number": groups.count() if decision else page.paginator.count,
        "later_number": numbers.get("later", 0),
        "two_number": numbers.get("two", 0),
        "search": DuplicateSearch.objects.filter(workspace=request.workspace).first(),
        "done": _just_united(request),
    }
    return render(request, "actors/duplicates/list.html", context)


def _groups(request: WorkspaceRequest, page: Page[Any]) -> list[GroupView]:
    keys = [row["key"] for row in page]
    found = pairs_by_group(request.workspace, keys)
    return [group_view(key, found[key]) for key in keys if found[key]]


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def look(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Look the whole register through in the background."""
    ask_to_look(workspace=request.workspace, by=request.user)
    messages.success(request, _("Vi leder hele registret igennem. Kom tilbage om et øjeblik."))
    return redirect("actors:duplicates", workspace_slug)


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def decide_pair(request: WorkspaceRequest, workspace_slug: str, pair_id: UUID) -> HttpResponseBase:
    """They are two; or it can wait; or that is taken back."""
    pair = get_object_or_404(
        PossibleDuplicate.objects.select_related("one", "other", "workspace"),
        pk=pair_id,
        workspace=request.workspace,
    )
    decision = _DECISIONS.get(request.POST.get("decision", ""), PairDecision.NONE)
    decide(pair=pair, decision=decision, by=request.user)
    said = {
        PairDecision.TWO: _("%(one)s og %(other)s er to. Vi spørger ikke igen."),
        PairDecision.LATER: _("%(one)s og %(other)s kommer frem igen om en måned."),
        PairDecision.NONE: _("%(one)s og %(other)s står på listen igen."),
    }[decision]
    messages.success(request, said % {"one": pair.one.name, "other": pair.other.name})
    return redirect(back_from(request))


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_safe
def side_by_side(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, other_id: UUID
) -> HttpResponseBase:
    """Both, and a choice wherever they differ. The first is the one that stays."""
    kept, gone = _two(request, actor_id, other_id)
    if gone.is_host:
        return redirect("actors:unite", workspace_slug, gone.pk, kept.pk)
    return _compared(request, kept, gone)


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def put_together(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, other_id: UUID
) -> HttpResponseBase:
    """Make them one. The list then offers to undo it."""
    actors = Actor.objects.filter(workspace=request.workspace)
    kept = get_object_or_404(actors, pk=actor_id)
    gone = get_object_or_404(actors, pk=other_id)
    choices = {
        name.removeprefix("choose-"): value
        for name, value in request.POST.items()
        if name.startswith("choose-") and value in (KEPT, GONE, BOTH)
    }
    try:
        uniting = unite(kept=kept, gone=gone, choices=choices, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect("actors:duplicates", workspace_slug)
    return redirect(f"{reverse('actors:duplicates', args=[workspace_slug])}?done={uniting.pk}")


@access(InWorkspace(Permission.ACTOR_UNITE))
@require_POST
def apart(request: WorkspaceRequest, workspace_slug: str, uniting_id: UUID) -> HttpResponseBase:
    """Make them two again."""
    unitings = Uniting.objects.select_related("kept", "gone", "workspace")
    uniting = get_object_or_404(unitings, pk=uniting_id, workspace=request.workspace)
    left = take_apart(uniting=uniting, by=request.user)
    words = {"one": uniting.kept.name, "other": uniting.gone.name}
    messages.success(request, _("%(other)s og %(one)s er to igen.") % words)
    if left:
        fields = ", ".join(field_label(name) for name in left)
        messages.info(
            request,
            _("%(fields)s hos %(one)s er rettet siden og står, som det blev rettet.")
            % {"fields": fields, "one": uniting.kept.name},
        )
    return redirect("actors:detail", workspace_slug, uniting.gone_id)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_GET
def alike(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Those the one that is being written in may be: a fragment below the name."""
    asked = {
        name: request.GET.get(name, "").replace("\x00", "")[:300]
        for name in ("name", "cvr", "email", "phone")
    }
    hits = []
    if len(asked["name"].strip()) > 2:
        data = ActorData(
            name=asked["name"].strip(),
            cvr=asked["cvr"],
            email=asked["email"],
            phone=asked["phone"],
        )
        hits = resembles(request.workspace, data)
    rows = [
        {"actor": actor, "certainty": hit.certainty, "signs": hit.signs} for actor, hit in hits[:3]
    ]
    context = {"workspace": request.workspace, "rows": rows}
    return render(request, "actors/duplicates/alike.html", context)


def group_view(key: UUID, pairs: Sequence[PossibleDuplicate]) -> GroupView:
    """A group from its pairs, the surest first."""
    actors = {actor.pk: actor for pair in pairs for actor in (pair.one, pair.other)}
    certainty = Certainty(max(pair.certainty for pair in pairs))
    return GroupView(key, certainty, list(actors.values()), [pair_view(one) for one in pairs])


def pair_view(pair: PossibleDuplicate) -> PairView:
    """A pair with its signs in words."""
    known = {sign.value for sign in Sign}
    signs = [Sign(sign) for sign in pair.signs if sign in known]
    return PairView(pair, Certainty(pair.certainty), signs)


def _just_united(request: WorkspaceRequest) -> list[Uniting]:
    """Those that were put together a moment ago, all with one that stays."""
    mine: QuerySet[Uniting] = Uniting.objects.filter(
        workspace=request.workspace, undone_at__isnull=True
    )
    keys = keys_said(request.GET.getlist("done"))
    done = list(mine.select_related("kept", "gone").filter(pk__in=keys).order_by("pk"))
    return done if len({one.kept_id for one in done}) == 1 else []


def keys_said(words: Sequence[str]) -> list[UUID]:
    """The keys among what an address or a form says, no more than a group has."""
    keys = []
    for word in words[:MOST_IN_GROUP]:
        try:
            keys.append(UUID(word))
        except ValueError:
            continue
    return keys


def back_from(request: WorkspaceRequest) -> str:
    """Back to where in the list one was, or to the group while something is left of it."""
    for key in keys_said([request.POST.get("group", "")]):
        if pairs_by_group(request.workspace, [key])[key]:
            return reverse("actors:duplicate_group", args=[request.workspace.slug, key])
    page = reverse("actors:duplicates", args=[request.workspace.slug])
    shown, number = request.POST.get("show", ""), request.POST.get("page", "")
    query = f"?show={shown}" if shown in ("two", "later") else "?"
    if number.isdecimal():
        query = f"{query}&page={number}" if query != "?" else f"?page={number}"
    return page if query == "?" else f"{page}{query}"


def _two(request: WorkspaceRequest, one: UUID, other: UUID) -> tuple[Actor, Actor]:
    actors = with_rows(Actor.objects.in_workspace(request.workspace).select_related("workspace"))
    found = {actor.pk: actor for actor in actors.filter(pk__in=(one, other))}
    if one == other or len(found) < 2:
        raise Http404
    return found[one], found[other]


def _compared(request: WorkspaceRequest, kept: Actor, gone: Actor) -> HttpResponse:
    sides = sides_of(kept, gone)
    context: dict[str, Any] = {
        "workspace": request.workspace,
        "kept": kept,
        "gone": gone,
        "fields": [_field(sides, one) for one in sides.differences],
        "comes": _coming(sides),
        "speakers": gone.representations.filter(ended_at__isnull=True).count(),
    }
    return render(request, "actors/duplicates/side_by_side.html", context)


def _field(sides: Sides, one: Difference) -> FieldView:
    values = [(KEPT, one.kept, sides.kept), (GONE, one.gone, sides.gone)]
    choices = [
        Choice(
            value,
            lines_said(one.field, said),
            said_of_field(actor, one.field) if one.field != "notes" else None,
            one.proposed == value,
        )
        for value, said, actor in values
    ]
    if one.can_be_both:
        choices.append(Choice(BOTH, (), None, one.proposed == BOTH))
    return FieldView(one.field, label_of(one.field), choices)


def label_of(name: str) -> str:
    """What a field is called; the address is one."""
    return _("Adresse") if name == "street" else field_label(name)


def lines_said(name: str, value: Any) -> list[str]:
    """What somebody says of a field, line by line."""
    if name == "street":
        street, postcode, town, _country = (value[ADDRESS.index(part)] for part in ADDRESS)
        return [line for line in (street, f"{postcode} {town}".strip()) if line]
    return lines_of(name, value)


def _coming(sides: Sides) -> list[str]:
    """What only the other knows, and which the one that stays gets."""
    return [label_of(name) for name in (*sides.comes_along, *differing_rows(sides))]


def united_panel(actor: Actor) -> dict[str, Any]:
    """Those an actor was put together with, for its page."""
    return {
        "standing": [
            {"one": one.uniting, "left": [field_label(name) for name in one.left]}
            for one in standing_of(actor)
        ]
    }
