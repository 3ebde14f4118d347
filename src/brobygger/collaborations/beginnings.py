"""What a collaboration can grow out of. A room above says why two actors should meet."""

from collections.abc import Callable

from brobygger.accounts.models import User
from brobygger.actors.models import Actor

# Why the two should work together, in sentences; empty when nothing is known.
Reasons = Callable[[Actor, Actor, User], str]

_reasons: list[Reasons] = []


def register_reasons(reasons: Reasons) -> None:
    """Let a room propose the purpose of a collaboration. Called from AppConfig.ready()."""
    _reasons[:] = [reasons]


def proposed_purpose(actor: Actor, other: Actor, user: User) -> str:
    """The purpose to begin with; the parties write on from there."""
    return "\n".join(reasons(actor, other, user) for reasons in _reasons)
