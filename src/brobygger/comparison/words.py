"""What the page calls the same, the different and the one-sided; each with its own sign."""

from django.utils.translation import gettext_lazy as _

from brobygger.comparison.board import Board, Mode
from brobygger.comparison.engine import Verdict
from brobygger.comparison.models import Became

_SAID = {
    Mode.SIDES: {
        Verdict.SAME: _("Ens"),
        Verdict.DIFFERENT: _("Sagt forskelligt"),
        Verdict.LEFT_ONLY: _("Kun sagt af {name}"),
        Verdict.RIGHT_ONLY: _("Kun sagt af {name}"),
    },
    Mode.WISHED: {
        Verdict.SAME: _("Godt, som det er"),
        Verdict.DIFFERENT: _("Skal ændres"),
        Verdict.LEFT_ONLY: _("Intet ønske endnu"),
        Verdict.RIGHT_ONLY: _("Kun et ønske"),
    },
    Mode.THEN: {
        Verdict.SAME: _("Uændret"),
        Verdict.DIFFERENT: _("Ændret"),
        Verdict.LEFT_ONLY: _("Taget ud"),
        Verdict.RIGHT_ONLY: _("Nyt"),
    },
}

_BECAME = {
    Became.QUESTION: _("Et spørgsmål"),
    Became.GOAL: _("Et mål"),
    Became.CLAUSE: _("Et punkt i aftalen"),
    Became.AGREED: _("I mener det samme"),
}


def became_words(became: Became) -> str:
    """What a difference is now."""
    return str(_BECAME[became])


def verdict_words(board: Board, verdict: Verdict) -> str:
    """The verdict in words, with the name of the one who has said something."""
    name = board.right.title if verdict is Verdict.RIGHT_ONLY else board.left.title
    return str(_SAID[board.mode][verdict]).format(name=name)
