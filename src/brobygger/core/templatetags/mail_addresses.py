"""A warning beside an address whose mails come back.

In a list, one question for all of them:
    {% returned_of members "user.email" as returned %}
    {% for member in members %}{% mail_returned member.user.email returned %}{% endfor %}
"""

from collections.abc import Collection, Iterable
from typing import Any

from django import template
from django.template import Context, Variable

from brobygger.core.mail_addresses import returned_among

register = template.Library()


@register.simple_tag
def returned_of(things: Iterable[Any], path: str) -> frozenset[str]:
    """Those of the addresses at `path` in each of the things whose mails come back."""
    where = Variable(f"thing.{path}")
    return returned_among([where.resolve({"thing": thing}) for thing in things])


@register.inclusion_tag("core/components/mail_returned.html", takes_context=True)
def mail_returned(
    context: Context, email: str, among: Collection[str] | None = None
) -> dict[str, Any]:
    """The warning, and a button that tries the address again; nothing when all is well."""
    returned = returned_among([email]) if among is None else among
    request = context.get("request")
    return {
        "email": email if email in returned else "",
        "here": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }
