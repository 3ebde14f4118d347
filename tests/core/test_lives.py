from enum import StrEnum
from pathlib import Path

import pytest
from django.db.models import TextChoices

from brobygger.core.errors import UserError
from brobygger.core.lives import Life, documents

DRAWN = Path(__file__).parents[2] / "docs" / "diagrams"


class Door(TextChoices):
    OPEN = "open", "Åben"
    SHUT = "shut", "Lukket"


class Step(StrEnum):
    OPEN = "open"
    SHUT = "shut"


DOOR = Life(
    {(Door.OPEN, Step.SHUT): Door.SHUT, (Door.SHUT, Step.OPEN): Door.OPEN},
    refusal=lambda state: UserError(f"Den er {state.label}"),
    ends=(Door.SHUT,),
)


def test_a_step_leads_on_from_the_word_that_is_stored() -> None:
    assert DOOR.after("open", Step.SHUT) is Door.SHUT


def test_a_step_that_cannot_be_taken_is_refused_in_words() -> None:
    assert not DOOR.allows(Door.OPEN, Step.OPEN)
    with pytest.raises(UserError, match="Den er Åben"):
        DOOR.after(Door.OPEN, Step.OPEN)


def test_it_is_drawn_from_beginning_to_end() -> None:
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        "    open --> shut: shut",
        "    shut --> open: open",
        "    shut --> [*]",
    ]


def test_the_drawings_are_of_what_the_code_says() -> None:
    drawn = {path.name: path.read_text(encoding="utf-8") for path in DRAWN.glob("*.md")}
    assert drawn == documents(), "run: brobygger manage diagrams --write"
