"""The names of actors, as a reader of the trail may see them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.accounts.telling import Subject
from brobygger.actors.models import Actor


def actors_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Those of the reader's own workspaces, the removed ones too: they still have a page."""
    mine = Q(workspace__memberships__user_id=reader.pk)
    found = Actor.objects.filter(mine, id__in=ids).values_list("id", "name", "workspace__slug")
    return {
        key: Subject(name, reverse("actors:detail", args=[slug, key])) for key, name, slug in found
    }
