"""How actors are said on pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from brobygger.actors.domain import terms
from brobygger.actors.domain.queries import LONG_AGO
from brobygger.actors.domain.whereabouts import place_warning
from brobygger.actors.enums import ExchangeKind, RelationKind
from brobygger.actors.models import Actor, Relation
from brobygger.core import clock

if TYPE_CHECKING:
    from brobygger.actors.list_filters import Choice
    from brobygger.actors.list_rows import Row

register = template.Library()


@register.filter
def term_labels(values: Iterable[str], vocabulary: str) -> list[str]:
    """Term ids of a vocabulary as people read them."""
    return terms.labels(vocabulary, values)


@register.filter
def term_label(value: str, vocabulary: str) -> str:
    """One term."""
    return terms.labels(vocabulary, [value])[0]


@register.filter
def headline(row: Any) -> str:
    """The first words of a need or an offer: the term, else its own words."""
    label = terms.exchange_label(row.kind, row.term)
    if row.kind == ExchangeKind.TARGET_GROUP:
        return _("adgang til %(group)s") % {"group": (label or row.text).lower()}
    return label or str(row.text)


@register.filter
def detail(row: Any) -> str:
    """The rest of what a need or an offer says, on one line."""
    said = [row.text if row.term else "", row.amount, row.period]
    return " · ".join(part for part in said if part)


@register.simple_tag
def actor_rows(rows: "Iterable[Row]") -> SafeString:
    """The actors of a page: who, what each can give, what it lacks, when last confirmed. Fifty
    times a dozen pieces of template took longer than everything else on the page."""
    gives, needs, untold = _("Kan give"), pgettext("actor", "Mangler"), _("Ikke fortalt endnu")
    nothing = f'<p class="bb-muted">{escape(untold)}</p>'
    lines = []
    for row in rows:
        badge = "bb-badge bb-badge--wait" if row.stale else "bb-muted"
        lines.append(
            '<li class="bb-list__row bb-actors__row"><div class="bb-actors__who">'
            f'<h3 class="bb-list__title" dir="auto"><a href="{escape(row.url)}">{escape(row.name)}'
            f'</a></h3><p class="bb-muted">{_escaped(row.about)}</p>'
            '<p class="bb-actors__confirmed">'
            f'<span class="{badge}">{_escaped(row.confirmed)}</span></p></div>'
            f"{_side(escape(gives), row.gives, row.more_gives, nothing)}"
            f"{_side(escape(needs), row.needs, row.more_needs, nothing)}</li>"
        )
    return mark_safe("".join(lines))  # noqa: S308 - escaped piece by piece


def _side(label: str, terms: Sequence[str], more: str, nothing: str) -> str:
    """What an actor gives or needs, as a short list."""
    items = "".join([f"<li>{_escaped(one)}</li>" for one in terms])
    rest = f'<li class="bb-muted">{_escaped(more)}</li>' if more else ""
    said = f'<ul class="bb-actors__terms">{items}{rest}</ul>' if terms else nothing
    return f'<div class="bb-actors__side"><p class="bb-actors__label">{label}</p>{said}</div>'


@register.simple_tag
def facet_choices(name: str, choices: "Iterable[Choice]") -> SafeString:
    """The boxes of a facet. Some hundreds of them come with every letter of a search, and
    as a loop in the template they took longer than counting the register did."""
    language = get_language() or ""
    boxes = [
        f"{_box(name, one.value)}{' checked' if one.chosen else ''}> "
        f"<span>{_escaped(words)}</span> "
        f'<span class="bb-facet__number">{_number(one.number, language)}</span></label>'
        for one, words in choices
    ]
    return mark_safe("".join(boxes))  # noqa: S308 - escaped piece by piece


@lru_cache(maxsize=4096)
def _number(number: int, language: str) -> str:  # noqa: ARG001 - one spelling a language
    return escape(str(intcomma(number)))


@lru_cache(maxsize=4096)
def _box(name: str, value: str) -> str:
    name, value = escape(name), escape(value)
    return (
        f'<label class="bb-facet__choice"><input type="checkbox" name="{name}" value="{value}" '
        f'id="f-{name}-{value}" form="actor-filter"'
    )


# Terms, kinds and days come again and again, on this page and the next.
_escaped = lru_cache(maxsize=8192)(escape)


@register.filter
def of_key(facts: Mapping[str, Any], key: Any) -> Any:
    """The fact of a field, or of a row by its key."""
    return facts.get(str(key))


@register.filter
def warning_of(place: Any) -> str:
    """What may be wrong with a place's coordinates."""
    return place_warning(place.latitude, place.longitude, place.country)


@register.filter
def is_stale(actor: Actor) -> bool:
    """Whether nobody has confirmed the actor for a year."""
    confirmed = actor.last_confirmed_on
    return confirmed is None or confirmed < clock.today() - timedelta(days=LONG_AGO.days)


@register.filter
def as_link(website: str) -> str:
    """A website as an address one may click, whatever was typed."""
    return website if website.startswith(("http://", "https://")) else f"https://{website}"


@register.filter
def relation_words(relation: Relation, actor: Actor) -> str:
    """How the actor stands to the other one, as the start of a sentence about it."""
    if relation.kind == RelationKind.MEMBER_OF:
        return _("Er medlem af") if relation.actor_a_id == actor.pk else _("Har som medlem")
    return {
        RelationKind.KNOWS: _("Kender"),
        RelationKind.COLLABORATES: _("Samarbejder med"),
    }[RelationKind(relation.kind)]


@register.filter
def other_than(relation: Relation, actor: Actor) -> Actor:
    """The one at the other end."""
    return relation.actor_b if relation.actor_a_id == actor.pk else relation.actor_a
