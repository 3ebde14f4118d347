"""What somebody looks for in the register: the same as an address, a saved filter and a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.http import QueryDict

# What may be chosen several of: one of them is enough. Each is a facet with counts.
FACETS = (
    "kind", "target_group", "wished", "activity_area", "offers", "needs", "area", "language",
    "freshness", "effort",
)  # fmt: skip
# Those of them that rooms above answer (domain/facets_above.py).
FACETS_ABOVE = ("effort",)
FRESHNESS = ("year", "old", "never")
SORTS = ("name", "oldest", "confirmed", "newest", "area", "distance")
DISTANCES = (1, 2, 5, 10, 25, 50, 100)
USUAL_DISTANCE = 5
# The address of the whole register, for those who have chosen another filter to begin with.
EVERYBODY = "all=on"
_LONGEST = 200
_MOST_CHOSEN = 30

Chosen = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What somebody looks for. `offers` and `needs` are "kind:term", `at` is degrees."""

    query: str = ""
    kind: Chosen = ()
    target_group: Chosen = ()
    wished: Chosen = ()
    activity_area: Chosen = ()
    offers: Chosen = ()
    needs: Chosen = ()
    area: Chosen = ()
    language: Chosen = ()
    freshness: Chosen = ()
    effort: Chosen = ()
    place: str = ""
    at: tuple[float, float] | None = None
    km: int = USUAL_DISTANCE
    removed: bool = False
    sort: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return self != Filter(sort=self.sort, km=self.km)

    @property
    def is_near(self) -> bool:
        """Whether a place is asked for."""
        return bool(self.place or self.at)

    def chosen(self, facet: str) -> Chosen:
        """What is chosen of a facet."""
        chosen: Chosen = getattr(self, facet)
        return chosen

    @property
    def as_query(self) -> str:
        """The filter as the query of an address; the same filter gives the same words."""
        pairs: list[tuple[str, str]] = [("q", self.query)] if self.query else []
        pairs += [(facet, one) for facet in FACETS for one in self.chosen(facet)]
        if self.is_near:
            pairs += [("place", self.place)] if self.place else []
            pairs += [("at", "{:.4f},{:.4f}".format(*self.at))] if self.at else []
            pairs += [("km", str(self.km))]
        pairs += [("removed", "on")] if self.removed else []
        pairs += [("sort", self.sort)] if self.sort else []
        return urlencode(pairs)


def filter_of(query: QueryDict) -> Filter:
    """What an address asks for. Nothing in it can be wrong: what cannot be read is left out."""
    chosen = {facet: _chosen(query.getlist(facet)) for facet in FACETS}
    if query.get("stale", ""):  # as links said before there were three answers
        chosen["freshness"] = tuple(dict.fromkeys([*chosen["freshness"], "old", "never"]))
    chosen["freshness"] = tuple(one for one in chosen["freshness"] if one in FRESHNESS)
    sort = query.get("sort", "") or ""
    at = _degrees(query.get("at", "") or "")
    return Filter(
        query=_text(query.get("q", "")),
        place=_text(query.get("place", "")),
        at=at,
        km=_distance(query.get("km", "") or ""),
        removed=bool(query.get("removed", "")),
        sort=sort if sort in SORTS else "",
        **chosen,
    )


def without(wanted: Filter, facet: str, one: str = "") -> Filter:
    """The filter without one of what is chosen of a facet, or without the facet."""
    now: Mapping[str, object] = {f.name: getattr(wanted, f.name) for f in fields(wanted)}
    gone: dict[str, object] = {"place": "", "at": None} if facet == "place" else {}
    if facet in FACETS:
        gone[facet] = tuple(kept for kept in wanted.chosen(facet) if one and kept != one)
    elif facet != "place":
        gone[facet] = Filter.__dataclass_fields__[facet].default
    return Filter(**{**now, **gone})  # type: ignore[arg-type]


def _chosen(values: Iterable[str]) -> Chosen:
    known = (_text(one) for one in values)
    return tuple(dict.fromkeys(one for one in known if one))[:_MOST_CHOSEN]


def _text(value: str | None) -> str:
    return (value or "").replace("\x00", "").strip()[:_LONGEST]


def _distance(value: str) -> int:
    known = {str(km): km for km in DISTANCES}
    return known.get(value, USUAL_DISTANCE)


def _degrees(value: str) -> tuple[float, float] | None:
    north, comma, east = value.partition(",")
    try:
        found = (round(float(north), 4), round(float(east), 4)) if comma else None
    except ValueError:
        return None
    if found is None or not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        return None
    return found
