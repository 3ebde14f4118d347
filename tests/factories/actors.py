"""Actors for tests, made as the register makes them."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData, ExchangeData
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace
from tests.factories.people import make_member


def make_actor(workspace: Workspace, name: str, *, by: User | None = None, **known: Any) -> Actor:
    """An actor in the register; `known` as in ActorData.

    `kind` may be a word; `offers` and `needs` may hold ExchangeData, or words such as
    "accounting" (a competence), "resource:premises" and "target_group:children".
    """
    known["kind"] = ActorKind(known.get("kind", ActorKind.ASSOCIATION))
    for side in ("offers", "needs"):
        known[side] = tuple(exchange(one) for one in known.get(side, ()))
    data = ActorData(name=name, **known)
    return create_actor(
        workspace=workspace, data=data, by=by or make_member(workspace, "coordinator")
    )


def exchange(words: str | ExchangeData) -> ExchangeData:
    """A need or an offer from "term", "kind:term" or finished data."""
    if isinstance(words, ExchangeData):
        return words
    kind, _, term = words.rpartition(":")
    return ExchangeData(kind=ExchangeKind(kind or ExchangeKind.COMPETENCE), term=term)
