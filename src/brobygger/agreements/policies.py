"""The life of an agreement as data. (May this person? stands in roles.py and on the link.)"""

from enum import StrEnum

from brobygger.agreements.exceptions import NotNow
from brobygger.agreements.models import AgreementStatus as S
from brobygger.core.lives import Life


class Step(StrEnum):
    """What can happen to an agreement."""

    FREEZE = "freeze"
    SIGN = "sign"
    SIGN_LAST = "sign_last"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


AGREEMENT = Life(
    {
        (S.DRAFT, Step.FREEZE): S.SIGNING,
        (S.SIGNING, Step.SIGN): S.SIGNING,
        (S.SIGNING, Step.SIGN_LAST): S.IN_FORCE,
        (S.SIGNING, Step.DECLINE): S.DRAFT,
        (S.SIGNING, Step.WITHDRAW): S.DRAFT,
        (S.IN_FORCE, Step.END): S.ENDED,
    },
    refusal=NotNow,
    ends=(S.ENDED,),
)
