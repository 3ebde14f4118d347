"""From "every quarter" to dates."""

from calendar import monthrange
from datetime import date

from brobygger.core.holidays import next_workday

MONTHS = {"month": 1, "quarter": 3, "half_year": 6}
MOST = 60


def meeting_days(first_on: date, every: str, until: date | None = None) -> list[date]:
    """The days of the status meetings, from the first to the last day of the agreement.

    The first day is the one the parties wrote. Later ones move to the next workday when they fall
    on a weekend or a public holiday. Without a last day they are planned for a year.
    """
    step = MONTHS[every]
    last = until or add_months(first_on, 12)
    days = [first_on]
    for number in range(1, MOST):
        nominal = add_months(first_on, number * step)
        if nominal > last or (until is None and nominal == last):
            break
        days.append(next_workday(nominal))
    return days


def add_months(day: date, months: int) -> date:
    """The same day of a later month; its last day when it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
