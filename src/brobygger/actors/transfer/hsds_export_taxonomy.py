"""What has no field of its own in HSDS, as attributes with terms of our vocabularies."""

from typing import TYPE_CHECKING
from uuid import uuid5

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.transfer.columns import COLUMNS
from brobygger.actors.transfer.hsds_own import TAXONOMY, own_cells

if TYPE_CHECKING:
    from brobygger.actors.transfer.hsds_export import Organization

_LONGEST_TERM = 200
HEADER_OF = {column.key: column.header for column in COLUMNS}


def write_attributes(one: "Organization") -> None:
    """Target groups, areas of activity, what the actor can give and needs; and every column."""
    for number, (kind, vocabulary, term, value) in enumerate(_said(one)):
        key = uuid5(one.id, f"{kind}:{vocabulary}:{term}:{number}")
        one.tables.add(
            "attribute",
            id=key,
            link_id=one.id,
            taxonomy_term_id=one.tables.term(vocabulary, term, of=key),
            link_type=kind,
            link_entity="organization",
            value=value,
        )
    for column, cell in own_cells(one.data):
        one.tables.add(
            "attribute",
            id=uuid5(one.id, f"{TAXONOMY}:{column}"),
            link_id=one.id,
            taxonomy_term_id=one.tables.own_term(TAXONOMY, column, HEADER_OF[column]),
            link_type=f"{TAXONOMY}:{column}",
            link_entity="organization",
            value=cell,
        )


def _said(one: "Organization") -> list[tuple[str, str, str, str]]:
    data = one.data
    said = [("target_group", "target_groups", term, "") for term in data.target_groups]
    said += [("wished_target_group", "target_groups", t, "") for t in data.wished_target_groups]
    said += [("activity_area", "activity_areas", term, "") for term in data.activity_areas]
    said += [("language", "languages", term, "") for term in data.languages]
    for side, rows in (("offer", data.offers), ("need", data.needs)):
        for row in rows:
            value = " · ".join(part for part in (row.text, row.amount, row.period) if part)
            term = row.term or row.text[:_LONGEST_TERM]
            said.append((side, VOCABULARY_OF[row.kind], term, value))
    return said
