"""What is next for somebody because of visits; the desk shows it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import day, moment, short_day
from brobygger.visits.domain.queries import promises_of, to_go, to_thank, with_people
from brobygger.visits.models import Promise, Visit
from brobygger.workspaces.models import Workspace

EACH = 2
SOON = timedelta(days=2)


@dataclass(frozen=True)
class VisitCard:
    """One thing worth doing now."""

    title: str
    text: str
    url: str
    action: str


def visit_cards(workspace: Workspace, user: User) -> list[VisitCard]:
    """Visits soon or just over, thank-yous that wait, promises that are due. Four queries or so."""
    going = list(with_people(to_go(user, workspace))[: 3 * EACH])
    thanking = list(with_people(to_thank(user, workspace))[:EACH])
    due = promises_of(user, workspace).filter(due_on__lte=clock.today() + SOON)[:EACH]
    cards = [_go(one) for one in going if _is_soon(one)][:EACH]
    cards += [_thank(one) for one in thanking]
    cards += [_keep(one) for one in due]
    return cards


def _is_soon(visit: Visit) -> bool:
    return visit.starts_at is None or visit.starts_at <= clock.now() + SOON


def _go(visit: Visit) -> VisitCard:
    if visit.starts_at is None:
        text, action = _("I vil besøge dem, men tiden er ikke aftalt."), _("Ring, og aftal en tid")
    elif visit.is_over:
        text = _("I skulle være der %(when)s.") % {"when": day(visit.starts_at)}
        action = _("Skriv ned, hvordan besøget gik")
    else:
        text, action = moment(visit.starts_at), _("Gør dig klar til besøget")
    return VisitCard(visit.actor.name, text, _page(visit), action)


def _thank(visit: Visit) -> VisitCard:
    assert visit.starts_at is not None
    on = visit.starts_at.astimezone(clock.DENMARK).date()
    if on == clock.today():
        text = _("I var der i dag. Takken er ikke sendt endnu.")
    else:
        text = _("I var der %(day)s. De har ikke hørt fra jer siden.") % {"day": day(on)}
    url = reverse("visits:thanks", args=[visit.workspace.slug, visit.pk])
    return VisitCard(visit.actor.name, text, url, _("Send en tak for besøget"))


def _keep(promise: Promise) -> VisitCard:
    assert promise.due_on is not None
    when = _("Senest %(day)s") % {"day": short_day(promise.due_on)}
    return VisitCard(
        promise.visit.actor.name,
        f"{promise.text} · {when}",
        _page(promise.visit) + "#promises",
        _("Hold det, du har lovet"),
    )


def _page(visit: Visit) -> str:
    return reverse("visits:visit", args=[visit.workspace.slug, visit.pk])
