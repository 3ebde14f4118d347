"""When something was saved, in the words people use."""

from datetime import datetime

from django import template
from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day

register = template.Library()


@register.filter
def clock_time(moment: datetime | None) -> str:
    """14.03 · 14:03, Danish time."""
    if moment is None:
        return ""
    pattern = "H:i" if (get_language() or "da").startswith("en") else "H.i"
    return dateformat.format(moment.astimezone(clock.DENMARK), pattern)


@register.filter
def saved_words(moment: datetime | None) -> str:
    """Gemt kl. 14.03; with the day when it is not today."""
    if moment is None:
        return ""
    if moment.astimezone(clock.DENMARK).date() == clock.today():
        return _("Gemt kl. %(time)s") % {"time": clock_time(moment)}
    return _("Gemt %(day)s kl. %(time)s") % {"day": short_day(moment), "time": clock_time(moment)}


@register.filter
def of_key(numbers: dict[str, int], key: str) -> int:
    """A number looked up by a name; 0 when there is none."""
    return numbers.get(key, 0)
