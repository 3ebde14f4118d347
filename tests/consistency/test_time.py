"""Time comes from core.clock alone, so that a year can pass in a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.consistency.house import PACKAGE, python_files, syntax

# (module or class, function) that read the machine's clock.
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
}
# Processes and their patience are about the machine's time, not the users'.
APART = (PACKAGE / "core" / "clock.py", PACKAGE / "embedded", PACKAGE / "cli")


def clocks_read(path: Path) -> Iterator[str]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in CLOCKS:
                yield f"{path}:{node.lineno} {owner}.{node.attr}"
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{path}:{node.value.lineno} {node.arg}"


def test_nobody_else_reads_the_clock() -> None:
    files = [path for path in python_files("src") if not any(map(path.is_relative_to, APART))]

    assert [line for path in files for line in clocks_read(path)] == []


@pytest.mark.parametrize("path", [PACKAGE / "core" / "clock.py"])
def test_the_rule_sees_a_clock(path: Path) -> None:
    assert list(clocks_read(path)) != []
