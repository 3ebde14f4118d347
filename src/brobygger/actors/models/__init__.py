"""The nouns of the register."""

from brobygger.actors.models.acquaintance import Acquaintance
from brobygger.actors.models.actor import Actor
from brobygger.actors.models.contact import ContactPerson, ContactPoint, Location
from brobygger.actors.models.exchange import Activity, Need, Offer
from brobygger.actors.models.export import RegisterExport, RegisterExportPiece
from brobygger.actors.models.imports import (
    ImportBatch,
    ImportedRecord,
    ImportLine,
    ImportProgress,
    RowDecision,
    SavedMapping,
)
from brobygger.actors.models.notice import ContactNotice
from brobygger.actors.models.profile import ProfileChange
from brobygger.actors.models.relation import Relation, Representation
from brobygger.actors.models.saved_filter import FirstFilter, SavedFilter
from brobygger.actors.models.uniting import (
    DuplicateSearch,
    FormerKey,
    PossibleDuplicate,
    Uniting,
)
from brobygger.actors.models.word import RegisterWord

__all__ = [
    "Acquaintance",
    "Activity",
    "Actor",
    "ContactNotice",
    "ContactPerson",
    "ContactPoint",
    "DuplicateSearch",
    "FirstFilter",
    "FormerKey",
    "ImportBatch",
    "ImportLine",
    "ImportProgress",
    "ImportedRecord",
    "Location",
    "Need",
    "Offer",
    "PossibleDuplicate",
    "ProfileChange",
    "RegisterExport",
    "RegisterExportPiece",
    "RegisterWord",
    "Relation",
    "Representation",
    "RowDecision",
    "SavedFilter",
    "SavedMapping",
    "Uniting",
]
