"""The audit trail of a collaboration, and whose timelines show it."""

from collections.abc import Iterable
from uuid import UUID

from brobygger.audit.record import ObjectRef
from brobygger.collaborations.models import Collaboration

# An actor the event is about, named in the thread but not shown in the register.
PARTY = "party"


def about(collaboration: Collaboration, actor_ids: Iterable[UUID]) -> list[ObjectRef]:
    """The actors an event is about.

    The register shows what its workspace takes part in. Once the host has withdrawn, what the
    parties do is told on their own thread only.
    """
    hosted = collaboration.parties.filter(
        withdrew_at__isnull=True, actor__is_host=True, actor__workspace=collaboration.workspace_id
    )
    kind = "actor" if hosted.exists() else PARTY
    return [(kind, actor_id) for actor_id in actor_ids]
