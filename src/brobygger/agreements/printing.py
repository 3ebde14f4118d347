"""A version as PDF."""

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.agreements.content import Clause
from brobygger.agreements.document import Document, party_name
from brobygger.agreements.models import AgreementVersion, IdentityLevel, Signatory
from brobygger.paper.agreement import (
    AgreementPaper,
    PaperAuditLine,
    PaperClause,
    PaperParty,
    PaperSignature,
    PaperTable,
    agreement_pdf,
)


def version_pdf(document: Document, version: AgreementVersion) -> bytes:
    """The paper with the names of those who are to sign, and of those who have."""
    signatories = list(version.signatories.order_by("actor__sort_name", "id"))
    with translation.override(document.language):
        paper = AgreementPaper(
            title=document.title,
            number=document.number,
            date=document.day,
            language=document.language,
            parties=tuple(
                PaperParty(party.name, party.contact, party.email, party.phone)
                for party in document.parties
            ),
            clauses=tuple(
                paper_clause(clause) for clause in document.clauses if not clause.is_empty
            ),
            signatures=tuple(_signature(document, one) for one in signatories),
            content_hash=version.content_hash,
            content=version.content,
            audit=_audit(document, version, signatories),
            labels=_labels(signatories),
        )
        return agreement_pdf(paper)


def _labels(signatories: list[Signatory]) -> dict[str, str]:
    """The paper does not say that everybody has signed before they have."""
    if all(one.signed_at for one in signatories):
        return {}
    return {"hash_text": _("Teksten er låst. Den har dette fingeraftryk (SHA-256):")}


def paper_clause(clause: Clause) -> PaperClause:
    """A point as the paper sets it."""
    return PaperClause(
        title=clause.title,
        text=clause.text,
        points=tuple(f"{line.label}: {line.text}" for line in clause.lines),
        table=PaperTable(clause.headers, clause.rows) if clause.rows else None,
    )


def _signature(document: Document, one: Signatory) -> PaperSignature:
    return PaperSignature(
        party=party_name(document, one.actor_id),
        name=one.signed_name or one.name,
        signed_at=one.signed_at,
        identity_level=str(IdentityLevel(one.identity_level).label) if one.identity_level else "",
    )


def _audit(
    document: Document, version: AgreementVersion, signatories: list[Signatory]
) -> tuple[PaperAuditLine, ...]:
    lines = [PaperAuditLine(version.frozen_at, _("Teksten blev låst og sendt til underskrift."))]
    for one in signatories:
        if one.signed_at:
            text = _("%(name)s skrev under for %(party)s.") % {
                "name": one.signed_name,
                "party": party_name(document, one.actor_id),
            }
            lines.append(PaperAuditLine(one.signed_at, text))
    if version.in_force_at:
        lines.append(
            PaperAuditLine(version.in_force_at, _("Alle har skrevet under. Aftalen gælder."))
        )
    return tuple(sorted(lines, key=lambda line: line.at))
