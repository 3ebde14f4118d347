"""An agreement on paper: what the parties signed, and who signed it when."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.core.templatetags.brobygger import moment, short_day
from brobygger.paper.qr import qr_svg
from brobygger.paper.typeset import render


@dataclass(frozen=True)
class PaperTable:
    """A table in a clause. Every row has as many cells as there are headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PaperClause:
    """A numbered clause: words, points, a table, or several of them."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    table: PaperTable | None = None


@dataclass(frozen=True)
class PaperParty:
    """A party as shown at the top."""

    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PaperSignature:
    """One signatory; without `signed_at` the line is left open."""

    party: str
    name: str
    signed_at: datetime | None = None
    identity_level: str = ""


@dataclass(frozen=True)
class PaperAuditLine:
    """One line of what happened."""

    at: datetime
    text: str


@dataclass(frozen=True)
class AgreementPaper:
    """Everything an agreement's PDF says. The same values give the same bytes."""

    title: str
    number: int
    date: date
    parties: tuple[PaperParty, ...]
    clauses: tuple[PaperClause, ...]
    signatures: tuple[PaperSignature, ...] = ()
    content_hash: str = ""
    audit: tuple[PaperAuditLine, ...] = ()
    verify_url: str = ""
    # The very text that was hashed; it lies in the PDF as a file, so that anybody can check it.
    content: str = ""
    language: str = "da"
    draft: bool = False
    labels: dict[str, str] = field(default_factory=dict, repr=False)


def agreement_pdf(paper: AgreementPaper) -> bytes:
    """The agreement as tagged PDF/A-3a and PDF/UA-1. Raises PaperError."""
    with translation.override(paper.language):
        data = {
            "number": paper.number,
            "day": short_day(paper.date),
            "draft": paper.draft,
            "parties": [asdict(party) for party in paper.parties],
            "clauses": [asdict(clause) for clause in paper.clauses],
            "signatures": [_signature(one) for one in paper.signatures],
            "hash": paper.content_hash,
            "audit": [{"at": moment(entry.at), "text": entry.text} for entry in paper.audit],
            "verify_url": paper.verify_url,
            # As bytes: the setter of the page replaces letters it cannot draw, a hash allows none.
            "content": list(paper.content.encode()),
            "qr": qr_svg(paper.verify_url) if paper.verify_url else "",
            "labels": _labels() | paper.labels,
        }
        return render(
            "agreement", data, title=paper.title, language=paper.language, date=paper.date
        )


def _signature(one: PaperSignature) -> dict[str, str]:
    return {
        "party": one.party,
        "name": one.name,
        "at": moment(one.signed_at),
        "level": one.identity_level,
    }


def _labels() -> dict[str, str]:
    return {
        "kind": _("Samarbejdsaftale"),
        "draft": _("Udkast, ikke underskrevet"),
        "version": _("Version"),
        "content": _("Det har vi aftalt"),
        "signatures": _("Underskrifter"),
        "party": _("Samarbejdspart"),
        "name": _("Navn"),
        "time": _("Tidspunkt"),
        "level": _("Sådan er identiteten bekræftet"),
        "open": _("Mangler"),
        "proof": _("Bevis"),
        "hash_text": _(
            "Alle har skrevet under på det samme indhold. Det har dette fingeraftryk (SHA-256):"
        ),
        "audit": _("Forløb"),
        "when": _("Hvornår"),
        "what": _("Hvad skete der"),
        "verify": _("Kontrollér aftalen her:"),
        "content_file": _("Aftalens indhold som det blev underskrevet (JSON)"),
        "qr_alt": _("QR-kode med adressen, hvor aftalen kan kontrolleres"),
        "page": _("Side"),
        "of": _("af"),
        "empty": _("Ikke udfyldt"),
    }
