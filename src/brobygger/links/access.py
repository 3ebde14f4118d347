"""The access rule of pages that are opened by a link instead of an account."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.authorization.access import Refused
from brobygger.core.http import Request, client_address
from brobygger.core.templatetags.brobygger import moment
from brobygger.links.domain.guesses import may_guess
from brobygger.links.domain.links import find_link, note_use
from brobygger.links.exceptions import (
    LinkExpired,
    LinkProblem,
    LinkRevoked,
    LinkUnknown,
    LinkUsed,
    TooManyGuesses,
)
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.models import Workspace


class LinkRequest(Request):
    """A request that has passed `ByLink`."""

    access_link: AccessLink


@dataclass(frozen=True)
class Explanation:
    """What a link that opens nothing says for itself."""

    status: int
    title: str | Promise
    # May hold {when}: the moment the link was used.
    happened: str | Promise
    # Whether logging in is the way on.
    log_in: bool = False


EXPLANATIONS: dict[type[LinkProblem], Explanation] = {
    LinkUnknown: Explanation(
        404,
        _("Linket findes ikke"),
        _(
            "Måske kom kun en del af det med. "
            "Prøv at åbne det igen fra din mail, eller kopiér hele adressen."
        ),
    ),
    LinkExpired: Explanation(
        410,
        _("Linket er for gammelt"),
        _("Links virker kun i en periode. Det, linket førte til, er der stadig."),
    ),
    LinkRevoked: Explanation(
        410,
        _("Linket er lukket"),
        _("Den, der sendte det, har lukket det igen. Måske er teksten ved at blive skrevet om."),
    ),
    LinkUsed: Explanation(
        410,
        _("Linket er brugt"),
        _("Linket kunne bruges én gang, og det er sket. Det, du gjorde, er gemt."),
    ),
    TooManyGuesses: Explanation(
        429,
        _("Vent et øjeblik"),
        _(
            "Der er åbnet for mange links, som ikke findes, fra dit netværk. "
            "Prøv igen om ti minutter."
        ),
    ),
}


_of_purpose: dict[tuple[Purpose, type[LinkProblem]], Explanation] = {}


def explain(purpose: Purpose, problem: type[LinkProblem], explanation: Explanation) -> None:
    """Let a room say in its own words why a link of this purpose opens nothing."""
    _of_purpose[purpose, problem] = explanation


class LinkRefused(Refused):
    """The page a link that opens nothing leads to."""

    def __init__(self, problem: LinkProblem) -> None:
        super().__init__()
        self.problem = problem

    def response(self, request: HttpRequest) -> HttpResponse:
        link = self.problem.link
        kinds = type(self.problem).__mro__
        explanation = next(EXPLANATIONS[kind] for kind in kinds if kind in EXPLANATIONS)
        if link is not None:
            explanation = _of_purpose.get((Purpose(link.purpose), type(self.problem)), explanation)
        when = moment(link.used_at) if link else ""
        context = {
            "explanation": explanation,
            "happened": str(explanation.happened).replace("{when}", when),
            **_whom_to_ask(link),
        }
        return render(request, "links/refused.html", context, status=explanation.status)


@dataclass(frozen=True)
class ByLink:
    """For whoever holds a link made for this purpose. Looking never uses it up."""

    purpose: Purpose

    @property
    def label(self) -> str:
        return f"link: {self.purpose.value}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        try:
            link = find_link(str(kwargs["token"]), self.purpose)
        except LinkUnknown as unknown:
            if not may_guess(client_address(request)):
                raise LinkRefused(TooManyGuesses()) from unknown
            raise LinkRefused(unknown) from unknown
        except LinkProblem as problem:
            raise LinkRefused(problem) from problem
        if request.method == "POST" and not link.single_use:
            note_use(link)
        request.access_link = link  # type: ignore[attr-defined]


def _whom_to_ask(link: AccessLink | None) -> dict[str, Any]:
    sender = workspace = None
    if link is not None and link.created_by_id is not None:
        sender = User.objects.filter(id=link.created_by_id).first()
    if link is not None and link.workspace_id is not None:
        workspace = Workspace.objects.filter(id=link.workspace_id).first()
    return {"sender": sender, "workspace": workspace}
