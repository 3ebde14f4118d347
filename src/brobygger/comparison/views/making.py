"""What the pages of a comparison share: pressing a button at a difference."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.agreements.domain.drafts import TOOL
from brobygger.authorization.permissions import Permission
from brobygger.catalog.tools import tool
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.board import Board
from brobygger.comparison.domain.outcomes import make, undo
from brobygger.comparison.models import Became, Outcome
from brobygger.comparison.themes import clauses_to_write_in
from brobygger.core.errors import UserError
from brobygger.core.http import Request


def answer(
    request: Request,
    board: Board,
    collaboration: Collaboration | None,
    parties: Mapping[UUID, str],
    user: User,
) -> HttpResponse:
    """Do what the button said, and show the same page at the same place."""
    what, _separator, about = request.POST.get("do", "").partition(":")
    place = ""
    try:
        if what == "undo":
            undone = undo(outcome=_outcome(about, board), by=user)
            place = undone.about
            messages.success(request, _("Det er fortrudt."))
        elif what in Became.values:
            outcome = make(
                board=board,
                about=about,
                became=Became(what),
                collaboration=collaboration,
                by=user,
                clause=request.POST.get("clause", ""),
                parties=parties,
            )
            place = outcome.about
            messages.success(request, _told(outcome))
        else:
            raise Http404
    except UserError as refused:
        place = about
        messages.error(request, refused.message)
    return redirect(request.get_full_path() + _anchor(board, place))


def may_make(user: User, collaboration: Collaboration | None) -> bool:
    """Whether goals and clauses are this person's to make."""
    if collaboration is None or collaboration.closed_at is not None:
        return False
    return can_party(user, collaboration, Permission.PARTY_WRITE)


def choices() -> dict[str, Any]:
    """The points of the agreement one can choose among when the catalogue names none."""
    return {"clauses": clauses_to_write_in(tool(TOOL))}


def _outcome(key: str, board: Board) -> Outcome:
    """One that stands on this page; others are not there."""
    here = {str(o.id): o for t in board.themes for one in t.differences for o in one.made}
    if key in here:
        return here[key]
    raise Http404


def _told(outcome: Outcome) -> str:
    match outcome.became:
        case Became.QUESTION:
            return _("Det er nu et spørgsmål på arket.")
        case Became.GOAL:
            return _("Det er nu et af jeres mål.")
        case Became.CLAUSE:
            return _("Det står nu i udkastet til aftalen.")
        case _:
            return _("Noteret: I mener det samme.")


def _anchor(board: Board, about: str) -> str:
    found = board.find(about)
    return f"#{found[0].anchor}" if found else ""
