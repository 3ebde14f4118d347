"""What stands around the list: the filter's fields, the facets and the saved filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import get_language, ngettext

from brobygger.actors.domain.facets import Count, Facets
from brobygger.actors.domain.facets_above import Titles, titles_of_values
from brobygger.actors.domain.filters import DISTANCES, FACETS, FACETS_ABOVE, Filter
from brobygger.actors.domain.saved_filters import filters_on_list, visible_filter
from brobygger.actors.enums import ActorKind
from brobygger.actors.filter_words import FACET_LABELS, SORT_LABELS, value_label
from brobygger.actors.forms import QuickForm
from brobygger.actors.models import SavedFilter
from brobygger.workspaces.access import WorkspaceRequest
from brobygger.workspaces.models import Workspace

_SHOWN = 6
_MOST = 60
_DISTANCES = [(km, f"{km} km") for km in DISTANCES]


Choice = tuple[Count, str]  # and what it is called


class FacetGroup(NamedTuple):
    """A facet: the choices most actors have, and the rest folded away."""

    name: str
    label: str
    shown: Sequence[Choice]
    more: Sequence[Choice]
    more_words: str


def groups_of(facets: Facets, workspace: Workspace) -> list[FacetGroup]:
    """The facets that have something to choose between, in the filter's order."""
    titles: dict[str, str] = {}
    for facet in FACETS_ABOVE:
        values = [one.value for one in facets[facet]]
        titles |= titles_of_values(facet, workspace, values) if values else {}
    language = get_language() or ""
    groups = [_group(facet, facets[facet], titles, language) for facet in FACETS]
    return [group for group in groups if group.shown]


def _group(facet: str, counts: list[Count], titles: Titles, language: str) -> FacetGroup:
    chosen = [one for one in counts if one.chosen]
    rest = [one for one in counts if not one.chosen]
    shown = [*chosen, *rest[: max(_SHOWN - len(chosen), 0)]]
    more = rest[max(_SHOWN - len(chosen), 0) : _MOST]
    return FacetGroup(
        name=facet,
        label=str(FACET_LABELS[facet]),
        shown=[(one, _words(facet, one.value, titles, language)) for one in shown],
        more=[(one, _words(facet, one.value, titles, language)) for one in more],
        more_words=_show_more(len(more), language),
    )


@lru_cache(maxsize=_MOST + 1)
def _show_more(number: int, language: str) -> str:  # noqa: ARG001 - one sentence a language
    return ngettext("Vis %(number)s til", "Vis %(number)s til", number) % {"number": number}


def _words(facet: str, value: str, titles: Titles, language: str) -> str:
    above = facet in FACETS_ABOVE
    return value_label(facet, value, titles) if above else _label(facet, value, language)


@lru_cache(maxsize=4096)
def _label(facet: str, value: str, language: str) -> str:  # noqa: ARG001 - one label a language
    words = value_label(facet, value)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=8)
def _sorts(language: str) -> list[tuple[str, str]]:  # noqa: ARG001 - one label a language
    return [(key, str(label)) for key, label in SORT_LABELS.items()]


@lru_cache(maxsize=8)
def _kinds(language: str) -> list[tuple[str, str]]:  # noqa: ARG001 - one label a language
    return [(value, str(label)) for value, label in ActorKind.choices]


def choices_of(wanted: Filter) -> dict[str, Any]:
    """What the fields beside the facets show: order, distance, and what is chosen of the facets."""
    return {
        "sorts": _sorts(get_language() or ""),
        "distances": _DISTANCES,
        "chosen": [(facet, one) for facet in FACETS for one in wanted.chosen(facet)],
    }


@dataclass(frozen=True)
class QuickLine:
    """The one line somebody is written in by: as it was typed, and what was wrong with it."""

    kinds: Sequence[tuple[str, str]]
    name: str = ""
    kind: str = ActorKind.ASSOCIATION
    errors: bool = False
    of_name: Sequence[str] = ()


def quick_line(form: QuickForm | None = None) -> QuickLine:
    """An empty one; or the form that was sent, when it must be mended."""
    kinds = _kinds(get_language() or "")
    if form is None:
        return QuickLine(kinds)
    name, kind = (str(form[key].value() or "") for key in ("name", "kind"))
    wrong = [str(one) for one in form["name"].errors]
    return QuickLine(kinds, name, kind, bool(form.errors), wrong)


@dataclass(frozen=True)
class SavedOnList:
    """The saved filters above the list, which of them is shown, and one just deleted."""

    filters: Sequence[SavedFilter]
    shown: SavedFilter | None
    deleted: SavedFilter | None


def saved_on_list(request: WorkspaceRequest, wanted: Filter) -> SavedOnList:
    """The person's filters in this workspace."""
    filters = filters_on_list(request.workspace, request.user)
    now = wanted.as_query
    shown = next((one for one in filters if one.query == now), None)
    return SavedOnList(filters, shown, _just_deleted(request))


def _just_deleted(request: WorkspaceRequest) -> SavedFilter | None:
    if "undo_filter" not in request.GET:
        return None
    try:
        key = UUID(request.GET["undo_filter"])
    except ValueError:
        return None
    found = visible_filter(request.workspace, request.user, key)
    return found if found and found.deleted_at else None
