"""Beginning an agreement from what the parties have already said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.agreements.content import Clause, clauses_of
from brobygger.agreements.domain.queries import agreement_of
from brobygger.agreements.exceptions import SheetNotOpen
from brobygger.agreements.models import Agreement, AgreementStatus
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import FromTool
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.collaborations.authorization import check_party, parties_of_user
from brobygger.collaborations.domain.facts import facts_of
from brobygger.collaborations.domain.shares import Share, shares_in
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.collaborations.policies import check_open
from brobygger.sheets.domain.reading import values_then
from brobygger.sheets.domain.sheets import FilledSheet, create_sheet, prefill

TOOL = "t3_agreement"
OWNER_KIND = "agreement"


@dataclass(frozen=True)
class Carried:
    """A sheet an agreement can begin from, and what would be taken from it."""

    link: CollaborationSheet
    clauses: tuple[Clause, ...]
    source: FilledSheet

    @property
    def shared(self) -> bool:
        """Whether the other parties can read it already."""
        return self.link.shared_at is not None

    @property
    def title(self) -> str:
        """The sheet, and whose it is unless it is everybody's."""
        title = self.link.sheet.title
        return f"{self.link.owner.name}: {title}" if self.link.owner else title


def carriable_sheets(collaboration: Collaboration, user: User) -> list[Carried]:
    """The sheets this person may begin from: what is shared of each, joint sheets, and those of
    their own parties nothing is shared of yet."""
    own = {party.actor_id for party in parties_of_user(user, collaboration)}
    wanted = _fields_taken(tool(TOOL))
    links = (
        CollaborationSheet.objects.filter(
            collaboration=collaboration, sheet__tool_id__in=sorted(wanted)
        )
        .select_related("sheet", "owner")
        .order_by("owner__sort_name", "sheet__created_at", "sheet_id")
    )
    shares = {one.link.pk: one for one in shares_in(collaboration, wanted)}
    found = []
    for link in links:
        if link.shared_at is None and link.owner_id not in own:
            continue
        source = _source(link, shares.get(link.pk))
        if source is None:
            continue
        fields = values_then(link.sheet, source.until).as_json()["fields"]
        taken = wanted[link.sheet.tool_id]
        clauses = tuple(
            clause
            for clause in clauses_of(link.sheet.tool, fields, user.language)
            if clause.id in taken and not clause.is_empty
            if source.gives(link.sheet.tool.field(clause.id))
        )
        if clauses:
            found.append(Carried(link, clauses, source))
    return found


def _source(link: CollaborationSheet, share: Share | None) -> FilledSheet | None:
    """What is shared; of a joint sheet, or one of our own not shared yet, all but the private."""
    if share is not None:
        return FilledSheet(link.sheet, share.speaker, share.fields, share.ended_at)
    if link.owner is None:
        return FilledSheet(link.sheet, "")
    if link.sheet.tool.speaks_of != "owner":
        return None
    return FilledSheet(link.sheet, link.owner.name)


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
        facts=facts_of(collaboration),
        sheets=[one.source for one in chosen],
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


def draft_of(collaboration: Collaboration) -> list[FilledSheet]:
    """The latest agreement's wording, for joint sheets that begin from it."""
    agreement = agreement_of(collaboration)
    return [FilledSheet(agreement.draft, "")] if agreement is not None else []


def _fields_taken(form: Tool) -> dict[str, set[str]]:
    """Which fields of which tools the agreement takes from."""
    taken: dict[str, set[str]] = {}
    for field in form.fields:
        for source in field.takes_from:
            if isinstance(source, FromTool):
                taken.setdefault(source.tool, set()).add(source.field)
    return taken
