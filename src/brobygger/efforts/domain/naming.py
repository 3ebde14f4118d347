"""The names of efforts, as a reader of the trail may see them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.accounts.telling import Subject
from brobygger.efforts.models import Effort


def efforts_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Those of the reader's own workspaces."""
    found = Effort.objects.visible_to(reader).filter(id__in=ids)
    rows = found.values_list("id", "title", "workspace__slug")
    return {
        key: Subject(title, reverse("efforts:effort", args=[slug, key]))
        for key, title, slug in rows
    }
