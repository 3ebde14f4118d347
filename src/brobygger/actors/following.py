"""What in the register follows an actor that is put together with another, and what stays."""

from django.db.models import Q

from brobygger.actors.domain.references import (
    register_pair,
    register_reference,
    register_staying,
)

_ROWS = ("Need", "Offer", "Activity", "ContactPerson", "Location", "ContactPoint")


def tell_of_references() -> None:
    """Called from AppConfig.ready()."""
    now = Q(ended_at__isnull=True)
    register_reference("actors.Representation", "actor", once_per=("user",), among=now)
    register_reference("actors.Acquaintance", "actor", once_per=("membership",))
    register_reference("actors.ImportedRecord", "actor")
    register_reference("actors.RowDecision", "actor")
    register_reference("actors.FormerKey", "actor")
    register_reference("links.AccessLink", "subject_id", among=Q(subject_kind="actor"))
    register_pair(
        "actors.Relation",
        "actor_a",
        "actor_b",
        same=("kind", "origin_kind", "origin_id"),
        ordered="origin_kind",
    )
    register_pair("actors.NotTheSame", "actor", "other", ordered=True)
    for name in _ROWS:
        register_staying(f"actors.{name}", "actor", why="rows that are no repeats move one by one")
    why = "it can be undone only where it was said"
    register_staying("actors.ProfileChange", "actor", why=why)
    for name in ("one", "other"):
        register_staying("actors.PossibleDuplicate", name, why="it was asked of these two")
    for name in ("kept", "gone"):
        register_staying("actors.Uniting", name, why="it tells what was put together")
    register_staying("actors.Actor", "merged_into", why="it tells what was put together")
