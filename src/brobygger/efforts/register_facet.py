"""Efforts as a way to narrow the register: those on the list of an effort."""

from collections.abc import Collection, Mapping
from typing import Any, cast
from uuid import UUID

from django.db.models import F, QuerySet

from brobygger.actors.domain.facets_above import FacetAbove
from brobygger.core.asked_often import standing
from brobygger.efforts.models import OPEN, Effort, MappedActor
from brobygger.workspaces.models import Workspace


def effort_facet() -> FacetAbove:
    """The facet as the register knows it."""
    return FacetAbove(rows=_rows, listed=standing(_listed), titles=_titles)


def _rows(workspace: UUID) -> QuerySet[Any, dict[str, Any]]:
    """Everybody on a list, without those that were set aside."""
    rows = MappedActor.objects.filter(workspace_id=workspace).taken()
    found: Any = rows.annotate(value=F("effort_id")).values("value", "actor_id")
    return cast("QuerySet[Any, dict[str, Any]]", found)


def _listed(workspace: UUID) -> QuerySet[Any, dict[str, Any]]:
    """Efforts that are over are found by their own page, not among the filters."""
    return _rows(workspace).filter(effort__status__in=OPEN)


def _titles(workspace: Workspace, keys: Collection[UUID]) -> Mapping[UUID, str]:
    efforts = Effort.objects.filter(workspace=workspace, pk__in=list(keys))
    return dict(efforts.values_list("pk", "title"))
