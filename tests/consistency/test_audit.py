"""What is written in the audit trail can be read by people."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from brobygger.audit.timeline import described_events, sentence_of
from tests.consistency.house import python_files, syntax


def recorded_events() -> Iterator[str]:
    """The names in every call of `record("…")`, of the little helpers round it, in `event=`, and in
    a table named `_EVENTS` that a helper takes one from."""
    for path in python_files("src"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and "record" in called(node.func) and node.args:
                yield from constants(node.args[0])
            elif is_event(node) or is_table(node):
                yield from constants(node.value)


def is_event(node: ast.AST) -> TypeGuard[ast.keyword]:
    return isinstance(node, ast.keyword) and node.arg == "event"


def is_table(node: ast.AST) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_EVENTS"


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from constants(value)


def test_every_event_has_a_sentence() -> None:
    assert set(recorded_events()) - described_events() == set()


def test_every_sentence_has_an_event() -> None:
    assert described_events() - set(recorded_events()) == set()


def test_sentences_are_whole() -> None:
    told = [sentence_of(event, "Bodil") for event in described_events()]

    assert [sentence for sentence in told if "{" in sentence or len(sentence.split()) < 3] == []
