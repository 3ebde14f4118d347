"""Forms of meetings."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.core import clock
from brobygger.core.forms import ClockInput, DayInput
from brobygger.core.texts import Line
from brobygger.followup.domain.meetings import danish_moment
from brobygger.followup.models import StatusMeeting


class MeetingForm(forms.Form):
    """When, how long, where, and who calls."""

    day = forms.DateField(label=_("Dag"), widget=DayInput)
    at = forms.TimeField(label=_("Klokken"), widget=ClockInput)
    minutes = forms.IntegerField(
        label=_("Hvor mange minutter?"), min_value=10, max_value=600, initial=60
    )
    place = Line(label=_("Sted"), max_length=300, required=False)
    caller = Line(label=_("Hvem indkalder?"), max_length=200, required=False)

    @property
    def starts_at(self) -> datetime:
        """The moment that was chosen, as clocks in Denmark show it."""
        return danish_moment(self.cleaned_data["day"], self.cleaned_data["at"])

    @property
    def rest(self) -> dict[str, Any]:
        """Everything but the time."""
        return {name: self.cleaned_data[name] for name in ("minutes", "place", "caller")}


def values_of(meeting: StatusMeeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    local = meeting.starts_at.astimezone(clock.DENMARK)
    return {
        "day": local.date(),
        "at": local.time(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "caller": meeting.caller,
    }
