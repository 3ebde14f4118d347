"""The titles of collaborations, as a reader of the trail may see them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.accounts.telling import Subject
from brobygger.collaborations.models import Collaboration


def collaborations_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Only those where the reader is with a party: others have no name for them."""
    seen = Collaboration.objects.visible_to(reader).filter(id__in=ids).values_list("id", "title")
    return {key: Subject(title, reverse("desk:thread", args=[key])) for key, title in seen}
