"""What can be done on an actor's own profile. None: the page is shown again as it stands now."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.profile import (
    ask_workspace,
    confirm_profile,
    correct_profile,
    own_changes,
    undo_change,
)
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.stored_form import unseal
from brobygger.actors.enums import ProfileWish
from brobygger.actors.exceptions import ActorChanged, CprFound, ProfileMoved
from brobygger.actors.profile_caller import Caller, Open
from brobygger.actors.profile_parts import (
    BACKGROUND,
    NEW,
    PART_OF,
    Part,
    WishForm,
    find_row,
    form_of,
    row_key,
    row_sum,
    typed_in,
    without_row,
)
from brobygger.actors.views.conflicts import conflict_views
from brobygger.actors.views.profile_places import PLACE_ACTIONS

Action = Callable[[Caller], HttpResponseBase | None]


def opened(caller: Caller, asked: str) -> Open | None:
    """The part, and the row of it, that is asked for in the address."""
    key, _sep, row = asked.partition(":")
    part, data = part_of(caller, key), data_of(caller.actor)
    if part is None:
        return None
    row = row_key(row) if part.has_rows else ""
    form = form_of(part, data, row)
    return Open(part, form, data, caller.actor.version, row) if form is not None else None


def part_of(caller: Caller, key: str) -> Part | None:
    """A part the caller may correct: a background is never written down by somebody else."""
    part = PART_OF.get(key)
    return None if part is BACKGROUND and caller.on_telephone else part


def _save(caller: Caller) -> HttpResponseBase | None:
    posted = caller.request.POST
    part = part_of(caller, posted.get("part", ""))
    if part is None:
        return caller.back()
    base = unseal(posted.get("base", "")) or data_of(caller.actor)
    row = row_key(posted.get("row", "")) if part.has_rows else ""
    form = form_of(part, base, row, posted)
    if form is None:
        return caller.back(anchor=f"part-{part.key}")
    version = posted.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    caller.open = Open(part, form, base, number, row)
    data = typed_in(part, base, form, row) if form.is_valid() else None
    if data is None:
        if not form.errors:
            form.add_error(None, _("Skriv, hvad der skal stå, eller fortryd."))
        caller.status = 422
        return None
    return _saved(caller, caller.open, data)


def _saved(caller: Caller, opened: Open, data: ActorData) -> HttpResponseBase | None:
    try:
        correct_profile(
            voice=caller.voice, data=data, base_version=opened.version, base=opened.base
        )
    except ActorChanged as refused:
        opened.conflicts = conflict_views(refused.merge)
        opened.base, opened.version = refused.merge.theirs, refused.version
        if opened.row and find_row(opened.part, opened.base, opened.row) is None:
            opened.row = NEW  # the other took it away meanwhile
        caller.status = 409
        return None
    except CprFound as refused:
        opened.form.add_error(None, str(refused))
        caller.status = 422
        return None
    return _done(caller, "saved", opened.part)


def _remove(caller: Caller) -> HttpResponseBase | None:
    posted = caller.request.POST
    part = part_of(caller, posted.get("part", ""))
    if part is None or not part.has_rows:
        return caller.back()
    data = data_of(caller.actor)
    key = row_key(posted.get("row", ""))
    row = find_row(part, data, key)
    if row is not None and posted.get("seen", row_sum(row)) != row_sum(row):
        # Nobody takes away what they have not read.
        caller.moved, caller.status = (part.key,), 409
        return None
    left = without_row(part, data, key)
    correct_profile(voice=caller.voice, data=left, base_version=caller.actor.version, base=data)
    return _done(caller, "saved", part)


def _undo(caller: Caller) -> HttpResponseBase | None:
    key = row_key(caller.request.POST.get("change", ""))
    change = own_changes(caller.voice).filter(pk=key).first() if key not in ("", NEW) else None
    part = PART_OF.get(caller.request.POST.get("part", ""))
    if change is None or part is None:
        return caller.back()
    undo_change(voice=caller.voice, change=change)
    return _done(caller, "undone", part)


def _confirm(caller: Caller) -> HttpResponseBase | None:
    seen = unseal(caller.request.POST.get("base", ""))
    try:
        waiting = confirm_profile(voice=caller.voice, seen=seen)
    except ProfileMoved as refused:
        caller.moved, caller.status = refused.units, 409
        return None
    if caller.on_telephone:
        messages.success(caller.request, _("Gemt: de har bekræftet oplysningerne i telefonen."))
        return redirect("actors:detail", caller.actor.workspace.slug, caller.actor.pk)
    if waiting:
        names = ", ".join(one.workspace.name for one in waiting)
        told = _("Bekræftet her. Hos %(names)s står der noget andet. Vælg først, hvad der passer.")
        messages.warning(caller.request, told % {"names": names})
    return caller.back()


def _wish(caller: Caller) -> HttpResponseBase | None:
    caller.wish_form = WishForm(caller.request.POST)
    if not caller.wish_form.is_valid():
        caller.status = 422
        return None
    typed = caller.wish_form.cleaned_data
    ask_workspace(voice=caller.voice, wish=ProfileWish(typed["wish"]), words=typed["words"])
    messages.success(
        caller.request,
        _("Sendt til %(workspace)s. De svarer jer.") % {"workspace": caller.actor.workspace.name},
    )
    return caller.back()


def _done(caller: Caller, what: str, part: Part) -> HttpResponseBase:
    return caller.back(f"?{what}={part.key}", f"part-{part.key}")


ACTIONS: dict[str, Action] = {
    "save": _save,
    "remove": _remove,
    "undo": _undo,
    "confirm": _confirm,
    "wish": _wish,
    **PLACE_ACTIONS,
}
