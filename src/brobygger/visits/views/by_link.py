"""The pages people open from a mail, without an account. Looking changes nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.accounts.models import User
from brobygger.authorization.access import access
from brobygger.core.errors import UserError
from brobygger.links.access import ByLink, LinkRequest
from brobygger.links.models import Purpose
from brobygger.visits.domain import introductions as verbs
from brobygger.visits.domain.introductions import (
    Voice,
    both_there,
    is_personal,
    shares_known_to,
    shown_of,
)
from brobygger.visits.domain.thanks import listed_promises
from brobygger.visits.enums import IntroductionStatus as Status
from brobygger.visits.forms import SharesForm, shown
from brobygger.visits.links import visit_of
from brobygger.visits.models import Introduction, Thanks, Visit

_SEEN = (Status.OFFERED, Status.ASKED, Status.CONNECTED, Status.DECLINED)


@access(ByLink(Purpose.VISIT_THANKS))
@require_http_methods(["GET", "POST"])
def thanks(request: LinkRequest, token: str) -> HttpResponse:
    """What we heard, what we promised and whether it is kept, and whom they might like to know."""
    visit = visit_of(request.access_link)
    sent = Thanks.objects.filter(visit=visit).first() if visit else None
    if visit is None or sent is None:
        raise Http404
    refused: dict[UUID, SharesForm] = {}
    if request.method == "POST":
        found = _one_of(visit, request.POST.get("introduction", ""))
        form = SharesForm(request.POST, prefix=str(found.pk))
        if request.POST.get("do") == "decline" or form.is_valid():
            _visited_answers(request, found, form)
            return redirect(f"{request.path}#introductions")
        refused[found.pk] = form
    return render(
        request,
        "visits/thanks_link.html",
        {
            "visit": visit,
            "workspace": visit.workspace,
            "thanks": sent,
            "promises": listed_promises(visit),
            "offers": [_offer(request, one, refused) for one in _seen(visit)],
            "sender": _sender(request),
        },
        status=422 if refused else 200,
    )


@access(ByLink(Purpose.INTRODUCTION))
@require_http_methods(["GET", "POST"])
def introduction(request: LinkRequest, token: str) -> HttpResponse:
    """May they get hold of you? Yes with what one chooses, or no."""
    found = (
        Introduction.objects.filter(pk=request.access_link.subject_id)
        .select_related("visit__actor", "visit__workspace", "other", "contact")
        .first()
    )
    if found is None:
        raise Http404
    stands = both_there(found)
    form = SharesForm(
        request.POST if request.POST.get("do") == "accept" else None,
        initial=shown(shares_known_to(request.access_link.email, found.contact, found.other)),
    )
    if request.method == "POST" and (request.POST.get("do") == "decline" or form.is_valid()):
        _other_answers(request, found, form)
        return redirect(request.path)
    known = shown_of(found.visit.actor) if stands else None
    context = {
        "introduction": found,
        "visit": found.visit,
        "workspace": found.visit.workspace,
        "about": known.description if known else "",
        "form": form,
        "stands": stands,
        "asked": found.status == Status.ASKED,
        "sender": _sender(request),
    }
    status = 422 if form.errors else 200
    return render(request, "visits/introduction_link.html", context, status=status)


def _visited_answers(request: LinkRequest, found: Introduction, form: SharesForm) -> None:
    voice = Voice(link_id=request.access_link.pk)
    try:
        if request.POST.get("do") == "decline":
            verbs.decline(introduction=found, voice=voice)
            messages.success(request, _("Tak for svaret. Ingen har fået noget at vide."))
            return
        done = verbs.accept(introduction=found, shares=form.shares, voice=voice)
    except UserError as error:
        messages.error(request, str(error))
        return
    if done.status == Status.CONNECTED:
        messages.success(request, _("Tak. I får hver en mail med hinandens oplysninger."))
    else:
        told = _("Tak. Nu bliver %(name)s spurgt. Siger de også ja, får I hver en mail.")
        messages.success(request, told % {"name": done.shown_as})


def _other_answers(request: LinkRequest, found: Introduction, form: SharesForm) -> None:
    voice = Voice(link_id=request.access_link.pk)
    try:
        if request.POST.get("do") == "decline":
            verbs.other_declines(introduction=found, voice=voice)
            messages.success(request, _("Tak for svaret. Ingen har fået noget at vide om dig."))
        else:
            verbs.other_accepts(introduction=found, shares=form.shares, voice=voice)
            messages.success(request, _("Tak. I får hver en mail med hinandens oplysninger."))
    except UserError as error:
        messages.error(request, str(error))


def _seen(visit: Visit) -> list[Introduction]:
    """The introductions the mail told of."""
    if visit.actor.deleted_at is not None:
        return []
    seen = visit.introductions.filter(status__in=_SEEN, other__deleted_at__isnull=True)
    seen = seen.exclude(other_id=visit.actor_id)
    return list(
        seen.select_related("visit__actor", "visit__contact", "other", "contact").order_by("id")
    )


def _one_of(visit: Visit, key: str) -> Introduction:
    found = next((one for one in _seen(visit) if str(one.pk) == key), None)
    if found is None:
        raise Http404
    return found


def _offer(
    request: LinkRequest, one: Introduction, refused: dict[UUID, SharesForm]
) -> dict[str, object]:
    """An introduction as the one visited reads it: never who the person is before their yes."""
    known = shown_of(one.other)
    mine = shares_known_to(request.access_link.email, one.visit.contact, one.visit.actor)
    initial = shown(mine)
    form = refused.get(one.pk) or SharesForm(prefix=str(one.pk), initial=initial)
    return {
        "introduction": one,
        "about": known.description if known else "",
        "personal": is_personal(one),
        "open": one.status == Status.OFFERED,
        "waits": one.status == Status.ASKED,
        "form": form,
    }


def _sender(request: LinkRequest) -> User | None:
    """Whom one may write to."""
    key = request.access_link.created_by_id
    return User.objects.filter(pk=key).first() if key else None
