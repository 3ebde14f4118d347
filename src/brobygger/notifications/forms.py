"""Which mails, and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.notifications.domain.choices import choices_of
from brobygger.notifications.hours import Hours
from brobygger.notifications.models import MailAddress

_CLOCK = [(hour, f"{hour}.00") for hour in range(24)]


class ChoicesForm(forms.Form):
    """One question for each kind of mail that leaves something to choose, and the quiet hours."""

    quiet_from = forms.TypedChoiceField(
        label=_("Ingen mails fra klokken"), coerce=int, choices=_CLOCK
    )
    quiet_until = forms.TypedChoiceField(
        label=_("og til klokken"),
        coerce=int,
        choices=_CLOCK,
        help_text=_("Vælg det samme to gange, hvis de må komme hele døgnet."),
    )
    weekends = forms.BooleanField(
        label=_("De må også komme i weekender og på helligdage"), required=False
    )

    def __init__(self, *args: Any, address: MailAddress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.always = []
        for one in choices_of(address):
            if len(one.options) == 1:
                self.always.append(one.kind)
                continue
            self.fields[f"kind-{one.kind.id}"] = forms.ChoiceField(
                label=str(one.kind.title),
                help_text=str(one.kind.always),
                choices=[(option.value, option.label) for option in one.options],
                initial=one.chosen.value,
                widget=forms.RadioSelect,
            )
        for name in ("quiet_from", "quiet_until", "weekends"):
            self.fields[name].initial = getattr(address, name)

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        """The questions, one a kind."""
        return [self[name] for name in self.fields if name.startswith("kind-")]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by kind."""
        return {
            name.removeprefix("kind-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("kind-")
        }

    @property
    def hours(self) -> Hours:
        """The quiet hours that were chosen."""
        data = self.cleaned_data
        return Hours(data["quiet_from"], data["quiet_until"], data["weekends"])
