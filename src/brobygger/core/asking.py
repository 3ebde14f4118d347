"""What a page would ask the database again and again, asked once while the page is put together.

Permissions are asked where they are needed, each by itself; a page of several threads so asks who
somebody speaks for at every stop. Inside `asked_once` the answer to such a question is remembered.
Use it around reading only: what has been answered is not asked again after something is written.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Remember what `once` is answered, until the outermost of these ends."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to the question; outside `asked_once` it is asked every time."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    answer: Answer = answers[question]
    return answer
