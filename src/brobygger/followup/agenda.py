"""What one asks each other at a status meeting: the steps of the catalogue's T8."""

from brobygger.catalog.schema import Step
from brobygger.catalog.tools import tool

TOOL = "t8_status"


def agenda() -> tuple[Step, ...]:
    """The points in order, each with its minutes, as the newest status meeting has them."""
    return tool(TOOL).steps
