"""When a mail that can wait may leave, in Danish wall-clock time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from brobygger.core.clock import DENMARK
from brobygger.core.holidays import is_workday

TUESDAY = 1
WEEKLY_ON = TUESDAY
# A mail about a date is never held until the date is closer than this.
NOTICE = timedelta(hours=36)
# Nobody's hours hold a mail longer; a mail planned further ahead was planned by a clock gone wrong.
LONGEST_HOLD = timedelta(days=11)


@dataclass(frozen=True)
class Hours:
    """When somebody is left in peace: from one whole hour to another, at weekends and on holidays.

    The two hours being the same means no quiet time. Out of the box mails come in the daytime of
    a working day: many receivers are at work or volunteers in their spare time, and what can wait
    should not take an evening or a Sunday.
    """

    quiet_from: int = 20
    quiet_until: int = 8
    weekends: bool = False

    def is_open(self, moment: datetime) -> bool:
        """Whether a mail that can wait may leave now."""
        local = moment.astimezone(DENMARK)
        return self._takes(local.date()) and not self._quiet(local.hour)

    def next_open(self, moment: datetime) -> datetime:
        """Now when it is open, else the moment it opens."""
        if self.is_open(moment):
            return moment
        return min(start for start in self._starts(moment) if start > moment)

    def next_day(self, moment: datetime) -> datetime:
        """The first open moment of a later day."""
        today = moment.astimezone(DENMARK).date()
        return min(
            start for start in self._starts(moment) if start.astimezone(DENMARK).date() > today
        )

    def next_weekly(self, moment: datetime) -> datetime:
        """When the next gathering of the week leaves: Tuesday, or the first day after a holiday."""
        return min(
            start
            for start in self._starts(moment)
            if start > moment and self._is_weekly(start.astimezone(DENMARK).date())
        )

    def planned(
        self, wished: datetime, *, now: datetime, until: datetime | None
    ) -> datetime | None:
        """When a mail leaves; None for at once and at any hour, because its date is close."""
        if until is None or wished <= until - NOTICE:
            return wished
        soonest = self.next_open(now)
        return soonest if soonest <= until - NOTICE else None

    def _takes(self, day: date) -> bool:
        return self.weekends or is_workday(day)

    def _is_weekly(self, day: date) -> bool:
        since = (day.weekday() - WEEKLY_ON) % 7
        earlier = (day - timedelta(days=number) for number in range(1, since + 1))
        return self._takes(day) and not any(map(self._takes, earlier))

    def _quiet(self, hour: int) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def _starts(self, moment: datetime) -> list[datetime]:
        """The moments it opens on the coming days. A day begins open when night is not quiet.

        So many days that a week's gathering is among them when Christmas takes its Tuesday.
        """
        hour = self.quiet_until if self._quiet(0) else 0
        hours = {hour, self.quiet_until % 24}
        today = moment.astimezone(DENMARK).date()
        days = (today + timedelta(days=number) for number in range(12))
        return [
            datetime.combine(day, time(hour), tzinfo=DENMARK).astimezone(UTC)
            for day in days
            if self._takes(day)
            for hour in sorted(hours)
        ]
