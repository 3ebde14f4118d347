"""One more party, or one less."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.domain.parties import add_party, can_withdraw, withdraw_party
from brobygger.collaborations.models import Party
from brobygger.core.errors import UserError

FOUND = 20


@access(AsParty(Permission.PARTY_SHARE))
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Search among the actors this person can see, and let one join."""
    collaboration = request.collaboration
    seen = Actor.objects.in_workspace(collaboration.workspace).visible_to(request.user)
    if request.method == "POST":
        actor = get_object_or_404(seen, id=_key(request.POST.get("actor", "")))
        try:
            add_party(collaboration=collaboration, actor=actor, by=request.user)
        except UserError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("{name} er nu med.").format(name=actor.name))
        return redirect("desk:thread", collaboration_id)
    words = request.GET.get("q", "").strip()
    taking_part = collaboration.parties.filter(withdrew_at__isnull=True).values("actor")
    found = seen.filter(name__icontains=words).exclude(id__in=taking_part)
    context = {
        "collaboration": collaboration,
        "words": words,
        "found": list(found.order_by("sort_name", "id")[:FOUND]) if words else [],
    }
    return render(request, "collaborations/add_party.html", context)


@access(AsParty(Permission.PARTY_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PartyRequest, collaboration_id: UUID, party_id: UUID) -> HttpResponse:
    """Asks first, then lets the party withdraw."""
    party = get_object_or_404(
        Party.objects.select_related("actor", "collaboration"),
        collaboration=request.collaboration,
        id=party_id,
        withdrew_at__isnull=True,
    )
    if not can_withdraw(request.user, party):
        raise PermissionDenied
    if request.method != "POST":
        context = {"collaboration": request.collaboration, "withdrawing": party}
        return render(request, "collaborations/withdraw.html", context)
    try:
        withdraw_party(party=party, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("desk:thread", collaboration_id)
    text = _("{name} har trukket sig ud. Historien bliver stående.")
    messages.success(request, text.format(name=party.actor.name))
    return redirect("desk:home")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
