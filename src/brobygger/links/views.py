"""Closing a link from the list where it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brobygger.authorization.access import LoggedIn, access
from brobygger.core.http import Request
from brobygger.links.domain.links import revoke
from brobygger.links.models import AccessLink
from brobygger.links.subjects import subject_of


@access(LoggedIn())
@require_POST
def close(request: Request, link_id: UUID) -> HttpResponse:
    """Close one link for good; the room of the thing has said who may."""
    link = get_object_or_404(AccessLink, pk=link_id)
    subject = subject_of(link)
    if subject is None or not subject.may_close(link, request.user):
        raise Http404
    revoke(link, by=request.user)
    words = {"email": link.email}
    if link.email and link.email != request.user.email:
        told = _("Linket til %(email)s er lukket og kan ikke åbnes igen. Send et nyt herfra.")
    else:
        told = _("Linket er lukket og kan ikke åbnes igen. Lav et nyt, når du får brug for det.")
    messages.success(request, told % words)
    return redirect(subject.page(link))
