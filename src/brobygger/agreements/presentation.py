"""An agreement as its page shows it, draft or frozen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.uniting import former_keys
from brobygger.agreements.content import HEAD, Clause, clauses_of
from brobygger.agreements.document import DocumentParty, read_document
from brobygger.agreements.domain.queries import parties_of, signatories_of, written
from brobygger.agreements.models import Agreement, AgreementVersion, Signatory
from brobygger.collaborations.domain.contacts import Contact
from brobygger.collaborations.domain.queries import parties_for
from brobygger.sheets.origins import OriginLink, came_from


@dataclass(frozen=True)
class ShownClause:
    """A clause with what stands in the margin beside it."""

    clause: Clause
    origins: Sequence[OriginLink] = ()  # everything its words came from, first things first
    edit_url: str = ""


@dataclass(frozen=True)
class ShownSignature:
    """A line at the bottom."""

    party: str
    name: str
    signatory: Signatory


@dataclass(frozen=True)
class ShownParty:
    """A party at the top, in its colour."""

    party: DocumentParty
    mark: int


@dataclass(frozen=True)
class Shown:
    """The document on the screen."""

    title: str
    language: str
    parties: Sequence[ShownParty]
    clauses: Sequence[ShownClause]
    signatures: Sequence[ShownSignature] = ()
    number: int = 0
    content_hash: str = ""

    @property
    def missing(self) -> list[ShownSignature]:
        """Those who have not signed yet."""
        return [one for one in self.signatures if one.signatory.signed_at is None]


def shown_version(version: AgreementVersion) -> Shown:
    """The frozen wording: every word from the row that was hashed."""
    document = read_document(version)
    names = {party.actor: party.name for party in document.parties}
    return Shown(
        title=document.title,
        language=document.language,
        parties=_marked(document.parties, version.agreement),
        clauses=[ShownClause(clause) for clause in document.clauses],
        signatures=[
            ShownSignature(names.get(str(one.actor_id), ""), one.signed_name or one.name, one)
            for one in signatories_of(version)
        ],
        number=document.number,
        content_hash=version.content_hash,
    )


def shown_draft(agreement: Agreement, reader: User, *, may_write: bool) -> Shown:
    """The draft as it stands, empty points included; in the margin where each came from, with a
    link for a reader who may go there."""
    draft = agreement.draft
    values = written(draft)
    origins = _origins(agreement, reader)
    sheet_url = reverse("sheets:sheet", args=[draft.id])
    return Shown(
        title=agreement.collaboration.title,
        language=reader.language,
        parties=_marked(_parties(agreement, values.get(HEAD) or []), agreement),
        clauses=[
            ShownClause(
                clause,
                () if clause.is_empty else origins.get(clause.id, ()),
                f"{sheet_url}#field-{clause.id}" if may_write else "",
            )
            for clause in clauses_of(draft.tool, values, reader.language)
        ],
    )


def _marked(parties: Sequence[DocumentParty], agreement: Agreement) -> list[ShownParty]:
    """The parties in the colours they have on every other page."""
    views = parties_for([agreement.collaboration])[agreement.collaboration_id]
    marks = {str(view.party.actor_id): view.mark for view in views}
    # A party that was put together with another since is called in the text what it was then.
    for former, actor in former_keys([view.party.actor_id for view in views]).items():
        marks[str(former)] = marks[str(actor)]
    return [ShownParty(party, marks.get(party.actor, 1)) for party in parties]


def _parties(agreement: Agreement, rows: Sequence[dict[str, str]]) -> list[DocumentParty]:
    written_down = {str(row.get("organisation", "")).strip().casefold(): row for row in rows}
    parties = []
    for party in parties_of(agreement):
        row = written_down.get(party.actor.name.strip().casefold())
        if party.involvement != "party" and row is None:
            continue
        contact = Contact(row["contact"], row["email"], row["phone"]) if row else Contact()
        parties.append(
            DocumentParty(
                actor=str(party.actor_id),
                name=party.actor.name,
                contact=contact.name,
                email=contact.email,
                phone=contact.phone,
            )
        )
    return parties


def _origins(agreement: Agreement, reader: User) -> dict[str, list[OriginLink]]:
    """By clause. The collaboration has the agreement's own name, so it is called what it is."""
    thread = reverse("desk:thread", args=[agreement.collaboration_id])
    here = OriginLink(_("samarbejdet"), thread)
    return {
        field_id: [here if link.url == thread else link for link in links]
        for field_id, links in came_from(agreement.draft, reader).items()
    }
