"""Visits for tests, made with the verbs of the pages."""

from dataclasses import dataclass
from datetime import timedelta

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.visits.domain.introductions import propose
from brobygger.visits.domain.promises import add_promise
from brobygger.visits.domain.thanks import composed, write_thanks
from brobygger.visits.domain.visits import VisitData, hold_visit, plan_visit
from brobygger.visits.enums import IntroductionStatus
from brobygger.visits.models import Introduction, Promise, Visit
from tests.factories.actors import make_actor


@dataclass(frozen=True)
class Held:
    """A visit that has been, and what came of it."""

    visit: Visit
    promise: Promise
    introduction: Introduction
    thanks_token: str
    introduction_token: str


def make_visit(actor: Actor, by: User, *, days: int = 3) -> Visit:
    """Planned some days ahead, or behind."""
    data = VisitData(starts_at=clock.now() + timedelta(days=days), place="Kvarterhuset")
    return plan_visit(actor=actor, data=data, by=by)


def make_held(actor: Actor, by: User) -> Held:
    """Held yesterday, with one of everything and links to answer by."""
    visit = make_visit(actor, by, days=-1)
    apply(visit.sheet, SetText("challenges", "", "For få frivillige"), by=by)
    hold_visit(visit=visit, by=by)
    promise = add_promise(visit=visit, text="Spørg om lokalet", promised_by=by, by=by)
    visit.refresh_from_db()
    write_thanks(visit=visit, data=composed(visit), by=by)
    other = make_actor(visit.workspace, f"Nabo til {actor.name}"[:200], by=by)
    introduction = propose(visit=visit, other=other, why="I ligner hinanden", by=by)
    introduction.status = IntroductionStatus.OFFERED
    introduction.save()
    return Held(
        visit,
        promise,
        introduction,
        _token(visit, Purpose.VISIT_THANKS, ("visit", visit.pk), by),
        _token(visit, Purpose.INTRODUCTION, ("introduction", introduction.pk), by),
    )


def _token(visit: Visit, purpose: Purpose, subject: tuple[str, object], by: User) -> str:
    _link, token = issue_link(
        purpose=purpose,
        subject=subject,  # type: ignore[arg-type]
        by=by,
        expires_at=clock.now() + timedelta(days=30),
        workspace_id=visit.workspace_id,
    )
    return token
