"""What an actor says of its own background: that it belongs to a minority, or to a faith.

That is a special category of personal data (GDPR article 9), so it is nobody's to write but the
actor's own, of an organisation and never of one person, in its own words or not at all. It is read
on the actor's page in the workspace. It is in no export, no search, no match and no network.
"""

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import ActorKind
from brobygger.actors.exceptions import BackgroundOfPerson
from brobygger.workspaces.models import Workspace


def background_label(workspace: Workspace) -> str:
    """What it is called here: the workspace's own word, or ours."""
    return workspace.background_label or _("Baggrund, som de selv fortæller")


def may_have_background(kind: ActorKind) -> bool:
    """Whether an actor of this kind can say anything of the sort: one person cannot."""
    return kind != ActorKind.ENTHUSIAST


def check_background(data: ActorData) -> None:
    """Raise BackgroundOfPerson when it would be said of one person."""
    if data.background and not may_have_background(data.kind):
        raise BackgroundOfPerson
