"""What links lead to: each room says who may close links to its things, and where they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from brobygger.accounts.models import User
from brobygger.links.models import AccessLink


@dataclass(frozen=True)
class SubjectKind:
    """One kind of thing. `page` is the address of the page with its links."""

    may_close: Callable[[AccessLink, User], bool]
    page: Callable[[AccessLink], str]


_kinds: dict[str, SubjectKind] = {}


def register_subject(
    kind: str,
    *,
    may_close: Callable[[AccessLink, User], bool],
    page: Callable[[AccessLink], str],
) -> None:
    """Let links to things of this kind be closed with a button."""
    _kinds[kind] = SubjectKind(may_close, page)


def subject_of(link: AccessLink) -> SubjectKind | None:
    """How the room of the thing treats its links; None when nobody closes them by hand."""
    return _kinds.get(link.subject_kind)
