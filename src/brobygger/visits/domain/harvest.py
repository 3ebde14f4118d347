"""What was heard, moved to the register with one click: the answer goes where it belongs."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.terms import term_or_words
from brobygger.actors.enums import FactSource
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.vocabularies import vocabulary
from brobygger.sheets.domain.queries import sheet_values
from brobygger.visits.models import Visit
from brobygger.workspaces.authorization import check_workspace

_LONGEST_TERM = 200


@dataclass(frozen=True)
class Place:
    """Where an answer belongs in the register."""

    field: str
    label: str | Words
    terms: bool = False


PLACES: dict[str, Place] = {
    "does": Place("description", _("hvem de er, og hvad de gør")),
    "for_whom": Place("target_groups", _("for hvem"), terms=True),
    "reach": Place("wished_target_groups", _("hvem de gerne vil nå"), terms=True),
    "ideas": Place("ideas", _("ideer")),
    "challenges": Place("challenges", _("udfordringer")),
    "together": Place("interests", _("interesser")),
}


@dataclass(frozen=True)
class Harvest:
    """An answer, where it belongs, and whether it stands there already."""

    question: str
    place: Place
    says: str
    there: bool


def harvests(visit: Visit) -> list[Harvest]:
    """Every answer that has a place in the register."""
    values, data = sheet_values(visit.sheet), data_of(visit.actor)
    found = []
    for question, place in PLACES.items():
        says = values.text(question).strip()
        if says:
            found.append(Harvest(question, place, says, _with(data, place, says) == data))
    return found


@transaction.atomic
def move_answer(*, visit: Visit, question: str, by: User) -> bool:
    """Put an answer into the register, after what stands there; it says that it is from a visit.

    False when it stands there already. Raises PermissionDenied, KeyError for no such question,
    and what `update_actor` raises.
    """
    check_workspace(by, visit.workspace, Permission.ACTOR_EDIT)
    place = PLACES[question]
    actor = visit.actor
    says = sheet_values(visit.sheet).text(question).strip()
    base = data_of(actor)
    data = _with(base, place, says)
    if not says or data == base:
        return False
    update_actor(
        actor=actor,
        data=data,
        base_version=actor.version,
        base=base,
        by=by,
        source=FactSource.VISIT,
    )
    record(
        "visit.answer_moved",
        by=by,
        on=("visit", visit.pk),
        workspace_id=visit.workspace_id,
        related=[("actor", visit.actor_id)],
    )
    return True


def _with(data: ActorData, place: Place, says: str) -> ActorData:
    if place.terms:
        before: tuple[str, ...] = getattr(data, place.field)
        new = dict.fromkeys([*before, *_terms(says)])
        return _replaced(data, place.field, tuple(new))
    stands: str = getattr(data, place.field)
    if says in stands:
        return data
    return _replaced(data, place.field, f"{stands}\n\n{says}".strip())


def _replaced(data: ActorData, field: str, value: str | tuple[str, ...]) -> ActorData:
    changed: dict[str, Any] = {field: value}
    return replace(data, **changed)


def _terms(says: str) -> list[str]:
    """The groups a line names: a word that means a term is one, more words keep what they say."""
    groups = vocabulary("target_groups")
    parts = [part.strip(" .") for line in says.splitlines() for part in line.split(",")]
    return [
        (groups.suggest(part) or part) if " " not in part else term_or_words("target_groups", part)
        for part in (one[:_LONGEST_TERM] for one in parts)
        if part
    ]
