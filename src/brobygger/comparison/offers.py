"""What a person may make of a difference."""

from brobygger.comparison.board import Board, Difference, Mode, Theme
from brobygger.comparison.engine import Verdict
from brobygger.comparison.models import Became


def offers(
    board: Board, theme: Theme, one: Difference, *, may_write: bool, may_ask: bool
) -> frozenset[Became]:
    """The buttons worth showing: what it has not become, and what it could be.

    What both say alike is nothing to ask about or to reach; it can be written in the agreement,
    unless it is only that nothing has changed since.
    """
    open_to = set()
    parted = one.verdict is not Verdict.SAME
    if parted and (may_write or may_ask):
        open_to.add(Became.QUESTION)
    if may_write and not theme.private:
        if parted:
            open_to.add(Became.GOAL)
        if parted or board.mode is not Mode.THEN:
            open_to.add(Became.CLAUSE)
    if may_write and board.mode is Mode.SIDES and one.verdict is Verdict.DIFFERENT:
        open_to.add(Became.AGREED)
    return frozenset(open_to - set(one.outcomes))
