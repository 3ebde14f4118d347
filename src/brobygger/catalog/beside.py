"""What rooms above let people do with a tool: links and buttons on the catalogue's pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from brobygger.catalog.schema import Tool
from brobygger.workspaces.access import WorkspaceRequest


@dataclass(frozen=True)
class ToolAction:
    """A link, or with `post` a button that sends these values."""

    text: str | Promise
    url: str
    icon: str = ""
    post: Sequence[tuple[str, str]] | None = None
    main: bool = False  # what most people came for: it stands first


# The tool of the page, or None on the list of them all.
Build = Callable[[WorkspaceRequest, Tool | None], Sequence[ToolAction]]

_builders: list[Build] = []


def register_actions(build: Build) -> None:
    """Let a room offer something on every tool's page; called from AppConfig.ready()."""
    _builders.append(build)


def actions_for(request: WorkspaceRequest, tool: Tool | None) -> list[ToolAction]:
    """Everything this person can do with the tool, beyond reading and printing it."""
    offered = [action for build in _builders for action in build(request, tool)]
    return sorted(offered, key=lambda action: not action.main)
