"""The visits of the demo, from data/visits.yaml."""

from datetime import datetime, time, timedelta
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.visits.domain.introductions import propose
from brobygger.visits.domain.promises import add_promise, settle_promise
from brobygger.visits.domain.thanks import TO_REGRET, composed, send_due, send_thanks
from brobygger.visits.domain.visits import VisitData, hold_visit, plan_visit
from brobygger.visits.models import Visit
from brobygger.visits.policies import PromiseStep


def make_visits(
    entries: list[dict[str, Any]], actors: dict[str, Actor], people: dict[str, User]
) -> None:
    """Each visit as far as it has come."""
    for entry in entries:
        visit = _plan(entry, actors[entry["actor"]], people)
        if "answers" in entry:
            assert visit.starts_at is not None
            with clock.travel_to(visit.starts_at + timedelta(hours=1)):
                _hold(visit, entry, actors, people)


def _plan(entry: dict[str, Any], actor: Actor, people: dict[str, User]) -> Visit:
    by = people[entry["visitors"][0]]
    day = clock.today() + timedelta(days=entry["day"])
    at = datetime.combine(day, time.fromisoformat(entry["at"]), tzinfo=clock.DENMARK)
    data = VisitData(
        starts_at=at,
        place=entry["place"],
        contact=actor.contact_persons.order_by("id").first(),
        visitors=tuple(people[one].pk for one in entry["visitors"]),
    )
    with clock.travel_to(min(at, clock.now()) - timedelta(days=4)):
        return plan_visit(actor=actor, data=data, by=by)


def _hold(
    visit: Visit, entry: dict[str, Any], actors: dict[str, Actor], people: dict[str, User]
) -> None:
    by = people[entry["visitors"][0]]
    for field, text in entry["answers"].items():
        apply(visit.sheet, SetText(field, "", text), by=by)
    hold_visit(visit=visit, by=by)
    visit.refresh_from_db()
    for told in entry.get("introductions", ()):
        propose(visit=visit, other=actors[told["to"]], why=told["why"], by=by)
    for told in entry.get("promises", ()):
        _promise(visit, told, entry["day"], people[told["who"]])
    if entry.get("thanked"):
        send_thanks(visit=visit, data=composed(visit), by=by)
        with clock.travel_to(clock.now() + TO_REGRET + timedelta(minutes=1)):
            send_due()


def _promise(visit: Visit, told: dict[str, Any], visited: int, by: User) -> None:
    due = clock.today() + timedelta(days=told["due"] - visited)
    promise = add_promise(visit=visit, text=told["text"], promised_by=by, due_on=due, by=by)
    if "kept" in told:
        with clock.travel_to(clock.now() + timedelta(days=told["kept"] - visited)):
            settle_promise(promise=promise, step=PromiseStep.KEEP, by=by)
