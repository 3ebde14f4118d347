"""What rooms above show on an actor's page: their collaborations, their matches.

A room registers a panel in its AppConfig; the actor's page knows nothing of what is in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor

Build = Callable[[Actor, User], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the page. `build` answers the template's context, or None to show nothing."""

    key: str
    order: int
    template: str
    build: Build


@dataclass(frozen=True)
class BuiltPanel:
    """A panel with what it shows for one actor."""

    key: str
    template: str
    context: dict[str, Any]


_panels: dict[str, Panel] = {}


def register_panel(*, key: str, order: int, template: str, build: Build) -> None:
    """Show `template` on every actor's page, as `panel`, between its relations and its history."""
    _panels[key] = Panel(key, order, template, build)


def panels_for(actor: Actor, user: User) -> list[BuiltPanel]:
    """The panels that have something to show this person about this actor, in order."""
    built = []
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.key)):
        context = panel.build(actor, user)
        if context is not None:
            built.append(BuiltPanel(panel.key, panel.template, context))
    return built
