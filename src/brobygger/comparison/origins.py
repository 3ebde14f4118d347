"""Links both ways: what a field's difference became, and where a clause came from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.board import Mode
from brobygger.comparison.domain.queries import made_of
from brobygger.comparison.models import Became, Outcome
from brobygger.sheets.models import Sheet
from brobygger.sheets.origins import OriginLink


def outcome_origin(key: UUID, reader: User) -> OriginLink | None:
    """The difference a clause came from; nothing when it was taken back."""
    outcome = Outcome.objects.filter(id=key, undone_at__isnull=True).first()
    if outcome is None or not _takes_part(outcome, reader):
        return None
    return OriginLink(_("forskellen om »%(theme)s«") % {"theme": outcome.theme}, seen_at(outcome))


def outcome_uses(sheet: Sheet, reader: User) -> Mapping[str, Sequence[OriginLink]]:
    """By field: the goals, clauses and questions its differences became."""
    found: dict[str, list[OriginLink]] = defaultdict(list)
    outcomes = made_of(sheet)
    mine = set(
        Collaboration.objects.visible_to(reader)
        .filter(id__in={one.collaboration_id for one in outcomes if one.collaboration_id})
        .values_list("id", flat=True)
    )
    for one in outcomes:
        if one.collaboration_id not in mine:
            continue
        ends = {(one.left_sheet_id, one.left_field), (one.right_sheet_id, one.right_field)}
        for field in sorted({field for key, field in ends if key == sheet.pk}):
            found[field].append(OriginLink(_told(one), address_of(one)))
    return found


def seen_at(outcome: Outcome) -> str:
    """Where the two lay side by side when it was made."""
    fields = dict.fromkeys((outcome.left_field, outcome.right_field))
    anchor = "#" + "-".join(field for field in fields if field)
    if outcome.mode == Mode.SIDES and outcome.collaboration_id:
        sheets = [outcome.left_sheet_id, outcome.right_sheet_id]
        return reverse("comparison:sides", args=[outcome.collaboration_id, *sheets]) + anchor
    asked = {"in": str(outcome.collaboration_id or "")}
    if outcome.mode == Mode.WISHED:
        page = reverse("comparison:wished", args=[outcome.left_sheet_id])
    else:
        page = reverse("comparison:then", args=[outcome.left_sheet_id])
        asked |= {"on" if len(outcome.since) == 10 else "version": outcome.since}
    return f"{page}?{urlencode(asked)}{anchor}"


def address_of(outcome: Outcome) -> str:
    """Where the goal, the clause or the question stands; "" when it stands nowhere else."""
    if outcome.became == Became.QUESTION:
        ends = (
            (outcome.left_sheet_id, outcome.left_field),
            (outcome.right_sheet_id, outcome.right_field),
        )
        sheet = next((key for key, field in ends if field == outcome.target_field), ends[0][0])
        return reverse("sheets:sheet", args=[sheet]) + f"#field-{outcome.target_field}"
    if outcome.collaboration_id is None:
        return ""
    if outcome.became == Became.GOAL:
        goals = reverse("comparison:goals", args=[outcome.collaboration_id])
        return f"{goals}#goal-{outcome.target_id}"
    if outcome.became == Became.CLAUSE:
        agreement = reverse("agreements:agreement", args=[outcome.collaboration_id])
        return f"{agreement}#{outcome.target_field}"
    return ""


def _takes_part(outcome: Outcome, reader: User) -> bool:
    if outcome.collaboration_id is None:
        return False
    mine = Collaboration.objects.visible_to(reader).filter(id=outcome.collaboration_id)
    there: bool = mine.exists()
    return there


def _told(outcome: Outcome) -> str:
    match outcome.became:
        case Became.GOAL:
            return _("et mål")
        case Became.CLAUSE:
            return _("aftalen")
        case _:
            return _("et spørgsmål")
