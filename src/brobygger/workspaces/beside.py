"""What rooms above know of the members, shown beside each: whether an invitation was taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from brobygger.workspaces.models import Membership

Build = Callable[[list[Membership]], dict[UUID, Any]]


@dataclass(frozen=True)
class Beside:
    """A part of the row. `build` answers what the template gets as `beside`, by membership."""

    template: str
    build: Build


_parts: dict[str, Beside] = {}


def register_beside(key: str, template: str, build: Build) -> None:
    """Show `template` in the rows of the members `build` has something to say about."""
    _parts[key] = Beside(template, build)


def tell_beside(members: list[Membership]) -> dict[UUID, list[tuple[str, Any]]]:
    """The templates of each row with what they show."""
    told: dict[UUID, list[tuple[str, Any]]] = {member.pk: [] for member in members}
    for part in _parts.values():
        for membership_id, what in part.build(members).items():
            told[membership_id].append((part.template, what))
    return told
