"""Outbox: a lower room says what happened, a higher room acts on it in a job of its own.

`emit` writes the event and queues its jobs in the caller's transaction, so neither can be lost
or happen alone. Handlers must be idempotent: a crash after the work and before the acknowledgement
runs them once more.
"""

from collections.abc import Callable
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from brobygger.core.models import OutboxEvent

Handler = Callable[[dict[str, str]], None]

_handlers: dict[str, dict[str, Handler]] = {}


def handles(event: str) -> Callable[[Handler], Handler]:
    """Register a function that acts on `event`. Import its module in AppConfig.ready()."""

    def register(handler: Handler) -> Handler:
        _handlers.setdefault(event, {})[f"{handler.__module__}.{handler.__qualname__}"] = handler
        return handler

    return register


def emit(name: str, *, key: str, payload: dict[str, str]) -> OutboxEvent:
    """Tell the rooms above that something happened.

    `key` names the occurrence: the same key a second time changes nothing.
    """
    event, created = OutboxEvent.objects.get_or_create(
        key=f"{name}:{key}", defaults={"name": name, "payload": payload}
    )
    if created:
        for handler in _handlers.get(name, {}):
            handle_event.defer(event_id=str(event.id), handler=handler)
    return event


@app.task(
    name="core.handle_event",
    queue="events",
    retry=RetryStrategy(max_attempts=10, exponential_wait=2),
)
def handle_event(event_id: str, handler: str) -> None:
    """Run one handler of one event."""
    event = OutboxEvent.objects.get(id=UUID(event_id))
    _handlers[event.name][handler](event.payload)
