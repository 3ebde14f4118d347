"""Efforts and their lists."""

from brobygger.efforts.models.effort import OPEN, Answer, Backing, Effort
from brobygger.efforts.models.mapped import Group, MappedActor, Naming

__all__ = ["OPEN", "Answer", "Backing", "Effort", "Group", "MappedActor", "Naming"]
