"""A long list worked through by two processes."""

import logging
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from brobygger.core import beside as module
from brobygger.core.beside import ahead, beside, stay_alone

ROWS = range(1000)


@pytest.fixture(autouse=True)
def _always_worthwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORTHWHILE", 10)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})


def _doubled(rows: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [2 * row for row in rows]


def test_two_processes_share_the_rows_and_answer_in_their_order() -> None:
    (ours, first), (theirs, second) = beside(ROWS, _doubled, _doubled, share=0.6)
    assert [*first, *second] == [2 * row for row in ROWS]
    assert len(first) == 600
    assert ours == os.getpid() != theirs


def test_few_rows_are_done_at_once() -> None:
    assert beside(range(9), _doubled, _doubled) == [(os.getpid(), [2 * row for row in range(9)])]


def test_one_processor_does_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0})
    assert len(beside(ROWS, _doubled, _doubled)) == 1


def test_the_web_makes_no_copies_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_alone", False)  # and as it was afterwards
    stay_alone()
    assert len(beside(ROWS, _doubled, _doubled)) == 1
    assert list(ahead([1, 2], _tens)) == [(os.getpid(), 10), (os.getpid(), 20)]
    there = "import brobygger.config.asgi, brobygger.core.beside as one; print(one._alone)"
    said = subprocess.run([sys.executable, "-c", there], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "True"


def test_what_the_other_cannot_do_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    def killed(_rows: Sequence[int]) -> tuple[int, list[int]]:
        os.kill(os.getpid(), 9)  # as the system does when the memory runs out
        raise AssertionError

    with caplog.at_level(logging.WARNING, module.__name__):
        (_ours, first), (theirs, second) = beside(ROWS, _doubled, killed)
    assert [*first, *second] == [2 * row for row in ROWS]
    assert theirs == os.getpid()
    assert "gave up" in caplog.text


def test_an_error_in_the_other_is_raised_here() -> None:
    def refuses_the_last(rows: Sequence[int]) -> int:
        return sum(1 // (ROWS[-1] - row) for row in rows)

    with pytest.raises(ZeroDivisionError):
        beside(ROWS, refuses_the_last, refuses_the_last)


def test_when_ours_is_stopped_the_other_is_too() -> None:
    reading, writing = os.pipe()

    def stopped(_rows: Sequence[int]) -> int:
        os.close(writing)  # now only the other process holds it
        raise KeyboardInterrupt

    def waits(_rows: Sequence[int]) -> int:
        return len(os.read(reading, 1))

    with pytest.raises(KeyboardInterrupt):
        beside(ROWS, stopped, waits)
    assert os.read(reading, 1) == b""  # nobody has it any more
    os.close(reading)


def _tens(part: int) -> tuple[int, int]:
    return os.getpid(), 10 * part


def test_each_part_is_made_ready_by_the_other() -> None:
    made = list(ahead(range(5), _tens))
    assert [number for _process, number in made] == [0, 10, 20, 30, 40]
    assert os.getpid() not in {process for process, _number in made}


def test_one_part_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(ahead([7], _tens)) == [(os.getpid(), 70)]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0})
    assert list(ahead([1, 2], _tens)) == [(os.getpid(), 10), (os.getpid(), 20)]


def test_parts_the_other_did_not_reach_are_made_here() -> None:
    ours = os.getpid()

    def killed_at_three(part: int) -> int:
        if part == 3 and os.getpid() != ours:
            os.kill(os.getpid(), 9)
        return 10 * part

    assert list(ahead(range(5), killed_at_three)) == [0, 10, 20, 30, 40]


def test_a_part_that_cannot_be_made_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(ahead([2, 1, 0], lambda part: 1 // part))
