"""What rooms above show the actor itself of what is recorded about it: visits, promises.

A room registers a panel in its AppConfig. Whoever holds the link reads it, so notes stay out: they
are asked for as access to documents, and the page says how.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brobygger.actors.models import Actor
from brobygger.actors.panels import BuiltPanel

Build = Callable[[Actor], dict[str, Any] | None]


@dataclass(frozen=True)
class ProfilePanel:
    """A part of the page. `build` answers the template's context, or None to show nothing."""

    key: str
    order: int
    template: str
    build: Build


_panels: dict[str, ProfilePanel] = {}


def register_profile_panel(*, key: str, order: int, template: str, build: Build) -> None:
    """Show `template` on the actor's own profile, as `panel`, after the facts it can correct.

    Headings in it begin with h2.
    """
    _panels[key] = ProfilePanel(key, order, template, build)


def profile_panels_for(actor: Actor) -> list[BuiltPanel]:
    """The panels that have something to show the actor of itself, in order."""
    built = []
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.key)):
        context = panel.build(actor)
        if context is not None:
            built.append(BuiltPanel(panel.key, panel.template, context))
    return built
