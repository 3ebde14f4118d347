"""What can be done with a tool, on its page and on the list."""

from typing import Any

from django import template

from brobygger.catalog.beside import actions_for
from brobygger.catalog.schema import Tool

register = template.Library()


@register.inclusion_tag("catalog/actions.html", takes_context=True)
def tool_actions(context: template.Context, tool: Tool | None = None) -> dict[str, Any]:
    """Links and buttons of the rooms above; nothing when they have none for this person."""
    request = context["request"]
    return {"actions": actions_for(request, tool), "csrf_token": context.get("csrf_token", "")}
