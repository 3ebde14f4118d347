"""The kinds of mail there are: each room tells of its own in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from brobygger.notifications.exceptions import UnknownKind

if TYPE_CHECKING:
    from brobygger.notifications.models import Notification


class Urgency(StrEnum):
    """How soon a mail of this kind has to be there, unless the receiver chooses otherwise."""

    DUE = "due"  # somebody waits for it now: goes at once, also at night
    AT_ONCE = "at_once"  # at once in the daytime, and only one a day
    DIGEST = "digest"  # together with the others, once a week


@dataclass(frozen=True)
class Kind:
    """One kind of mail. `id` names its templates `notifications/<id>.{subject.txt,txt,html}`.

    `title` is how the receiver knows it, on the page where they choose. A kind nobody may opt out
    of says why in `always`. `is_request`: it asks the receiver to do something, which counts
    towards how much one person is asked. `still_true` is asked just before a mail that has waited
    is sent; when it answers no, the mail is dropped.
    """

    id: str
    title: str | Promise
    urgency: Urgency
    may_opt_out: bool = True
    always: str | Promise = ""
    is_request: bool = False
    still_true: "Callable[[Notification], bool] | None" = None

    def __post_init__(self) -> None:
        if not self.may_opt_out and not self.always:
            raise ImproperlyConfigured(f"{self.id}: say why nobody may opt out of it")


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind of mail known. Raises ImproperlyConfigured when another has its id."""
    if kind.id in _kinds and _kinds[kind.id] != kind:
        raise ImproperlyConfigured(f"two kinds of mail are called {kind.id}")
    _kinds[kind.id] = kind


def kind_of(kind_id: str) -> Kind:
    """The kind of that id. Raises UnknownKind: no mail leaves without its rules."""
    try:
        return _kinds[kind_id]
    except KeyError:
        raise UnknownKind(f"register_kind(Kind({kind_id!r}, …)) is missing") from None


def all_kinds() -> list[Kind]:
    """Every kind, in the order the rooms told of them: from the ground up."""
    return list(_kinds.values())
