"""The workspace's published tools, for everybody who asks the catalogue."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

import yaml
from django.db.models import F, Q

from brobygger.catalog.schema import Tool
from brobygger.catalog.words import fold
from brobygger.toolbox.models import ToolVersion


class OwnTools:
    """See `catalog.tools.ToolSource`."""

    def tool(self, workspace_id: UUID, tool_id: str, version: int | None) -> Tool | None:
        """The version asked for, withdrawn or not: sheets keep the tool they began with."""
        number = Q(number=version) if version else Q(number=F("tool__newest"))
        text = (
            ToolVersion.objects.filter(
                number, tool__workspace_id=workspace_id, tool__tool_id=tool_id
            )
            .values_list("text", flat=True)
            .first()
        )
        return published(text) if text else None

    def tools(self, workspace_id: UUID) -> Sequence[Tool]:
        """The newest version of every tool that has not been withdrawn, by title."""
        texts = ToolVersion.objects.filter(
            tool__workspace_id=workspace_id,
            tool__withdrawn_at__isnull=True,
            number=F("tool__newest"),
        ).values_list("text", flat=True)
        return sorted((published(text) for text in texts), key=lambda one: fold(one.title.da))


@lru_cache(maxsize=500)
def published(text: str) -> Tool:
    """A published text as a tool. It was checked when it was published and never changes."""
    return Tool.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
