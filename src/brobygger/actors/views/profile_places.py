"""What the actor says across registers: that it is the same, what is right, that they part."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from brobygger.actors.domain.organisations import APART, ask_again, choose, join, leave, refuse
from brobygger.actors.domain.profile import undo_choice
from brobygger.actors.exceptions import DifferenceMoved, NotAPlace
from brobygger.actors.profile_caller import Caller

ANCHOR = "places"


def _join(caller: Caller) -> HttpResponseBase:
    join(voice=caller.voice, other=_key(caller, "place"))
    messages.success(caller.request, _("I er samlet. Det, I retter, gælder nu begge steder."))
    return caller.back(anchor=ANCHOR)


def _refuse(caller: Caller) -> HttpResponseBase:
    refuse(voice=caller.voice, other=_key(caller, "place"))
    messages.success(caller.request, _("Godt at vide. Vi spørger ikke igen."))
    return caller.back(anchor=ANCHOR)


def _ask_again(caller: Caller) -> HttpResponseBase:
    ask_again(voice=caller.voice, other=_key(caller, "place"))
    return caller.back(anchor=ANCHOR)


def _leave(caller: Caller) -> HttpResponseBase:
    leave(voice=caller.voice, place=_key(caller, "place"))
    messages.success(
        caller.request, _("Skilt ad. Det, I retter ét sted, gælder nu kun dér. Intet er slettet.")
    )
    return caller.back(anchor=ANCHOR)


def _choose(caller: Caller) -> HttpResponseBase:
    """Whatever has been answered is saved; what has not is asked about again."""
    posted = caller.request.POST
    done = 0
    moved = False
    correction: UUID | None = None
    for name, pick in posted.items():
        prefix, _sep, unit = name.partition("-")
        if prefix != "pick" or not pick:
            continue
        try:
            correction = choose(
                voice=caller.voice, unit=unit, pick=str(pick), seen=posted.get(f"seen-{unit}", "")
            )
            done += 1
        except DifferenceMoved as refused:
            moved = True
            messages.error(caller.request, str(refused))
    if not done and not moved:
        messages.error(caller.request, _("Vælg først, hvad der skal stå."))
    if not done:
        return caller.back()
    # One choice can be undone; of several nobody would know which.
    return caller.back(f"?chosen={correction if done == 1 and correction else APART}")


def _undo_choice(caller: Caller) -> HttpResponseBase:
    undo_choice(voice=caller.voice, correction=_key(caller, "correction"))
    messages.success(caller.request, _("Fortrudt. Det står som før, begge steder."))
    return caller.back(anchor=ANCHOR)


def _key(caller: Caller, name: str) -> UUID:
    try:
        return UUID(caller.request.POST.get(name, ""))
    except ValueError as nonsense:
        raise NotAPlace from nonsense


PLACE_ACTIONS: dict[str, Callable[[Caller], HttpResponseBase]] = {
    "join": _join,
    "refuse": _refuse,
    "ask-again": _ask_again,
    "leave": _leave,
    "choose": _choose,
    "undo-choice": _undo_choice,
}
