"""Questions a page asks again and again."""

import pytest

from brobygger.core.asking import asked_once, once


def test_a_question_is_asked_once_while_a_page_is_put_together() -> None:
    numbers = iter((1, 2, 3, 4))
    with asked_once():
        answers = [once("who", lambda: next(numbers)) for _ in range(3)]
        with asked_once():  # a part of the page that also asks once
            answers.append(once("who", lambda: next(numbers)))
    assert answers == [1, 1, 1, 1]


def test_outside_nothing_is_remembered() -> None:
    answers = iter((1, 2, 3, 4))
    assert [once("who", lambda: next(answers)) for _ in range(2)] == [1, 2]
    with asked_once():
        assert once("who", lambda: next(answers)) == 3
    assert once("who", lambda: next(answers)) == 4


def test_a_page_that_breaks_leaves_nothing_behind() -> None:
    with pytest.raises(ZeroDivisionError), asked_once():
        once("who", lambda: 1 // 0)
    assert once("who", lambda: 5) == 5
