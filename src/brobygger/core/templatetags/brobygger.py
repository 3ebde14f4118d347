"""Tags and filters every page may use: icons, breadcrumbs, dates and times as people say them."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import dateformat, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from brobygger.core.clock import DENMARK

register = template.Library()

_DAY = {"da": r"l \d\e\n j. F Y", "en": "l j F Y"}
_SHORT_DAY = {"da": "j. F Y", "en": "j F Y"}
_TIME = {"da": "H.i", "en": "H:i"}
_JOIN = {"da": "kl.", "en": "at"}


def _in(formats: dict[str, str]) -> str:
    return formats["en" if (translation.get_language() or "da").startswith("en") else "da"]


def _local(value: date) -> date:
    return value.astimezone(DENMARK) if isinstance(value, datetime) else value


@register.filter
def day(value: date | None) -> str:
    """tirsdag den 4. marts 2027 · Tuesday 4 March 2027."""
    return dateformat.format(_local(value), _in(_DAY)) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """4. marts 2027 · 4 March 2027, where the weekday does not matter."""
    return dateformat.format(_local(value), _in(_SHORT_DAY)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """tirsdag den 4. marts 2027 kl. 19.00 · Tuesday 4 March 2027 at 19:00, Danish time."""
    if not value:
        return ""
    time = dateformat.format(_local(value), _in(_TIME))
    return f"{day(value)} {_in(_JOIN)} {time}"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon of the sprite (frontend/icons.txt); screen readers skip it, words stand beside it."""
    return format_html(
        '<svg class="bb-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("dist/img/icons.svg"),
        name,
    )


@register.simple_tag
def options(choices: Iterable[tuple[Any, str]], chosen: Any) -> SafeString:
    """The choices of a `<select>`, each a value and its words."""
    lines = [
        f'<option value="{escape(str(value))}"{" selected" if value == chosen else ""}>'
        f"{escape(words)}</option>"
        for value, words in choices
    ]
    return mark_safe("".join(lines))  # noqa: S308 - escaped piece by piece


@register.inclusion_tag("core/components/crumb.html")
def crumb(text: str, url: str = "") -> dict[str, str]:
    """One step of the breadcrumbs; without address it is the page itself."""
    return {"text": text, "url": url}


class WrappedNode(template.Node):
    """Puts a frame around its content, unless the content is blank."""

    def __init__(self, nodelist: NodeList, frame: FilterExpression) -> None:
        self.nodelist = nodelist
        self.frame = frame

    def render(self, context: template.Context) -> str:
        content = self.nodelist.render(context).strip()
        if not content:
            return ""
        frame = get_template(self.frame.resolve(context))
        return frame.render({"content": mark_safe(content)})  # noqa: S308 - rendered by this page


@register.tag
def wrapped(parser: Parser, token: Token) -> WrappedNode:
    """{% wrapped "core/components/crumbs.html" %}…{% endwrapped %}: no empty lists or landmarks."""
    _name, frame = token.split_contents()
    nodelist = parser.parse(("endwrapped",))
    parser.delete_first_token()
    return WrappedNode(nodelist, parser.compile_filter(frame))


@register.filter
def anchor(field: Any) -> str:
    """Where a link of the error summary leads: the field, or the first choice of a group."""
    return str(field.id_for_label or f"{field.auto_id}_0")


@register.filter
def is_optional(field: Any) -> bool:
    """Whether to say "optional": not where everything is (a filter), nor on a single tick box."""
    required_beside = any(other.required for other in field.form.fields.values())
    return required_beside and not field.field.required and field.widget_type != "checkbox"


@register.filter
def elided(paginator: "Paginator[Any]", number: int) -> list[str | int]:
    """Page numbers around the present one; the rest as an ellipsis."""
    return list(paginator.get_elided_page_range(number, on_each_side=1, on_ends=1))
