"""A frozen wording read back from its row: for the page, the PDF and the rooms above."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from brobygger.agreements.content import FORMAT, Clause, Line, canonical_json
from brobygger.agreements.models import AgreementVersion


@dataclass(frozen=True)
class DocumentParty:
    """A party as it stands in the frozen text."""

    actor: str
    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    signatory: str = ""


@dataclass(frozen=True)
class Document:
    """Everything that is hashed."""

    agreement: str
    number: int
    language: str
    title: str
    frozen_on: str
    tool: str
    tool_version: int
    parties: tuple[DocumentParty, ...]
    clauses: tuple[Clause, ...]
    values: dict[str, Any]
    format: str = FORMAT

    @property
    def day(self) -> date:
        """The day the text was frozen."""
        return date.fromisoformat(self.frozen_on)

    def canonical(self) -> str:
        """The text that is hashed and kept."""
        content = asdict(self)
        for clause in content["clauses"]:
            del clause["question"]
        return canonical_json(content)


def read_document(version: AgreementVersion) -> Document:
    """The wording of a version, from the very text that was hashed."""
    content = json.loads(version.content)
    return Document(
        **{
            **content,
            "parties": tuple(DocumentParty(**party) for party in content["parties"]),
            "clauses": tuple(_clause(clause) for clause in content["clauses"]),
        }
    )


def party_name(document: Document, actor_id: UUID) -> str:
    """What a party is called in the document."""
    names = {party.actor: party.name for party in document.parties}
    return names.get(str(actor_id), "")


def _clause(data: dict[str, Any]) -> Clause:
    return Clause(
        id=data["id"],
        title=data["title"],
        text=data["text"],
        lines=tuple(Line(**line) for line in data["lines"]),
        headers=tuple(data["headers"]),
        rows=tuple(tuple(row) for row in data["rows"]),
    )
