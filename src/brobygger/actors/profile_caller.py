"""Somebody who has come to the profile of an actor, and the part of it they have open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor
from brobygger.actors.profile_parts import Part, WishForm, find_row, row_sum
from brobygger.actors.views.conflicts import ConflictView, said_of
from brobygger.core.http import Request


@dataclass
class Open:
    """The one part that is open to be corrected."""

    part: Part
    form: Form
    base: ActorData
    version: int
    row: str = ""
    conflicts: Sequence[ConflictView] = ()

    @property
    def present(self) -> dict[str, str] | None:
        """The stored row that is open, as taking it away needs it; None for a new one."""
        row = find_row(self.part, self.base, self.row) if self.part.has_rows else None
        if row is None:
            return None
        return {"key": self.row, "seen": row_sum(row), "title": (said_of(row) or [""])[0]}


@dataclass
class Caller:
    """The person, whom they speak for, and what the page is to say to them."""

    request: Request
    voice: Voice
    address: str
    status: int = 200
    open: Open | None = None
    wish_form: WishForm = field(default_factory=WishForm)
    # What somebody else has changed since the page was opened, by the name of the first field.
    moved: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        return self.voice.actor

    @property
    def on_telephone(self) -> bool:
        """Whether it is a member of the workspace who writes what is said."""
        return self.voice.source == FactSource.TELEPHONE

    def back(self, query: str = "", anchor: str = "") -> HttpResponseBase:
        """To the page, where what was touched stands."""
        return redirect(f"{self.address}{query}{f'#{anchor}' if anchor else ''}")
