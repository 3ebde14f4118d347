"""Putting two people's changes together: what both wrote is there, or both are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brobygger.sheets.merge import merge_chosen, merge_parts, merge_rows, merge_text

TEXTS = st.text(alphabet="aæøå 👩\n.", max_size=40)
ROWS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcdef"), "x": st.sampled_from("123")}),
    unique_by=lambda row: row["id"],
    max_size=5,
)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        ("en to tre", "EN to tre", "en to TRE", "EN to TRE"),
        ("en\nto", "en\nto\ntre", "en\nto\nfire", "en\nto\ntre\nfire"),
        ("en", "en\n\nto", "nul\nen", "nul\nen\n\nto"),
        ("en to", "en to", "en to tre", "en to tre"),
        ("", "deres", "deres", "deres"),
        ("a b c", "a c", "a b c d", "a c d"),
    ],
)
def test_changes_that_go_together(base: str, theirs: str, mine: str, merged: str) -> None:
    assert merge_text(base, theirs, mine) == merged


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [("", "et", "to"), ("et hold", "to hold", "tre hold"), ("a b", "a x b", "a y b")],
)
def test_changes_that_do_not(base: str, theirs: str, mine: str) -> None:
    assert merge_text(base, theirs, mine) is None


@given(TEXTS, TEXTS)
def test_one_persons_change_stands_as_it_is(base: str, changed: str) -> None:
    assert merge_text(base, base, changed) == changed
    assert merge_text(base, changed, base) == changed
    assert merge_text(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_either_person_added_is_lost(base: str, theirs: str, mine: str) -> None:
    merged = merge_text(base, theirs, mine)
    if merged is not None:
        added = {w for text in (theirs, mine) for w in text.split()} - set(base.split())
        assert added <= set(merged.split())


@given(ROWS, ROWS, ROWS)
def test_no_row_either_person_added_or_changed_is_lost(
    base: list[dict[str, str]], theirs: list[dict[str, str]], mine: list[dict[str, str]]
) -> None:
    merged = merge_rows(base, theirs, mine)
    kept = [(row["id"].rstrip("+"), row["x"]) for row in merged]
    for row in [*theirs, *mine]:
        if row not in base:
            assert (row["id"], row["x"]) in kept


def test_a_row_both_removed_or_one_left_alone_is_gone() -> None:
    a, b = {"id": "a", "x": "1"}, {"id": "b", "x": "2"}
    assert merge_rows([a, b], [a], [b]) == []
    assert merge_rows([a, b], [a, b], [b]) == [b]


def test_parts_changed_by_both_are_asked_about() -> None:
    assert merge_parts({"x": "1"}, {"x": "2"}, {"x": "3"}) is None
    assert merge_parts({"x": "1"}, {"x": "2"}, {"x": "1", "y": "4"}) == {"x": "2", "y": "4"}
    assert merge_parts({"x": "1"}, {"x": "1"}, {}) == {"x": ""}


def test_ticks() -> None:
    assert merge_chosen(["a"], ["a", "b"], ["c"]) == ("b", "c")
