"""How a file is read: its source, what its columns mean, what its words mean, and whom we want."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.transfer.drafts import Draft
from brobygger.catalog.vocabularies import vocabulary


@dataclass(frozen=True)
class Reading:
    """What a person has said of a file, or we have guessed. `municipality` is the code of the
    only one whose rows are wanted; empty for all."""

    source: str
    columns: dict[str, str] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    municipality: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Reading":
        """As it is kept with an import."""
        return cls(
            source=said["source"],
            columns=dict(said.get("columns", {})),
            terms=dict(said.get("terms", {})),
            municipality=said.get("municipality", ""),
        )

    def as_json(self) -> dict[str, Any]:
        """What is compared with the next time, to know whether the file is read the same way."""
        kept: dict[str, Any] = {"source": self.source, "columns": self.columns}
        if self.terms:
            kept["terms"] = self.terms
        if self.municipality:
            kept["municipality"] = self.municipality
        return kept


def municipality_code(cell: str) -> str:
    """ "0461" of "461", "0461" and "Odense"; empty when no municipality is meant."""
    text = cell.strip()
    code = text.zfill(4) if text.isdigit() else ""
    places = vocabulary("municipalities")
    return code if code in places else places.suggest(text) or ""


def leave_others(draft: Draft, cell: str, wanted: str) -> None:
    """Put a row from another municipality aside. A row that does not say where stays."""
    code = municipality_code(cell) if cell and wanted else ""
    if code and code != wanted:
        name = vocabulary("municipalities").label(code)
        draft.elsewhere = _("Ligger i %(municipality)s Kommune.") % {"municipality": name}
