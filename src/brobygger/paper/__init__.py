"""Papers: tagged, archivable PDF from data.

`agreement_pdf(AgreementPaper)`, `sheet_pdf(SheetPaper)`, or `render` with a template of one's own.
"""

from brobygger.paper.agreement import (
    AgreementPaper,
    PaperAuditLine,
    PaperClause,
    PaperParty,
    PaperSignature,
    PaperTable,
    agreement_pdf,
)
from brobygger.paper.exceptions import PaperError
from brobygger.paper.typeset import render

__all__ = [
    "AgreementPaper",
    "PaperAuditLine",
    "PaperClause",
    "PaperError",
    "PaperParty",
    "PaperSignature",
    "PaperTable",
    "agreement_pdf",
    "render",
]
