"""The themes of a comparison in the order they are talked about: where the two part comes first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brobygger.comparison.board import Board, Column, Mode, Theme
from brobygger.comparison.engine import Verdict


@dataclass(frozen=True)
class Group:
    """Some themes under one heading. `speaker` is the only one who has said something of them;
    `note` says it once for them all; `folded` ones are opened by those who want to read them."""

    key: str
    title: str
    themes: Sequence[Theme]
    note: str = ""
    speaker: Column | None = None
    folded: bool = False


def groups_of(board: Board) -> list[Group]:
    """Those that hold something."""
    if board.mode is Mode.SIDES:
        found = [_apart(board), *_one_sided(board), _alike(board)]
    elif board.mode is Mode.THEN:
        found = [_changed(board), _unchanged(board)]
    else:
        found = [Group("wished", _("Det, I er spurgt om"), board.face_to_face)]
    return [group for group in found if group.themes]


def _ending(board: Board, *verdicts: Verdict) -> list[Theme]:
    return [theme for theme in board.face_to_face if theme.verdict in verdicts]


def _apart(board: Board) -> Group:
    return Group("apart", _("Sagt forskelligt"), _ending(board, Verdict.DIFFERENT))


def _alike(board: Board) -> Group:
    themes = _ending(board, Verdict.SAME)
    title = ngettext("Ens: %(count)s emne", "Ens: %(count)s emner", len(themes))
    return Group("alike", title % {"count": len(themes)}, themes, folded=True)


def _one_sided(board: Board) -> list[Group]:
    sides = (
        (Verdict.LEFT_ONLY, board.left, board.right),
        (Verdict.RIGHT_ONLY, board.right, board.left),
    )
    return [
        Group(
            verdict.value,
            _("Kun sagt af %(name)s") % {"name": speaker.title},
            themes,
            note=_silence(other, themes),
            speaker=speaker,
        )
        for verdict, speaker, other in sides
        for themes in [_ending(board, verdict)]
    ]


def _silence(other: Column, themes: Sequence[Theme]) -> str:
    """Why the other side is not there, as far as the reader may know."""
    words = {"name": other.title}
    if any(other.title in theme.unseen for theme in themes):
        return _("%(name)s har ikke skrevet om det her, eller har ikke delt det med jer.") % words
    return _("%(name)s har ikke skrevet om det her endnu.") % words


def _changed(board: Board) -> Group:
    themes = [theme for theme in board.face_to_face if theme.verdict is not Verdict.SAME]
    return Group("changed", _("Det er ændret"), themes)


def _unchanged(board: Board) -> Group:
    themes = _ending(board, Verdict.SAME)
    title = ngettext("Uændret: %(count)s felt", "Uændret: %(count)s felter", len(themes))
    return Group("unchanged", title % {"count": len(themes)}, themes, folded=True)
