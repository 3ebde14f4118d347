"""When something was saved, in the words people use."""

from datetime import datetime

from django import template
from django.template import Context
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.sheets.kept import WRITER, writer_token
from brobygger.sheets.models import Sheet

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


@register.simple_tag(takes_context=True)
def written_by(context: Context, sheet: Sheet) -> SafeString:
    """Whom the form is shown to, so that it can be kept for them should they be logged out."""
    user = context["request"].user
    return format_html(
        '<input type="hidden" name="{}" value="{}">', WRITER, writer_token(sheet, user)
    )


@register.filter
def of_key(numbers: dict[str, int], key: str) -> int:
    """A number looked up by a name; 0 when there is none."""
    return numbers.get(key, 0)
