"""The life of an agreement as data. (May this person? stands in roles.py and on the link.)

`manage agreement_diagram` draws it into docs/diagrams/agreement.md.
"""

from enum import StrEnum

from brobygger.agreements.exceptions import NotNow
from brobygger.agreements.models import AgreementStatus as S


class Step(StrEnum):
    """What can happen to an agreement."""

    FREEZE = "freeze"
    SIGN = "sign"
    SIGN_LAST = "sign_last"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


TRANSITIONS: dict[tuple[S, Step], S] = {
    (S.DRAFT, Step.FREEZE): S.SIGNING,
    (S.SIGNING, Step.SIGN): S.SIGNING,
    (S.SIGNING, Step.SIGN_LAST): S.IN_FORCE,
    (S.SIGNING, Step.DECLINE): S.DRAFT,
    (S.SIGNING, Step.WITHDRAW): S.DRAFT,
    (S.IN_FORCE, Step.END): S.ENDED,
}


def allows(status: S | str, step: Step) -> bool:
    """Whether the step can be taken from where the agreement is."""
    return (S(status), step) in TRANSITIONS


def after(status: S | str, step: Step) -> S:
    """Where the step leads. Raises NotNow when it cannot be taken."""
    if not allows(status, step):
        raise NotNow(S(status))
    return TRANSITIONS[S(status), step]


def diagram() -> str:
    """The life of an agreement as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {S.DRAFT.value}"]
    lines += [
        f"    {before.value} --> {then.value}: {step.value}"
        for (before, step), then in TRANSITIONS.items()
    ]
    return "\n".join([*lines, f"    {S.ENDED.value} --> [*]"])
