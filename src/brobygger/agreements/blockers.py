"""Why can't we sign yet? Typed answers, shown as the next steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.agreements.content import clauses_of
from brobygger.catalog.schema import Tool

# The least an agreement says before anybody is asked to sign it.
NEEDED = ("purpose", "activity", "resources", "roles", "status_meetings", "period")


@dataclass(frozen=True)
class MissingClause:
    """A point everybody must know where they have is empty."""

    field_id: str
    title: str

    @property
    def message(self) -> str:
        return _("Skriv noget under »%(title)s«.") % {"title": self.title}


@dataclass(frozen=True)
class NoFirstMeeting:
    """A rhythm without a day to begin, or the other way round."""

    field_id: str = "status_meetings"

    @property
    def message(self) -> str:
        return _("Vælg, hvor tit I mødes, og hvornår I mødes første gang.")


@dataclass(frozen=True)
class PeriodBackwards:
    """It ends before it begins, or has no beginning."""

    field_id: str = "period"

    @property
    def message(self) -> str:
        return _("Skriv en startdag. En slutdag skal ligge efter den.")


@dataclass(frozen=True)
class PartyWithoutSignatory:
    """Nobody signs for a party."""

    actor_id: UUID
    party: str
    field_id: str = ""

    @property
    def message(self) -> str:
        return _("Find den, der skriver under for %(party)s.") % {"party": self.party}


@dataclass(frozen=True)
class SameSignatory:
    """One person cannot agree with themselves."""

    email: str
    field_id: str = ""

    @property
    def message(self) -> str:
        return _("Én person kan ikke skrive under for to parter (%(email)s).") % {
            "email": self.email
        }


@dataclass(frozen=True)
class TooFewParties:
    """An agreement is between at least two."""

    field_id: str = ""

    @property
    def message(self) -> str:
        return _("En aftale har mindst to samarbejdsparter. Tag én mere med i samarbejdet.")


Blocker = (
    MissingClause
    | NoFirstMeeting
    | PeriodBackwards
    | PartyWithoutSignatory
    | SameSignatory
    | TooFewParties
)


def missing_words(tool: Tool, values: Mapping[str, Any]) -> list[Blocker]:
    """What the text lacks."""
    clauses = {clause.id: clause for clause in clauses_of(tool, values, "da")}
    found: list[Blocker] = [
        MissingClause(field_id, tool.field(field_id).title.text)
        for field_id in NEEDED
        if field_id in clauses and clauses[field_id].is_empty
    ]
    empty = {blocker.field_id for blocker in found}
    meetings = values.get("status_meetings") or {}
    if "status_meetings" not in empty and not (meetings.get("every") and meetings.get("first_on")):
        found.append(NoFirstMeeting())
    period = values.get("period") or {}
    starts, ends = period.get("starts_on") or "", period.get("ends_on") or ""
    if "period" not in empty and (not starts or (ends and ends < starts)):
        found.append(PeriodBackwards())
    return found


def missing_people(
    parties: Mapping[UUID, str], signatories: Sequence[tuple[UUID, str, str]]
) -> list[Blocker]:
    """Who lacks: `parties` must sign; `signatories` are (actor, name, e-mail)."""
    named = {actor_id for actor_id, name, email in signatories if name.strip() and email.strip()}
    found: list[Blocker] = [
        PartyWithoutSignatory(actor_id, name)
        for actor_id, name in parties.items()
        if actor_id not in named
    ]
    if len(parties) < 2:
        found.append(TooFewParties())
    emails = [email.strip().casefold() for _actor, _name, email in signatories if email.strip()]
    found += [SameSignatory(email) for email in sorted(set(emails)) if emails.count(email) > 1]
    return found
