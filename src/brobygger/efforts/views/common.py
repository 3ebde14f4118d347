"""What the pages of an effort share: the walk on top, and forms two people may write in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from brobygger.actors.domain.terms import labels
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.errors import UserError
from brobygger.core.templatetags.brobygger import short_day
from brobygger.efforts.access import EffortRequest
from brobygger.efforts.domain.queries import answers_of, numbers_of
from brobygger.efforts.domain.settling import Rival, plain
from brobygger.efforts.enums import Stance, Surface
from brobygger.efforts.exceptions import ChangedMeanwhile
from brobygger.efforts.sealing import seal, unseal
from brobygger.efforts.walk import BY_PAGE, step_after, step_before, stops_of
from brobygger.workspaces.access import WorkspaceRequest

_TEMPLATES = {
    "why": "efforts/steps/why.html",
    "clarification": "efforts/steps/clarification.html",
    "list": "efforts/steps/list.html",
    "cards": "efforts/steps/cards.html",
    "groups": "efforts/steps/groups.html",
    "involve": "efforts/steps/involve.html",
    "who_else": "efforts/steps/who_else.html",
    "confirm": "efforts/steps/confirm.html",
    "alive": "efforts/steps/alive.html",
}
Write = Callable[[dict[str, Any], dict[str, Any] | None], object]


@dataclass(frozen=True)
class RivalView:
    """A field both wrote in, as lines of text."""

    field: str
    label: str
    mine: list[str]
    theirs: list[str]


@dataclass
class Desk:
    """A form as it lies before the person, and what it began with."""

    form: forms.Form
    base: str
    rivals: list[RivalView] = field(default_factory=list)
    who: str = ""


def may(request: WorkspaceRequest, permission: Permission) -> bool:
    """Whether the person's role in this workspace holds the permission."""
    return role_has(Role(request.membership.role), permission)


def laid_out(form: forms.Form) -> Desk:
    """The form with what is stored, as its `initial`, ready to be sent."""
    return Desk(form, seal(form.initial))


def save_desk(
    request: HttpRequest, form: forms.Form, write: Write, *, only: tuple[str, ...] = ()
) -> Desk | None:
    """Write what the bound form says; None when it is done, else the desk to show again.

    `write` gets the values and what the person began with. Where another wrote in the same field,
    the desk holds both texts and the person chooses.
    """
    sealed = request.POST.get("base", "")
    if not form.is_valid():
        return Desk(form, sealed)
    base = unseal(sealed)
    names = only or tuple(form.cleaned_data)
    # Where the other person's words were chosen, there is nothing to write.
    mine = {
        name: form.cleaned_data[name]
        for name in names
        if base is None or request.POST.get(f"choose-{name}") != "theirs"
    }
    try:
        write(mine, base)
    except ChangedMeanwhile as refused:
        return _to_choose(form, base, refused)
    except UserError as refused:
        form.add_error(None, str(refused))
        return Desk(form, sealed)
    return None


def status_of(desk: Desk) -> int:
    """How the page answers when a desk comes back."""
    return 409 if desk.rivals else 422


def _to_choose(form: forms.Form, base: Mapping[str, Any] | None, refused: ChangedMeanwhile) -> Desk:
    """The form with my words, against what is stored now where both wrote."""
    if base is None:
        began = {name: plain(value) for name, value in refused.stored.items()}
    else:
        began = {**base, **{one.field: plain(one.theirs) for one in refused.rivals}}
    rivals = [_view(form, one) for one in refused.rivals]
    return Desk(form, seal(began), rivals, str(refused.who) if refused.who else _("En anden"))


def _view(form: forms.Form, one: Rival) -> RivalView:
    label = str(form.fields[one.field].label)
    return RivalView(
        one.field, label, lines_of(one.field, one.mine), lines_of(one.field, one.theirs)
    )


def lines_of(name: str, value: Any) -> list[str]:
    """A field's value as people read it, line by line."""
    if name in ("target_groups", "activity_areas"):
        return labels(name, value)
    if name == "surfaces":
        return [str(Surface(one).label) for one in value]
    if name == "stance":
        return [str(Stance(value).label)]
    if hasattr(value, "isoformat"):
        return [short_day(value)]
    return str(value or "").splitlines()


def step_page(
    request: EffortRequest,
    page: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A step of the walk with its map, its discussion question and the ways back and forth."""
    effort = request.effort
    numbers, answers = numbers_of(effort), answers_of(effort)
    values = {
        "workspace": request.workspace,
        "effort": effort,
        "step": BY_PAGE[page],
        "stops": stops_of(effort, numbers, answers, page),
        "before": step_before(page),
        "after": step_after(page),
        "numbers": numbers,
        "answers": answers,
        "may_write": can_write(request),
        "may_decide": may(request, Permission.EFFORT_DECIDE),
        **(context or {}),
    }
    return render(request, _TEMPLATES[page], values, status=status)


def can_write(request: EffortRequest) -> bool:
    """Whether the person may write, and the effort is open."""
    return request.effort.is_open and may(request, Permission.EFFORT_EDIT)


def told_refusal(request: HttpRequest, refused: UserError) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, str(refused))
