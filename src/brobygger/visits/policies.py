"""The lives of visits, promises, introductions and thank-yous as data: may this state change?"""

from enum import StrEnum

from django.db.models import TextChoices

from brobygger.core.lives import Life
from brobygger.visits.enums import IntroductionStatus as I
from brobygger.visits.enums import PromiseStatus as P
from brobygger.visits.enums import ThanksStatus as T
from brobygger.visits.enums import VisitStatus as V
from brobygger.visits.exceptions import NotNow


class VisitStep(StrEnum):
    """What can happen to a visit."""

    CHANGE = "change"
    WRITE = "write"
    HOLD = "hold"
    CANCEL = "cancel"
    NOT_HELD = "not_held"
    RESUME = "resume"


class PromiseStep(StrEnum):
    """What can happen to a promise."""

    KEEP = "keep"
    GIVE_UP = "give_up"
    REOPEN = "reopen"
    REMOVE = "remove"


class IntroductionStep(StrEnum):
    """What can happen to an introduction."""

    OFFER = "offer"
    ACCEPT = "accept"
    ACCEPT_AT_ONCE = "accept_at_once"
    DECLINE = "decline"
    OTHER_ACCEPTS = "other_accepts"
    OTHER_DECLINES = "other_declines"
    WITHDRAW = "withdraw"


class ThanksStep(StrEnum):
    """What can happen to a thank-you."""

    WRITE = "write"
    SEND = "send"
    UNDO = "undo"
    LEAVE = "leave"
    STOP = "stop"
    SAY = "say"


def _refusal(state: TextChoices) -> NotNow:
    return NotNow(state.label)


VISIT = Life(
    {
        (V.PLANNED, VisitStep.CHANGE): V.PLANNED,
        (V.PLANNED, VisitStep.WRITE): V.PLANNED,
        (V.HELD, VisitStep.WRITE): V.HELD,
        (V.PLANNED, VisitStep.HOLD): V.HELD,
        (V.PLANNED, VisitStep.CANCEL): V.CANCELLED,
        (V.HELD, VisitStep.NOT_HELD): V.PLANNED,
        (V.CANCELLED, VisitStep.RESUME): V.PLANNED,
    },
    refusal=_refusal,
)

PROMISE = Life(
    {
        (P.OPEN, PromiseStep.KEEP): P.KEPT,
        (P.OPEN, PromiseStep.GIVE_UP): P.GIVEN_UP,
        (P.KEPT, PromiseStep.REOPEN): P.OPEN,
        (P.GIVEN_UP, PromiseStep.REOPEN): P.OPEN,
        (P.OPEN, PromiseStep.REMOVE): P.OPEN,
    },
    refusal=_refusal,
)

# With a person at the other end both must say yes; an organisation's own number is given at once.
INTRODUCTION = Life(
    {
        (I.PROPOSED, IntroductionStep.OFFER): I.OFFERED,
        (I.PROPOSED, IntroductionStep.ACCEPT): I.ASKED,
        (I.PROPOSED, IntroductionStep.ACCEPT_AT_ONCE): I.CONNECTED,
        (I.PROPOSED, IntroductionStep.DECLINE): I.DECLINED,
        (I.OFFERED, IntroductionStep.ACCEPT): I.ASKED,
        (I.OFFERED, IntroductionStep.ACCEPT_AT_ONCE): I.CONNECTED,
        (I.OFFERED, IntroductionStep.DECLINE): I.DECLINED,
        (I.ASKED, IntroductionStep.DECLINE): I.DECLINED,
        (I.ASKED, IntroductionStep.OTHER_ACCEPTS): I.CONNECTED,
        (I.ASKED, IntroductionStep.OTHER_DECLINES): I.DECLINED,
        (I.PROPOSED, IntroductionStep.WITHDRAW): I.WITHDRAWN,
        (I.OFFERED, IntroductionStep.WITHDRAW): I.WITHDRAWN,
        (I.ASKED, IntroductionStep.WITHDRAW): I.WITHDRAWN,
    },
    refusal=_refusal,
)

THANKS = Life(
    {
        (T.DRAFT, ThanksStep.WRITE): T.DRAFT,
        (T.DRAFT, ThanksStep.SEND): T.LEAVING,
        (T.DRAFT, ThanksStep.SAY): T.ORALLY,
        (T.LEAVING, ThanksStep.UNDO): T.DRAFT,
        (T.LEAVING, ThanksStep.LEAVE): T.SENT,
        (T.LEAVING, ThanksStep.STOP): T.STOPPED,
        (T.STOPPED, ThanksStep.WRITE): T.DRAFT,
        (T.STOPPED, ThanksStep.SAY): T.ORALLY,
        (T.ORALLY, ThanksStep.UNDO): T.DRAFT,
    },
    refusal=_refusal,
)
