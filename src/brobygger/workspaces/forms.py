"""Forms about members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.accounts.models import User
from brobygger.audit.timeline import OTHERS, topics
from brobygger.authorization.roles import ROLES, Role
from brobygger.core.forms import DayInput
from brobygger.core.reach import telephone
from brobygger.core.texts import Line, NumberLine
from brobygger.workspaces.domain.trail import NOBODY, Wanted
from brobygger.workspaces.models import Membership

MEMBER_ROLES = [Role(value) for value, _title in Membership.ROLE_CHOICES]


def _told(role: Role) -> str:
    """The role with what it allows; asked for at each showing, in the language of the page."""
    return f"{ROLES[role].title}: {ROLES[role].description}"


class InviteForm(forms.Form):
    """Who is to be a member, and with which role."""

    name = Line(label=_("Navn"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=lambda: [(role.value, _told(role)) for role in MEMBER_ROLES],
        initial=Role.COORDINATOR.value,
        widget=forms.RadioSelect,
    )

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Membership.ROLE_CHOICES)

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class ControllerForm(forms.Form):
    """Who answers for the data, and whom people write to."""

    controller = Line(
        label=_("Hvem er dataansvarlig?"),
        required=False,
        max_length=200,
        help_text=_("Som regel kommunen. Lader I feltet stå tomt, bruger vi arbejdsrummets navn."),
    )
    email = forms.EmailField(
        label=_("E-mail til jer"),
        required=False,
        help_text=_("Hertil skriver folk, når de vil se, rette eller slette det, der står om dem."),
    )
    phone = NumberLine(label=_("Telefon til jer"), required=False, max_length=60)
    dpo_email = forms.EmailField(
        label=_("E-mail til jeres databeskyttelsesrådgiver"),
        required=False,
        help_text=_("Alle myndigheder har en. Spørg jeres jurister, hvis I er i tvivl."),
    )

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"], before=self.initial.get("phone", ""))


class WordsForm(forms.Form):
    """The workspace's own words on the pages."""

    background_label = Line(
        label=_("Hvad kalder I det, foreninger selv fortæller om deres baggrund?"),
        required=False,
        max_length=80,
        help_text=_(
            "For eksempel »Baggrund« eller »Kultur og tro«. Lader I feltet stå tomt, står der "
            "»Baggrund, som de selv fortæller«. Kun foreningen selv kan skrive noget i det."
        ),
    )


class TrailForm(forms.Form):
    """What somebody looks for in the trail. What cannot be read is ignored."""

    since = forms.DateField(label=_("Fra"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Til"), required=False, widget=DayInput)
    person = forms.ChoiceField(label=_("Hvem?"), required=False)
    topic = forms.ChoiceField(
        label=_("Hvad?"),
        required=False,
        choices=lambda: [
            ("", pgettext_lazy("filter", "Alt")),
            *((one.key, one.title) for one in topics()),
            (OTHERS, _("Andet")),
        ],
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [
            ("", pgettext_lazy("filter", "Alle")),
            *((str(one.id), str(one)) for one in people),
            (NOBODY, _("Brobygger selv, eller et link")),
        ]

    @property
    def wanted(self) -> Wanted:
        """The filter, as far as it could be read."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            since=said.get("since"),
            until=said.get("until"),
            person=said.get("person") or "",
            topic=said.get("topic") or "",
        )
