"""Forms about members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.authorization.roles import ROLES, Role
from brobygger.core.texts import Line
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
