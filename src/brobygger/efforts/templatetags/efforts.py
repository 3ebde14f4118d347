"""How rows of a list are said on pages."""

from django import template
from django.utils.translation import gettext as _

from brobygger.efforts.domain.proposals import said
from brobygger.efforts.enums import Surface
from brobygger.efforts.models import MappedActor, Naming

register = template.Library()


@register.filter
def listed_because(row: MappedActor) -> list[str]:
    """Why an actor stands on the list: own words first, then who named it, then what fits."""
    own = [row.because] if row.because else []
    return own + [named_words(one) for one in row.named_by.all()] + said(row.reasons)


@register.filter
def named_words(naming: Naming) -> str:
    """Who named it."""
    return _("Foreslået af %(name)s") % {"name": naming.by.actor.name}


@register.filter
def surface_labels(row: MappedActor) -> list[str]:
    """Where the actor and the effort meet, in words."""
    return [str(Surface(one).label) for one in row.surfaces]
