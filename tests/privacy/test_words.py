"""A person is found in a text however it is written, and nobody else is."""

import pytest

from brobygger.privacy.domain.words import GONE, excerpt, masked, pattern_of

ANNA = pattern_of(emails=["a.and@mail.example"], names=["Anna And", "Bo"], phones=["12345678"])


@pytest.mark.parametrize(
    "said",
    ["Anna And", "anna  and", "A.And@mail.example", "12 34 56 78", "+45 12345678", "12-34-56-78",
     "004512345678", "1234 5678"],
)  # fmt: skip
def test_every_way_of_writing_it_is_found(said: str) -> None:
    assert masked(f"Ring: {said}.", ANNA) == f"Ring: {GONE}."


@pytest.mark.parametrize(
    "said",
    ["Susanna Andersen", "Anna Andersen", "Bo", "aa.and@mail.example", "a.and@mail.example-by",
     "123456789", "Anna"],
)  # fmt: skip
def test_nobody_else_is(said: str) -> None:
    assert masked(said, ANNA) == said


def test_inside_lists_and_objects_and_the_keys_stay() -> None:
    value = {"Anna And": ["Anna And", 3, None]}

    assert masked(value, ANNA) == {"Anna And": [GONE, 3, None]}


def test_the_words_around_are_shown() -> None:
    assert excerpt("x " * 100 + "ring til Anna And i dag", ANNA).endswith("ring til Anna And i dag")


def test_rows_are_told_as_words() -> None:
    value = {"rows": [{"id": "01a20036ca6076568260b527e3d0e579", "who": "Anna And"}]}

    assert excerpt(value, ANNA) == "Anna And"


def test_nothing_to_look_for_is_no_pattern() -> None:
    assert pattern_of(emails=[""], names=["Bo"], phones=["112"]) == ""
