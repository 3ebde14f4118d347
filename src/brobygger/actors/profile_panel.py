"""What the workspace sees of the actor's own profile: whom one may ask, and what they changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from brobygger.actors.domain.corrections import read_change
from brobygger.actors.domain.profile_mail import Addressee, addressees_asked, profile_links
from brobygger.actors.models import Actor, ProfileChange
from brobygger.actors.profile_page import told_label, told_lines
from brobygger.links.domain.queries import LiveLink
from brobygger.notifications.domain.requests import RequestAllowance

MOST = 5


@dataclass(frozen=True)
class ChangedField:
    """One field the actor corrected."""

    label: str
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True)
class ShownChange:
    """One correction."""

    change: ProfileChange
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class ProfilePanel:
    """The panel on the actor's page."""

    people: list[tuple[Addressee, RequestAllowance]]
    links: list[LiveLink]
    changes: list[ShownChange]


def profile_panel(actor: Actor) -> ProfilePanel:
    """Whom one may ask to look it through, the links out there, and the latest corrections."""
    changes = ProfileChange.objects.filter(actor=actor, undone_at__isnull=True)
    return ProfilePanel(
        people=addressees_asked(actor),
        links=profile_links(actor),
        changes=[_shown(change) for change in changes.order_by("-at", "-id")[:MOST]],
    )


def _shown(change: ProfileChange) -> ShownChange:
    before, after = read_change(change)
    changed = (
        ChangedField(
            told_label(name), told_lines(name, before[name]), told_lines(name, after[name])
        )
        for name in after
    )
    return ShownChange(change, tuple(changed))
