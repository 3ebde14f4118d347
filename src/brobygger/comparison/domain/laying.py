"""What can be laid beside what in a collaboration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.catalog.fields import Shape
from brobygger.collaborations.domain.queries import parties_for
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.comparison.board import Board, Column
from brobygger.comparison.domain.boards import board_of_sides, source_of
from brobygger.comparison.domain.telling import speaker_in
from brobygger.comparison.themes import can_face, mirrored_tools
from brobygger.core import clock
from brobygger.sheets.models import SheetVersion

Links = Sequence[CollaborationSheet]


@dataclass(frozen=True)
class Pairing:
    """Two sheets that can lie side by side, each with its owner."""

    left: CollaborationSheet
    right: CollaborationSheet


def pairings(links: Links) -> list[Pairing]:
    """Every pair of sheets worth laying side by side, each pair once.

    A tool that faces several (T2 faces all of T1) is laid beside the one it faces most; the
    owner's other sheets come along.
    """
    found = []
    for right in links:
        for left in links:
            if left.owner_id is None or right.owner_id is None or left.pk == right.pk:
                continue
            if left.sheet.tool_id == right.sheet.tool_id:
                if _order(left) < _order(right) and left.owner_id != right.owner_id:
                    found.append(Pairing(left, right))
            elif can_face(left.sheet.tool, right.sheet.tool) and _leads(left, right, links):
                found.append(Pairing(left, right))
    return found


def beside(left: CollaborationSheet, right: CollaborationSheet, links: Links) -> list[Any]:
    """The sheet on the left and, when the right tool faces several, the owner's newest of each."""
    chosen = {left.sheet.tool_id: left}
    if left.sheet.tool_id != right.sheet.tool_id:
        wanted = mirrored_tools(right.sheet.tool)
        for link in sorted(links, key=lambda one: one.sheet.created_at, reverse=True):
            if link.owner_id == left.owner_id and link.sheet.tool_id in wanted:
                chosen.setdefault(link.sheet.tool_id, link)
    return list(chosen.values())


def lay(pairing: Pairing, links: Links, collaboration: Collaboration, user: User) -> Board:
    """The two side by side, as this person sees them."""
    left = beside(pairing.left, pairing.right, links)
    return board_of_sides(
        [source_of(one.sheet, user, one) for one in left],
        source_of(pairing.right.sheet, user, pairing.right),
        columns_of(pairing, collaboration, user),
        collaboration,
    )


def columns_of(pairing: Pairing, collaboration: Collaboration, user: User) -> tuple[Column, Column]:
    """Whose words stand where."""
    views = parties_for([collaboration], user)[collaboration.id]
    marks = {view.party.actor_id: view.mark for view in views}
    left, right = pairing.left, pairing.right
    assert left.owner is not None
    assert right.owner is not None
    name = right.owner.name
    if right.sheet.tool.speaks_of == "partner":
        words = {"owner": name, "about": speaker_in(right)}
        name = (
            _("%(about)s, som %(owner)s ser det") % words
            if words["about"]
            else _("Samarbejdsparten, som %(owner)s ser det") % words
        )
    return (
        Column(left.owner.name, left.sheet.title, mark=marks.get(left.owner.id, 0)),
        Column(name, right.sheet.title, mark=marks.get(right.owner.id, 0)),
    )


@dataclass(frozen=True)
class OverTime:
    """A sheet that can lie beside itself: as it is wished, and as it was."""

    link: CollaborationSheet
    wishes: bool
    past: bool


def over_time(links: Links, user: User) -> list[OverTime]:
    """The sheets with something to see. What another party's sheet said before is not told here."""
    mine = set(actors_represented_by(user).values_list("id", flat=True))
    sheets = [link.sheet_id for link in links]
    kept = set(SheetVersion.objects.filter(sheet__in=sheets).values_list("sheet", flat=True))
    found = []
    for link in links:
        ours = link.joint or link.owner_id in mine
        begun = link.sheet.created_at.astimezone(clock.DENMARK).date()
        past = ours and (begun < clock.today() or link.sheet_id in kept)
        found.append(OverTime(link, _has_wishes(link, ours=ours), past))
    return [one for one in found if one.wishes or one.past]


def _has_wishes(link: CollaborationSheet, *, ours: bool) -> bool:
    """Whether the tool asks of now and of what is wished, and the reader may see the answer."""
    pairs = {field.id for field in link.sheet.tool.fields if field.shape is Shape.PAIR}
    return bool(pairs if ours else pairs & link.shared_fields())


def _leads(left: CollaborationSheet, right: CollaborationSheet, links: Links) -> bool:
    """Whether the left sheet is of the tool the right one faces most, of those its owner has."""
    mine = {link.sheet.tool_id for link in links if link.owner_id == left.owner_id}
    first = next((tool for tool in mirrored_tools(right.sheet.tool) if tool in mine), "")
    return left.sheet.tool_id == first


def _order(link: CollaborationSheet) -> tuple[str, str]:
    assert link.owner is not None
    return link.owner.sort_name, str(link.pk)
