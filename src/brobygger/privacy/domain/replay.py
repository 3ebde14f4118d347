"""After a backup is put back: those who were erased since it was made are erased again."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from brobygger.actors.models import ContactPerson
from brobygger.privacy.domain.erasing import erase, plan_erasure
from brobygger.privacy.domain.erasure_log import Erased, erased_since, fingerprint
from brobygger.privacy.domain.persons import Person, contact_as_person, find_person
from brobygger.privacy.exceptions import OnlyAdministrator
from brobygger.privacy.policy import entries


def erase_again(*, since: datetime) -> tuple[int, int]:
    """Carry out the erasures since a moment once more.

    Answers how many people were found and erased, and how many could not be, because the backup
    knows them as a workspace's only administrator.
    """
    done = refused = 0
    known: dict[str, str] | None = None
    for erased in erased_since(since):
        known = known if known is not None else _known_addresses()
        for person in _persons(erased, known):
            try:
                erase(plan_erasure(person, take_out=erased.take_out), by=None, again=True)
                done += 1
            except OnlyAdministrator:
                refused += 1
    return done, refused


def _persons(erased: Erased, known: dict[str, str]) -> Iterator[Person]:
    for contact in ContactPerson.objects.filter(pk__in=[UUID(key) for key in erased.contacts]):
        yield contact_as_person(contact)
    if erased.workspace is not None:
        return
    for address in erased.addresses:
        if (email := known.pop(address, None)) is not None:
            yield find_person(email)


def _known_addresses() -> dict[str, str]:
    """Every address in the database by its fingerprint."""
    found: set[str] = set()
    for model, entry in entries():
        if entry.person and (name := entry.person.email):
            rows = model._base_manager.order_by().values_list(name, flat=True).distinct()
            found |= {email.strip().casefold() for email in rows if email}
    return {fingerprint(email): email for email in found}
