"""An actor's own profile: by a link, as its representative, or read aloud on the telephone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brobygger.accounts.models import User
from brobygger.actors.access import RepresentativeRequest, Represents
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.profile import (
    ask_workspace,
    confirm_profile,
    correct_profile,
    for_their_eyes,
    last_change,
    own_changes,
    undo_change,
)
from brobygger.actors.domain.queries import relations_of
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.stored_form import seal, unseal
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource, ProfileWish
from brobygger.actors.exceptions import ActorChanged, CprFound
from brobygger.actors.models import Actor
from brobygger.actors.profile_page import shown_parts
from brobygger.actors.profile_parts import (
    NEW,
    PART_OF,
    Part,
    WishForm,
    exchange_words,
    find_row,
    form_of,
    row_key,
    typed_in,
    without_row,
)
from brobygger.actors.views.conflicts import ConflictView, conflict_views
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.http import Request
from brobygger.links.access import ByLink, LinkRequest
from brobygger.links.models import Purpose
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@dataclass
class Open:
    """The one part that is open to be corrected."""

    part: Part
    form: Form
    base: ActorData
    version: int
    row: str = ""
    conflicts: Sequence[ConflictView] = ()


@dataclass
class Visit:
    """Somebody at the profile of an actor."""

    request: Request
    voice: Voice
    address: str
    status: int = 200
    open: Open | None = None
    wish_form: WishForm = field(default_factory=WishForm)

    @property
    def actor(self) -> Actor:
        return self.voice.actor

    def back(self, query: str = "", part: str = "") -> HttpResponseBase:
        """To the page, where the part that was touched stands."""
        anchor = f"#part-{part}" if part else ""
        return redirect(f"{self.address}{query}{anchor}")


@access(ByLink(Purpose.PROFILE))
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: LinkRequest, token: str) -> HttpResponseBase:
    """For whoever holds the link, without an account."""
    link = request.access_link
    actor = _actor(link.subject_id)
    voice = Voice(actor, FactSource.SELF, link=link)
    return _served(Visit(request, voice, reverse("actors:profile", args=[token])))


@access(Represents())
@never_cache
@require_http_methods(["GET", "POST"])
def as_representative(request: RepresentativeRequest, actor_id: UUID) -> HttpResponseBase:
    """For those who represent the actor, logged in."""
    voice = Voice(_actor(actor_id), FactSource.SELF, by=request.user)
    return _served(Visit(request, voice, reverse("actors:own_profile", args=[actor_id])))


@access(InWorkspace(Permission.ACTOR_EDIT))
@never_cache
@require_http_methods(["GET", "POST"])
def by_telephone(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID
) -> HttpResponseBase:
    """The coordinator rings, reads aloud, and writes what is said."""
    actor = _actor(get_object_or_404(Actor.objects.in_workspace(request.workspace), pk=actor_id).pk)
    voice = Voice(actor, FactSource.TELEPHONE, by=request.user)
    address = reverse("actors:telephone", args=[workspace_slug, actor_id])
    return _served(Visit(request, voice, address))


def _actor(key: UUID) -> Actor:
    actors = with_rows(Actor.objects.select_related("workspace"))
    actor: Actor = get_object_or_404(actors, pk=key)
    return actor


def _served(visit: Visit) -> HttpResponseBase:
    if visit.actor.deleted_at is not None:
        return render(visit.request, "actors/profile_gone.html", {"actor": visit.actor})
    if visit.request.method == "GET":
        visit.open = _opened(visit, visit.request.GET.get("edit", ""))
        return _page(visit)
    try:
        return _ACTIONS.get(visit.request.POST.get("do", ""), Visit.back)(visit)
    except UserError as refused:
        messages.error(visit.request, str(refused))
        return visit.back()


# --- what can be done


def _save(visit: Visit) -> HttpResponseBase:
    posted = visit.request.POST
    part = PART_OF.get(posted.get("part", ""))
    if part is None:
        return visit.back()
    base = unseal(posted.get("base", "")) or data_of(visit.actor)
    row = row_key(posted.get("row", "")) if part.has_rows else ""
    form = form_of(part, base, row, posted)
    if form is None:
        return visit.back(part=part.key)
    version = posted.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    visit.open = Open(part, form, base, number, row)
    data = typed_in(part, base, form, row) if form.is_valid() else None
    if data is None:
        if not form.errors:
            form.add_error(None, _("Skriv, hvad der skal stå, eller fortryd."))
        return _page(visit, 422)
    return _saved(visit, visit.open, data)


def _saved(visit: Visit, opened: Open, data: ActorData) -> HttpResponseBase:
    try:
        correct_profile(voice=visit.voice, data=data, base_version=opened.version, base=opened.base)
    except ActorChanged as refused:
        opened.conflicts = conflict_views(refused.merge)
        opened.base, opened.version = refused.merge.theirs, refused.version
        if opened.row and find_row(opened.part, opened.base, opened.row) is None:
            opened.row = NEW  # the other took it away meanwhile
        return _page(visit, 409)
    except CprFound as refused:
        opened.form.add_error(None, str(refused))
        return _page(visit, 422)
    return visit.back(f"?saved={opened.part.key}", opened.part.key)


def _remove(visit: Visit) -> HttpResponseBase:
    part = PART_OF.get(visit.request.POST.get("part", ""))
    if part is None or not part.has_rows:
        return visit.back()
    data = data_of(visit.actor)
    left = without_row(part, data, row_key(visit.request.POST.get("row", "")))
    correct_profile(voice=visit.voice, data=left, base_version=visit.actor.version, base=data)
    return visit.back(f"?saved={part.key}", part.key)


def _undo(visit: Visit) -> HttpResponseBase:
    key = row_key(visit.request.POST.get("change", ""))
    change = own_changes(visit.voice).filter(pk=key).first() if key not in ("", NEW) else None
    part = visit.request.POST.get("part", "")
    if change is None or part not in PART_OF:
        return visit.back()
    undo_change(voice=visit.voice, change=change)
    return visit.back(f"?undone={part}", part)


def _confirm(visit: Visit) -> HttpResponseBase:
    confirm_profile(voice=visit.voice)
    if visit.voice.source == FactSource.TELEPHONE:
        messages.success(visit.request, _("Gemt: de har bekræftet oplysningerne i telefonen."))
        return redirect("actors:detail", visit.actor.workspace.slug, visit.actor.pk)
    return visit.back()


def _wish(visit: Visit) -> HttpResponseBase:
    visit.wish_form = WishForm(visit.request.POST)
    if not visit.wish_form.is_valid():
        return _page(visit, 422)
    typed = visit.wish_form.cleaned_data
    ask_workspace(voice=visit.voice, wish=ProfileWish(typed["wish"]), words=typed["words"])
    messages.success(
        visit.request,
        _("Sendt til %(workspace)s. De svarer jer.") % {"workspace": visit.actor.workspace.name},
    )
    return visit.back()


_ACTIONS: dict[str, Callable[[Visit], HttpResponseBase]] = {
    "save": _save,
    "remove": _remove,
    "undo": _undo,
    "confirm": _confirm,
    "wish": _wish,
}


# --- the page


def _opened(visit: Visit, asked: str) -> Open | None:
    key, _sep, row = asked.partition(":")
    part, data = PART_OF.get(key), data_of(visit.actor)
    if part is None:
        return None
    row = row_key(row) if part.has_rows else ""
    form = form_of(part, data, row)
    return Open(part, form, data, visit.actor.version, row) if form is not None else None


def _page(visit: Visit, status: int = 200) -> HttpResponse:
    asked = visit.request.GET
    actor, opened = visit.actor, visit.open
    saved = asked.get("saved", "")
    link = visit.voice.link
    sender_id = link.created_by_id if link else None
    sender = User.objects.filter(pk=sender_id).first() if sender_id else None
    confirmed = actor.last_confirmed_on == clock.today() and bool(actor.confirmed_source)
    context: dict[str, Any] = {
        "actor": actor,
        "workspace": actor.workspace,
        "parts": shown_parts(
            data_of(actor),
            reader=link.email.casefold() if link else "",
            opened=opened.part.key if opened else "",
        ),
        "words": exchange_words(),
        "areas": [label for _id, label in vocabulary("activity_areas").choices()],
        "open": opened,
        "base": seal(for_their_eyes(opened.base)) if opened else "",
        "saved": saved,
        "undone": asked.get("undone", ""),
        "change": last_change(visit.voice, saved) if saved in PART_OF else None,
        "address": visit.address,
        "telephone": visit.voice.source == FactSource.TELEPHONE,
        "link": link,
        "sender": sender,
        "confirmed": confirmed,
        "relations": relations_of(actor).select_related("actor_a", "actor_b"),
        "records": actor.imported_records.order_by("-imported_at", "file_name", "row"),
        "wish_form": visit.wish_form,
    }
    return render(visit.request, "actors/profile.html", context, status=status)
