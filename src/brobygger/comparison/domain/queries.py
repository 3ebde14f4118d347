"""Reads of the comparison."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.comparison.models import Became, Outcome
from brobygger.sheets.models import Sheet


def place_of(sheet: Sheet, user: User, asked: str = "") -> CollaborationSheet | None:
    """The collaboration a sheet is looked at in: the one asked for, else the only or newest one
    this person takes part in."""
    mine = Collaboration.objects.visible_to(user).filter(closed_at__isnull=True)
    links = CollaborationSheet.objects.filter(sheet=sheet, collaboration__in=mine)
    found = links.select_related("collaboration", "owner", "sheet")
    ordered = list(found.order_by("-collaboration__opened_at", "-id"))
    return next((one for one in ordered if str(one.collaboration_id) == asked), None) or next(
        iter(ordered), None
    )


def made_of(sheet: Sheet) -> list[Outcome]:
    """What differences in this sheet's fields became, oldest first."""
    outcomes = Outcome.objects.filter(undone_at__isnull=True).exclude(became=Became.AGREED)
    here = Q(left_sheet=sheet) | Q(right_sheet=sheet)
    return list(outcomes.filter(here).order_by("at", "id"))


def origins_of_goals(goals: Iterable[UUID]) -> dict[UUID, Outcome]:
    """The difference each goal grew out of, by the goal."""
    outcomes = Outcome.objects.filter(
        became=Became.GOAL, target_id__in=list(goals), undone_at__isnull=True
    )
    return {one.target_id: one for one in outcomes.order_by("at") if one.target_id}
