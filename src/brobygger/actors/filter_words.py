"""What a filter asks for, as people read it."""

from collections.abc import Iterator
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.domain.facets_above import Titles
from brobygger.actors.domain.filters import FACETS, FACETS_ABOVE, Filter
from brobygger.actors.domain.terms import labels
from brobygger.actors.enums import ActorKind, ExchangeKind

NO_TITLES: Titles = MappingProxyType({})
FACET_LABELS = {
    "kind": gettext_lazy("Slags"),
    "target_group": gettext_lazy("Målgruppe"),
    "wished": gettext_lazy("Vil gerne nå"),
    "activity_area": gettext_lazy("Aktivitetsområde"),
    "offers": gettext_lazy("Kan give"),
    "needs": pgettext_lazy("actor", "Mangler"),
    "area": gettext_lazy("Område"),
    "language": gettext_lazy("Sprog"),
    "freshness": gettext_lazy("Sidst bekræftet"),
    "effort": gettext_lazy("Indsats"),
}
_FRESHNESS = {
    "year": gettext_lazy("Inden for et år"),
    "old": gettext_lazy("Over et år siden"),
    "never": gettext_lazy("Aldrig bekræftet"),
}
_TERMS = {
    "target_group": "target_groups",
    "wished": "target_groups",
    "activity_area": "activity_areas",
    "language": "languages",
}
SORT_LABELS = {
    "": gettext_lazy("Bedste først"),
    "name": pgettext_lazy("rækkefølge", "Navn"),
    "oldest": gettext_lazy("Længst siden bekræftet"),
    "confirmed": gettext_lazy("Senest bekræftet"),
    "newest": gettext_lazy("Nyeste i registret"),
    "area": pgettext_lazy("rækkefølge", "Område"),
    "distance": pgettext_lazy("rækkefølge", "Nærmeste"),
}


def value_label(facet: str, value: str, titles: Titles = NO_TITLES) -> str:
    """One choice of a facet; the words themselves where no term has that id. `titles` are the
    names of what rooms above know."""
    if facet in FACETS_ABOVE:
        return titles.get(value, _("en, der ikke er her mere"))
    if facet == "kind":
        return str(ActorKind(value).label) if value in ActorKind else value
    if facet in ("offers", "needs"):
        return _exchange(value)
    if facet == "freshness":
        return str(_FRESHNESS.get(value, value))
    return labels(_TERMS[facet], [value])[0] if facet in _TERMS else value


def _exchange(value: str) -> str:
    kind, _colon, term = value.partition(":")
    if kind not in ExchangeKind:
        return value
    label = labels(VOCABULARY_OF[ExchangeKind(kind)], [term])[0]
    if kind == ExchangeKind.TARGET_GROUP:
        return _("adgang til %(group)s") % {"group": label.lower()}
    return label


def said(wanted: Filter, titles: Titles = NO_TITLES) -> Iterator[tuple[str, str, str]]:
    """Facet, value and words of each thing that narrows the list, the query aside."""
    for facet in FACETS:
        for one in wanted.chosen(facet):
            yield facet, one, f"{FACET_LABELS[facet]}: {value_label(facet, one, titles)}"
    if wanted.is_near:
        yield "place", "", _near(wanted)
    if wanted.removed:
        yield "removed", "", _("De fjernede")


def _near(wanted: Filter) -> str:
    place = wanted.place or _("stedet på kortet")
    return _("Inden for %(km)s km af %(place)s") % {"km": wanted.km, "place": place}


def words_of(wanted: Filter, titles: Titles = NO_TITLES) -> list[str]:
    """What narrows the list, in words, without the words searched for."""
    return [words for _facet, _one, words in said(wanted, titles)]
