"""What a sheet took from the collaboration itself, with a link back for those who take part."""

from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.collaborations.authorization import parties_of_user
from brobygger.collaborations.models import Collaboration
from brobygger.sheets.origins import OriginLink


def collaboration_origin(key: UUID, reader: User) -> OriginLink | None:
    """The collaboration's title; the address only for somebody who speaks for a party."""
    collaboration = Collaboration.objects.filter(id=key).first()
    if collaboration is None:
        return None
    takes_part = bool(parties_of_user(reader, collaboration))
    url = reverse("desk:thread", args=[collaboration.id]) if takes_part else ""
    return OriginLink(collaboration.title, url)
