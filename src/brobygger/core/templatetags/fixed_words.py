"""`i18n` for all templates, in the place of Django's own: `{% translate %}` looks words up once.

What it says in a language follows from the catalogues of translations, which come with the code.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedWordsNode(template.Node):
    """Words that stand in the template itself."""

    child_nodelists = ()

    def __init__(self, words: i18n.TranslateNode) -> None:
        self.words = words
        self.said: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = self.words.render(context)
        return self.said[language]


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    """{% translate "Gem" %}, as in Django's documentation."""
    node: Any = i18n.do_translate(parser, token)
    fixed = _is_fixed(node.filter_expression) and _is_fixed(node.message_context)
    return FixedWordsNode(node) if fixed and not node.asvar else node


def _is_fixed(said: FilterExpression | None) -> bool:
    """Whether it is words in quotes, as they are."""
    return said is None or (said.token[:1] in ("'", '"') and not said.filters)
