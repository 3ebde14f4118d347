"""Opening hours of HSDS, old and new, in one line of words."""

from brobygger.actors.transfer.hsds_links import Line


def opening_hours(mine: list[Line], column: str, wanted: str) -> str:
    """ "Monday 08:00–17:00, Tuesday …" of the rows that point at the place or service."""
    times = [
        _time(line)
        for line in mine
        if line.table in ("regular_schedules", "schedules") and line.get(column) == wanted
    ]
    return ", ".join(time for time in times if time)


def _time(line: Line) -> str:
    days = line.get("weekday", "byday", "freq", "description")
    opens, closes = line.get("opens_at"), line.get("closes_at")
    hours = f"{_short(opens)}–{_short(closes)}" if opens or closes else ""
    return f"{days} {hours}".strip()


def service_times(mine: list[Line], service: Line) -> str:
    """When a service is given, and whether it is given at all."""
    hours = opening_hours(mine, "service_id", service.id)
    status = service.get("status").casefold()
    if status in ("", "active"):
        return hours
    paused = f"ikke i gang lige nu ({status})"
    return f"{paused}; {hours}" if hours else paused


def _short(time: str) -> str:
    return time.removesuffix(":00") if time.count(":") == 2 else time
