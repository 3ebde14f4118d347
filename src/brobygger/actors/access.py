"""The access rule of pages for those who speak for an actor."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from brobygger.accounts.models import User
from brobygger.actors.domain.voices import represents
from brobygger.actors.models import Actor, FormerKey
from brobygger.authorization.access import require_login
from brobygger.core.http import Request


class RepresentativeRequest(Request):
    """A request that has passed `Represents`."""

    actor: Actor


@dataclass(frozen=True)
class Represents:
    """For those who represent the actor. Others are told that nothing is here.

    An address from before the actor was put together with another gives the one it became.
    """

    label: str = "represents the actor"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        require_login(request)
        assert isinstance(request.user, User)
        former = FormerKey.objects.filter(former_id=kwargs["actor_id"])
        key = former.values_list("actor_id", flat=True).first() or kwargs["actor_id"]
        actor = Actor.objects.filter(pk=key).select_related("workspace").first()
        if actor is None or not represents(request.user, actor):
            raise Http404
        request.actor = actor  # type: ignore[attr-defined]
