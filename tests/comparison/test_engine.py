"""Same, different, or only one has said it: whatever is compared, and from whichever side."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brobygger.comparison.engine import (
    Point,
    Statement,
    Verdict,
    changed_words,
    compare,
    normalised,
    same_text,
)

# A busy machine is no reason to fail.
fast = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

_KEYS = st.sampled_from(["a", "b", "c", "d"])
_POINTS = st.builds(
    lambda key, said: Point(key, said, (normalised(said),)), _KEYS, st.sampled_from("xyz")
)
_STATEMENTS = st.builds(lambda points: Statement(tuple(points)), st.lists(_POINTS, max_size=6))


def _text(words: str) -> Statement:
    return Statement((Point("text", words, (normalised(words),)),))


def test_two_who_say_the_same_in_other_letters_say_the_same() -> None:
    theme = compare(_text("Børnene skal lære\nat cykle."), _text("  børnene skal lære at CYKLE "))
    assert theme.verdict is Verdict.SAME


def test_two_texts_differ() -> None:
    assert compare(_text("Job"), _text("Venner")).verdict is Verdict.DIFFERENT


def test_only_one_has_said_something() -> None:
    assert compare(_text("Job"), Statement()).verdict is Verdict.LEFT_ONLY
    assert compare(Statement(), _text("Job")).verdict is Verdict.RIGHT_ONLY


def test_nobody_has_said_anything() -> None:
    assert compare(Statement(), Statement()).verdict is None


def test_signs_alone_are_something_said() -> None:
    assert not same_text("?", "")
    assert same_text(" ? ", "?")


@fast
@given(_STATEMENTS)
def test_everybody_agrees_with_themselves(said: Statement) -> None:
    assert {item.verdict for item in compare(said, said).items} <= {Verdict.SAME}


@fast
@given(_STATEMENTS, _STATEMENTS)
def test_seen_from_the_other_side_it_is_the_mirror(left: Statement, right: Statement) -> None:
    ours = sorted(item.verdict.mirrored for item in compare(left, right).items)
    theirs = sorted(item.verdict for item in compare(right, left).items)
    if not _says_twice(left) and not _says_twice(right):
        assert ours == theirs


@fast
@given(_STATEMENTS, _STATEMENTS)
def test_nothing_said_is_lost_and_nothing_is_shown_twice(left: Statement, right: Statement) -> None:
    items = compare(left, right).items
    assert [item.left for item in items if item.left] == list(left.points)
    assert sorted(p.key for i in items if (p := i.right)) == sorted(p.key for p in right.points)
    assert len({item.key for item in items}) == len(items)


@fast
@given(_STATEMENTS, st.permutations(range(4)))
def test_the_order_of_lines_is_no_difference(said: Statement, order: list[int]) -> None:
    points = said.points[:4]
    shuffled = tuple(points[index] for index in order if index < len(points))
    verdicts = {item.verdict for item in compare(Statement(points), Statement(shuffled)).items}
    assert verdicts <= {Verdict.SAME}


@fast
@given(st.text(max_size=200), st.text(max_size=200))
def test_marked_words_are_the_text_itself(one: str, other: str) -> None:
    marked = changed_words(one, other)
    if marked is not None:
        assert "".join(piece.words for piece in marked[0]) == one
        assert "".join(piece.words for piece in marked[1]) == other


def test_one_word_changed_is_the_word_that_is_marked() -> None:
    marked = changed_words("Hver torsdag klokken 16", "Hver tirsdag klokken 16")
    assert marked is not None
    assert [piece.words for piece in marked[1] if piece.changed] == ["tirsdag"]


def test_two_texts_of_their_own_have_no_marked_words() -> None:
    assert changed_words("Vi vil have ro i opgangen", "Flere mænd skal have venner her") is None


def _says_twice(said: Statement) -> bool:
    keys = [point.key for point in said.points]
    return len(keys) != len(set(keys))
