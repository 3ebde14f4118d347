"""`{% url %}` for all templates, in the place of Django's own: most addresses are remembered."""

from typing import Any
from uuid import UUID

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from brobygger.core.addresses import address

register = template.Library()

# What is written in an address just as `str` writes it.
_PLAIN = {str, SafeString, UUID}


class AddressNode(URLNode):
    """Django's, where all that stands in the address is plain words and keys."""

    def render(self, context: template.Context) -> str:
        args = [one.resolve(context) for one in self.args]
        if not _PLAIN.issuperset(map(type, args)):
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """{% url "actors:list" workspace.slug %}, as in Django's documentation."""
    node: Any = django_url(parser, token)
    if node.kwargs:
        return node  # type: ignore[no-any-return]
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
