"""Services of an HSDS organisation: what it can give, and what it does."""

from dataclasses import replace

from brobygger.actors.domain.data import ActivityData, ExchangeData
from brobygger.actors.models import Activity, Offer
from brobygger.actors.transfer import words
from brobygger.actors.transfer.checks import shortened
from brobygger.actors.transfer.hsds_links import Line
from brobygger.actors.transfer.hsds_places import Places
from brobygger.actors.transfer.hsds_times import service_times


def offers_of(mine: list[Line], places: Places) -> tuple[ExchangeData, ...]:
    """Every service as something the organisation can give, with the place where it is given."""
    return tuple(
        _offer(line, mine, places) for line in mine if line.table == "services" and _name(line)
    )


def _offer(line: Line, mine: list[Line], places: Places) -> ExchangeData:
    name = _name(line)
    offer = words.exchange(
        name,
        external_id=line.own_id,
        period=shortened(Offer, "period", service_times(mine, line)),
    )
    where = [one for place in _places(line, mine) if (one := places.name_of(place)) != name and one]
    return replace(offer, text=f"{name} ({', '.join(where)})" if where else name)


def activities_of(mine: list[Line]) -> tuple[ActivityData, ...]:
    """Services and programmes as something the organisation does for somebody."""
    return tuple(
        ActivityData(
            name=shortened(Activity, "name", _name(line)),
            description=line.get("description", "short_desc"),
            target_groups=words.terms("target_groups", line.get("audience"), only_known=True),
            schedule=shortened(Activity, "schedule", _times(line, mine)),
            external_id=line.own_id if line.table == "services" else line.key[:200],
        )
        for line in mine
        if line.table in ("services", "programs") and _name(line)
    )


def _times(line: Line, mine: list[Line]) -> str:
    return service_times(mine, line) if line.table == "services" else ""


def _name(line: Line) -> str:
    return line.get("name", "alternate_name")


def _places(service: Line, mine: list[Line]) -> list[str]:
    found = [service.get("location_id")] if service.get("location_id") else []
    return found + [
        line.get("location_id")
        for line in mine
        if line.table == "service_at_location"
        and line.get("service_id") == service.id
        and line.get("location_id")
    ]
