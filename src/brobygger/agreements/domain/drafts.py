"""Beginning an agreement from what the parties have already said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.domain.visibility import Told
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor
from brobygger.agreements.content import Clause, clauses_of
from brobygger.agreements.domain.contacts import contact_told
from brobygger.agreements.domain.queries import agreement_of
from brobygger.agreements.exceptions import SheetNotOpen
from brobygger.agreements.models import Agreement, AgreementStatus
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import FromTool
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.catalog.vocabularies import vocabulary
from brobygger.collaborations.authorization import check_party, parties_of_user
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    Involvement,
    Party,
)
from brobygger.collaborations.policies import check_open
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import Facts, FilledSheet, create_sheet, prefill

TOOL = "t3_agreement"
OWNER_KIND = "agreement"


@dataclass(frozen=True)
class Carried:
    """A sheet an agreement can begin from, and what would be taken from it."""

    link: CollaborationSheet
    clauses: tuple[Clause, ...]

    @property
    def shared(self) -> bool:
        """Whether the other parties can read it already."""
        return self.link.shared_at is not None


def carriable_sheets(collaboration: Collaboration, user: User) -> list[Carried]:
    """The sheets this person may begin from: shared ones, and their own parties' sheets."""
    own = {party.actor_id for party in parties_of_user(user, collaboration)}
    wanted = _fields_taken(tool(TOOL))
    links = (
        CollaborationSheet.objects.filter(
            collaboration=collaboration, sheet__tool_id__in=sorted(wanted)
        )
        .select_related("sheet", "owner")
        .order_by("owner__sort_name", "sheet__created_at", "sheet_id")
    )
    found = []
    for link in links:
        if link.shared_at is None and link.owner_id not in own:
            continue
        values = sheet_values(link.sheet).as_json()["fields"]
        taken = wanted[link.sheet.tool_id]
        clauses = tuple(
            clause
            for clause in clauses_of(link.sheet.tool, values, user.language)
            if clause.id in taken and not clause.is_empty
            if not link.sheet.tool.field(clause.id).private
        )
        if clauses:
            found.append(Carried(link, clauses))
    return found


@transaction.atomic
def start_agreement(
    *,
    collaboration: Collaboration,
    by: User,
    sheets: Iterable[CollaborationSheet] | None = None,
) -> Agreement:
    """Begin the draft all parties write in, filled with what is already known.

    `sheets` are those to take from; when not said, the ones the parties have shared. A sheet that
    is not shared can only be taken by the party whose it is, and its words are then seen by all.
    When an agreement is already under way, that one is answered. Raises PermissionDenied,
    SheetNotOpen, CollaborationClosed.
    """
    check_party(by, collaboration, Permission.PARTY_WRITE)
    collaboration = Collaboration.objects.select_for_update().get(id=collaboration.id)
    check_open(collaboration)
    present = agreement_of(collaboration)
    if present is not None and present.status != AgreementStatus.ENDED:
        return present
    chosen = _chosen(collaboration, by, sheets)
    form = tool(TOOL)
    draft = create_sheet(
        workspace=collaboration.workspace,
        tool=form,
        title=collaboration.title,
        owner_kind=OWNER_KIND,
        by=by,
    )
    agreement = Agreement.objects.create(
        workspace_id=collaboration.workspace_id,
        collaboration=collaboration,
        draft=draft,
        created_by=by,
    )
    prefill(
        draft,
        by=by,
        facts=_facts(collaboration),
        sheets=[FilledSheet(one.link.sheet, one.link.owner.name) for one in chosen],
    )
    record(
        "agreement.started",
        by=by,
        on=("agreement", agreement.id),
        workspace_id=agreement.workspace_id,
        related=[("collaboration", collaboration.id)],
    )
    return agreement


def _chosen(
    collaboration: Collaboration, by: User, sheets: Iterable[CollaborationSheet] | None
) -> list[Carried]:
    open_to_me = {one.link.id: one for one in carriable_sheets(collaboration, by)}
    if sheets is None:
        return [one for one in open_to_me.values() if one.shared]
    wanted = [link.id for link in sheets]
    if any(link_id not in open_to_me for link_id in wanted):
        raise SheetNotOpen
    return [one for link_id, one in open_to_me.items() if link_id in wanted]


def _fields_taken(form: Tool) -> dict[str, set[str]]:
    """Which fields of which tools the agreement takes from."""
    taken: dict[str, set[str]] = {}
    for field in form.fields:
        for source in field.takes_from:
            if isinstance(source, FromTool):
                taken.setdefault(source.tool, set()).add(source.field)
    return taken


def _facts(collaboration: Collaboration) -> Facts:
    parties = list(
        Party.objects.filter(
            collaboration=collaboration,
            withdrew_at__isnull=True,
            involvement=Involvement.PARTY,
        )
        .select_related("actor")
        .order_by("actor__sort_name", "id")
    )
    return Facts(
        origin=("collaboration", collaboration.id),
        known={
            "title": collaboration.title,
            "purpose": collaboration.purpose,
            "target_groups": _common_target_groups(parties),
            "parties": [_row(party) for party in parties],
        },
    )


def _row(party: Party) -> dict[str, str]:
    contact = contact_told(party.actor)
    return {
        "organisation": party.actor.name,
        "contact": contact.name,
        "email": contact.email,
        "phone": contact.phone,
    }


def _groups_told(actor: Actor) -> Sequence[str]:
    """Whom an actor is there for, as far as the others may know."""
    told = Told.of(actor, Visibility.PARTIES)
    return actor.target_groups if told.field("target_groups") else ()


def _common_target_groups(parties: Sequence[Party]) -> str:
    """The groups at least two parties say they are there for."""
    terms = [term for party in parties for term in _groups_told(party.actor)]
    common = list(dict.fromkeys(term for term in terms if terms.count(term) > 1))
    words = vocabulary("target_groups")
    return ", ".join(words.label(term) for term in common)
