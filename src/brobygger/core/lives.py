"""The life of a thing as data: its states, and the step that leads from one to another.

Rooms keep theirs in policies.py (May this *state* change? Who may stands in authorization.py),
register them with `draw(...)`, and `manage diagrams --write` draws them into docs/diagrams.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from brobygger.core.errors import UserError

State = TypeVar("State", bound=Any)  # a TextChoices
Step = TypeVar("Step", bound=StrEnum)


@dataclass(frozen=True)
class Life(Generic[State, Step]):
    """Which steps can be taken from which state; it begins in the first state of the table."""

    steps: Mapping[tuple[State, Step], State]
    refusal: Callable[[State], UserError]  # says why the step cannot be taken from that state
    ends: tuple[State, ...] = ()

    @property
    def first(self) -> State:
        """Where it begins."""
        return next(iter(self.steps))[0]

    def allows(self, state: State | str, step: Step) -> bool:
        """Whether the step can be taken from there."""
        return (self._state(state), step) in self.steps

    def after(self, state: State | str, step: Step) -> State:
        """Where the step leads. Raises the room's refusal when it cannot be taken from there."""
        known = self._state(state)
        if (known, step) not in self.steps:
            raise self.refusal(known)
        return self.steps[known, step]

    def diagram(self) -> str:
        """The life as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first.value}"]
        lines += [
            f"    {before.value} --> {then.value}: {step.value}"
            for (before, step), then in self.steps.items()
        ]
        return "\n".join([*lines, *(f"    {end.value} --> [*]" for end in self.ends)])

    def _state(self, state: State | str) -> State:
        kind: Callable[[State | str], State] = type(self.first)
        return kind(state)


_drawings: dict[str, Mapping[str, Life[Any, Any]]] = {}


def draw(file: str, lives: Mapping[str, Life[Any, Any]]) -> None:
    """Let a room's lives, by heading, be drawn in docs/diagrams/`file`; from AppConfig.ready()."""
    _drawings[file] = lives


def documents() -> dict[str, str]:
    """Every file of docs/diagrams as it should be, by name."""
    return {file: _document(lives) for file, lives in sorted(_drawings.items())}


def _document(lives: Mapping[str, Life[Any, Any]]) -> str:
    head = "<!-- Drawn by `brobygger manage diagrams --write`; a test watches that it is. -->\n"
    parts = [f"# {title}\n\n```mermaid\n{one.diagram()}\n```\n" for title, one in lives.items()]
    return "\n".join([head, *parts])
