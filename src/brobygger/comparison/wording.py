"""What a difference is called when it becomes a question, a goal or a point in the agreement."""

import re

from django.utils.translation import gettext as _

from brobygger.comparison.board import Board, Difference, Mode, Theme
from brobygger.comparison.engine import Point, Verdict
from brobygger.comparison.statements import BY_LINE

# Where a sentence ends and another begins.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
SHORT = 160  # of a goal
LONGEST = 800  # of one side's words in a question, which is short


def question_text(board: Board, theme: Theme, one: Difference) -> str:
    """Both sides' words, and what to find out."""
    left, right = (_shortened(words) for words in _sides(one))
    names = {"theme": theme.title, "left": board.left.title, "right": board.right.title}
    said = names | {"left_words": left, "right_words": right}
    if board.mode is Mode.WISHED:
        wish = {"theme": theme.title, "wish": _wish(theme, one)}
        return _("%(theme)s: %(wish)s\nHvordan kommer I derhen?") % wish
    if board.mode is Mode.THEN:
        return _(
            "%(theme)s er ændret.\nFør: »%(left_words)s«\nNu: »%(right_words)s«\nHvad betyder det?"
        ) % (said | {"left_words": left or "–", "right_words": right or "–"})
    match one.verdict:
        case Verdict.LEFT_ONLY:
            return _("%(theme)s: %(left)s skriver: »%(left_words)s«\nHvad siger %(right)s?") % said
        case Verdict.RIGHT_ONLY:
            return _("%(theme)s: %(right)s skriver: »%(right_words)s«\nHvad siger %(left)s?") % said
        case _:
            return (
                _(
                    "%(theme)s: %(left)s skriver: »%(left_words)s«\n"
                    "%(right)s skriver: »%(right_words)s«\nHvad bliver I enige om?"
                )
                % said
            )


def told(board: Board, theme: Theme, one: Difference) -> list[tuple[str, str]]:
    """The words as they go into a goal or into the agreement, each with whose they are."""
    left, right = _sides(one)
    if board.mode is Mode.WISHED:
        return [("", _wish(theme, one))]
    if board.mode is Mode.THEN:
        return [("", right or left)]
    if one.verdict is not Verdict.DIFFERENT:
        return [("", left or right)]
    both = ((board.left.title, left), (board.right.title, right))
    return [(who, words) for who, words in both if words]


def goal_text(board: Board, theme: Theme, one: Difference) -> str:
    """A first wording, short enough to act on: what they have agreed, or what one of them wants.

    The words of both sides are kept beside it (`quoted`).
    """
    if board.mode is Mode.WISHED:
        return _wish(theme, one)
    lines = any(end.field.shape in BY_LINE for end in theme.ends)
    about = one.lines[0].label if lines and one.lines[0].label else ""
    if board.mode is Mode.SIDES and one.verdict is Verdict.DIFFERENT:
        return _("Vi er enige om »%(about)s«.") % {"about": about or theme.title}
    if about and any(end.field.kind == "measure" for end in theme.ends):
        return _counted(about, one)
    if about:
        return _("Vi har en aftale om »%(about)s«.") % {"about": about}
    left, right = _sides(one)
    return _first_sentence(right or left if board.mode is Mode.THEN else left or right)


def quoted(board: Board, one: Difference) -> str:
    """What each side said, to stand beside the goal that came of it."""
    left, right = _sides(one)
    if board.mode is Mode.WISHED:
        return ""
    if one.verdict is Verdict.SAME:
        return left
    names = (board.left.title, board.right.title)
    return "\n".join(
        f"{who}: {said}" for who, said in zip(names, (left, right), strict=True) if said
    )


def point_words(point: Point | None, label: str = "") -> str:
    """What a side says of one thing, in one text."""
    if point is None:
        return ""
    label = point.label or label
    if not label:
        return point.words
    return f"{label}: {point.words}" if point.words else label


def _sides(one: Difference) -> tuple[str, str]:
    left = [point_words(line.item.left) for line in one.lines if line.item.left]
    right = [point_words(line.item.right) for line in one.lines if line.item.right]
    return "\n".join(left), "\n".join(right)


def _wish(theme: Theme, one: Difference) -> str:
    """From what is to what is wished, and what it takes."""
    now = ", ".join(line.item.left.words for line in one.lines if line.item.left)
    then = ", ".join(line.item.right.words for line in one.lines if line.item.right)
    words = {"now": now, "then": then, "takes": theme.takes}
    if theme.satisfied or not then:
        sentence = _("Vi bliver ved med: %(now)s.") % words
    elif now:
        sentence = _("Fra %(now)s til %(then)s.") % words
    else:
        sentence = _("Vi vil hen til: %(then)s.") % words
    return f"{sentence}\n" + _("Det skal der til: %(takes)s") % words if theme.takes else sentence


def _counted(about: str, one: Difference) -> str:
    """What is counted, and how many they want."""
    point = one.lines[0].item.right or one.lines[0].item.left
    cells = dict(point.cells) if point else {}
    wanted = " ".join(filter(None, (cells.get("target"), cells.get("unit"))))
    return f"{about}: {wanted}" if wanted else about


def _first_sentence(words: str) -> str:
    """The first sentence or line, cut between two words when it is long."""
    first = _SENTENCE.split(words.strip(), maxsplit=1)[0]
    if len(first) <= SHORT:
        return first
    return first[:SHORT].rsplit(None, 1)[0].rstrip(",;:–-") + " …"


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
