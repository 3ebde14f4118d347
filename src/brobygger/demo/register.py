"""The register of the demo, from data/actors.yaml."""

from datetime import date, timedelta
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.domain.acquaintances import know
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import (
    ActivityData,
    ActorData,
    ContactPersonData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.notices import regard_as_told
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace

POSTCODE, TOWN = "7999", "Fjordby"
# The middle of each part of an invented town, laid where there is land and a fjord.
AREAS = {
    "Midtbyen": (56.5660, 9.0270),
    "Nordbyen": (56.5790, 9.0310),
    "Vestbyen": (56.5650, 9.0020),
    "Østbyen": (56.5640, 9.0560),
    "Havnen": (56.5700, 9.0480),
    "Engholm": (56.4930, 8.8980),
    "Kystbyen": (56.6160, 8.9400),
}


def make_register(
    workspace: Workspace, entries: list[dict[str, Any]], *, today: date, by: User
) -> dict[str, Actor]:
    """All actors of the file, by key. How lately each was confirmed varies, as in real life."""
    actors = {}
    for number, entry in enumerate(entries):
        actor = create_actor(workspace=workspace, data=_data(entry, number, today), by=by)
        if entry.get("host"):
            Actor.objects.filter(id=actor.id).update(is_host=True)
            actor.refresh_from_db()
        if "known" in entry:
            how, since = entry["known"].split(", ")
            know(actor=actor, by=by, how=how, since_year=int(since))
        actors[entry["key"]] = actor
    regard_as_told(workspace)  # nobody wants the demo's post office full of the same mail
    return actors


def _data(entry: dict[str, Any], number: int, today: date) -> ActorData:
    key = entry["key"].replace("_", "-")
    street = entry.get("address", f"{entry['area']} {number + 1}").split(",")[0]
    confirmed_days_ago = None if number % 9 == 8 else (number * 37) % 500
    return ActorData(
        name=entry["name"],
        kind=ActorKind(entry["kind"]),
        description=entry["about"],
        email=f"hej@{key}.example",
        # 00 is no Danish area: nobody's telephone rings because of a demo.
        phone=f"00 {10 + number % 90} {20 + number % 70} {30 + number % 60}",
        website=f"https://{key}.example",
        street=street,
        postcode=POSTCODE,
        town=TOWN,
        area=entry["area"],
        target_groups=tuple(entry["for"]),
        activity_areas=tuple(entry["does"]),
        locations=_locations(entry["area"], street, number),
        languages=tuple(entry.get("languages", ())),
        offers=tuple(_exchange(line) for line in entry["offers"]),
        needs=tuple(_exchange(line) for line in entry["needs"]),
        activities=tuple(_activity(line) for line in entry.get("activities", ())),
        contact_persons=(_contact(entry["contact"], key),),
        last_confirmed_on=(
            None if confirmed_days_ago is None else today - timedelta(days=confirmed_days_ago)
        ),
    )


def _locations(area: str, street: str, number: int) -> tuple[LocationData, ...]:
    """Where they meet, some streets from the middle of their part of town. A third has not said."""
    if area not in AREAS or number % 3 == 2:
        return ()
    north, east = AREAS[area]
    place = LocationData(
        name="Mødested",
        street=street,
        postcode=POSTCODE,
        town=TOWN,
        latitude=round(north + (number * 7 % 11 - 5) * 0.0006, 4),
        longitude=round(east + (number * 5 % 13 - 6) * 0.0009, 4),
    )
    return (place,)


def _exchange(line: str) -> ExchangeData:
    """`slags emne | med egne ord | hvor meget | hvornår`."""
    head, *rest = [part.strip() for part in line.split("|")]
    kind, term = head.split()
    text, amount, period = [*rest, "", "", ""][:3]
    return ExchangeData(kind=ExchangeKind(kind), term=term, text=text, amount=amount, period=period)


def _activity(line: dict[str, Any]) -> ActivityData:
    return ActivityData(
        name=line["name"],
        activity_area=line["area"],
        target_groups=tuple(line["for"]),
        schedule=line["when"],
    )


def _contact(line: str, key: str) -> ContactPersonData:
    name, title = [part.strip() for part in line.split(",")]
    return ContactPersonData(name=name, title=title, email=f"{name.lower()}@{key}.example")
