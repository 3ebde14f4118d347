"""The life of an effort and of each actor on its list, as data.

(May this person? stands in roles.py.)
"""

from enum import StrEnum

from brobygger.authorization.permissions import Permission
from brobygger.core.lives import Life
from brobygger.efforts.enums import EffortStatus as S
from brobygger.efforts.enums import MappedStatus as M
from brobygger.efforts.exceptions import NotNow, NotOpen
from brobygger.efforts.models import Effort


class Move(StrEnum):
    """What can happen to an effort."""

    GO_AHEAD = "go_ahead"
    POSTPONE = "postpone"
    SAY_NO = "say_no"
    KEEP_ALIVE = "keep_alive"
    MAP_AGAIN = "map_again"
    CLOSE = "close"
    REOPEN = "reopen"


class Look(StrEnum):
    """What can happen to an actor on the list."""

    LOOK = "look"
    LOOK_AGAIN = "look_again"
    SET_ASIDE = "set_aside"
    TAKE_BACK = "take_back"


EFFORT = Life(
    {
        (S.PREPARING, Move.GO_AHEAD): S.MAPPING,
        (S.PREPARING, Move.POSTPONE): S.POSTPONED,
        (S.PREPARING, Move.SAY_NO): S.DECLINED,
        (S.MAPPING, Move.POSTPONE): S.POSTPONED,
        (S.MAPPING, Move.SAY_NO): S.DECLINED,
        (S.MAPPING, Move.KEEP_ALIVE): S.ALIVE,
        (S.MAPPING, Move.CLOSE): S.CLOSED,
        (S.ALIVE, Move.MAP_AGAIN): S.MAPPING,
        (S.ALIVE, Move.CLOSE): S.CLOSED,
        (S.POSTPONED, Move.GO_AHEAD): S.MAPPING,
        (S.POSTPONED, Move.SAY_NO): S.DECLINED,
        (S.POSTPONED, Move.REOPEN): S.PREPARING,
        (S.DECLINED, Move.REOPEN): S.PREPARING,
        (S.CLOSED, Move.REOPEN): S.MAPPING,
    },
    refusal=NotNow,
    ends=(S.DECLINED, S.CLOSED),
)
ON_LIST = Life(
    {
        (M.NOT_LOOKED_AT, Look.LOOK): M.LOOKED_AT,
        (M.NOT_LOOKED_AT, Look.SET_ASIDE): M.SET_ASIDE,
        (M.LOOKED_AT, Look.LOOK_AGAIN): M.NOT_LOOKED_AT,
        (M.LOOKED_AT, Look.SET_ASIDE): M.SET_ASIDE,
        (M.SET_ASIDE, Look.TAKE_BACK): M.NOT_LOOKED_AT,
    },
    refusal=NotNow,
)
# A decision about the whole effort; everything else is work in it.
NEEDS_REASON = frozenset({Move.SAY_NO, Move.POSTPONE, Move.CLOSE})
DECIDES = Permission.EFFORT_DECIDE
WORKS = Permission.EFFORT_EDIT


def check_open(effort: Effort) -> None:
    """Raise NotOpen unless one may write in the effort."""
    if not effort.is_open:
        raise NotOpen
