"""Facets of the register that rooms above know about: which effort an actor stands in.

A room registers its facet in AppConfig.ready(); the register knows its key and how to ask.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from brobygger.actors.domain.filters import FACETS_ABOVE, Chosen, Filter
from brobygger.core.asked_often import Statement
from brobygger.workspaces.models import Workspace

Titles = Mapping[str, str]


@dataclass(frozen=True)
class FacetAbove:
    """`rows(workspace's key)` says who is where: `value` and `actor_id`, each once, as a query.
    `titles` answers the names of some values, of this workspace alone. `listed` are the values
    that are offered, as a statement; others may still be asked for."""

    rows: Callable[[UUID], QuerySet[Any, dict[str, Any]]]
    listed: Callable[[UUID], Statement]
    titles: Callable[[Workspace, Collection[UUID]], Mapping[UUID, str]]


_facets: dict[str, FacetAbove] = {}


def register_facet(key: str, facet: FacetAbove) -> None:
    """Let the register be narrowed by something a room above knows. `key` stands in FACETS."""
    _facets[key] = facet


def demand(key: str, workspace: Workspace, chosen: Chosen) -> Q:
    """That an actor is in one of the chosen. What is no key is nobody's."""
    rows = _facets[key].rows(workspace.pk).filter(value__in=_keys(chosen))
    return Q(pk__in=rows.values("actor_id"))


def listed(key: str, workspace: Workspace) -> Statement:
    """Who is where, of what is offered to choose between."""
    return _facets[key].listed(workspace.pk)


def titles_of(workspace: Workspace, wanted: Iterable[Filter]) -> Titles:
    """The names of what some filters ask for. One question a facet, none when nothing is asked."""
    found: dict[str, str] = {}
    filters = list(wanted)
    for key in FACETS_ABOVE:
        keys = _keys(one for each in filters for one in each.chosen(key))
        found |= titles_of_values(key, workspace, keys) if keys else {}
    return found


def titles_of_values(key: str, workspace: Workspace, values: Iterable[str | UUID]) -> Titles:
    """The names of values of one facet."""
    named = _facets[key].titles(workspace, _keys(str(one) for one in values))
    return {str(one): title for one, title in named.items()}


def _keys(values: Iterable[str | UUID]) -> list[UUID]:
    keys = []
    for one in values:
        try:
            keys.append(UUID(str(one)))
        except ValueError:
            continue
    return list(dict.fromkeys(keys))
