"""The way through the tools: where one begins, and what carries on from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.fields import FromTool
from brobygger.catalog.schema import Stage, Step, Tool
from brobygger.catalog.text import Text

# Everything a newcomer asks, in the order it comes up.
_STAGES: dict[Stage, tuple[Promise, Promise]] = {
    "ourselves": (
        _("Gør jer klar"),
        _("Bliv enige om, hvad I selv vil og kan, før I spørger andre."),
    ),
    "partner": (
        _("Lær de andre at kende"),
        _("Hør, hvad de kan, hvad de er bundet af, og hvad de tror, opgaven er."),
    ),
    "together": (
        _("Mødes"),
        _("Find ud af, om det passer, og sig højt, hvad I venter af hinanden."),
    ),
    "agreement": (
        _("Skriv det ned"),
        _("Det, I har skrevet på de andre ark, bliver til en aftale på én side."),
    ),
    "along": (
        _("Hold det i live"),
        _("Gør status, og tal om det, der fylder, også når alt går godt."),
    ),
}


@dataclass(frozen=True)
class StageOfTools:
    """The tools for one part of the way."""

    id: Stage
    title: Promise
    lead: Promise
    tools: tuple[Tool, ...]


@dataclass(frozen=True)
class Way:
    """Another tool, and the fields of this one that lead to it or come from it."""

    tool: Tool
    fields: tuple[Text, ...]
    beside: bool = False  # the two sheets are laid side by side


@dataclass(frozen=True)
class AgendaPoint:
    """A step of the meeting and when it begins, counted in minutes from the start."""

    step: Step
    begins: int

    @property
    def clock(self) -> str:
        """0:15 for a quarter past the start."""
        return f"{self.begins // 60}:{self.begins % 60:02}"


def agenda_of(tool: Tool) -> list[AgendaPoint]:
    """The steps of its meeting in order, each with the minute it begins."""
    begins = accumulate((step.minutes for step in tool.steps), initial=0)
    return [AgendaPoint(step, at) for step, at in zip(tool.steps, begins, strict=False)]


def in_stages(tools: Sequence[Tool]) -> list[StageOfTools]:
    """The tools along the way, in the order one needs them; empty parts are left out."""
    stages = [
        StageOfTools(stage, *words, tuple(one for one in tools if one.used == stage))
        for stage, words in _STAGES.items()
    ]
    return [stage for stage in stages if stage.tools]


def ways_to(wanted: Tool, tools: Sequence[Tool]) -> list[Way]:
    """The tools whose words are there already when this one begins, or lie beside it."""
    return [
        Way(one, fields, beside)
        for one in tools
        if one.id != wanted.id
        for fields, beside in [_carried(one.id, wanted, of=wanted)]
        if fields
    ]


def ways_on(wanted: Tool, tools: Sequence[Tool]) -> list[Way]:
    """The tools that go on with what is written here, or lie beside it."""
    return [
        Way(one, fields, beside)
        for one in tools
        if one.id != wanted.id
        for fields, beside in [_carried(wanted.id, one, of=wanted)]
        if fields
    ]


def _carried(from_id: str, into: Tool, *, of: Tool) -> tuple[tuple[Text, ...], bool]:
    """The fields of `of` that go from one tool into another; whether they only lie beside it."""
    taken = [
        (field.id if of is into else one.field)
        for field in into.fields
        for one in field.takes_from
        if isinstance(one, FromTool) and one.tool == from_id
    ]
    facing = [
        (field.id if of is into else one.field)
        for field in into.fields
        for one in field.mirrors
        if one.tool == from_id
    ]
    wanted = taken or facing
    return tuple(field.title for field in of.fields if field.id in wanted), not taken
