"""Files and functions stay small enough to read in one go."""

import ast

from tests.consistency.house import python_files, syntax

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def test_no_file_is_too_long() -> None:
    long = {
        str(path): lines
        for path in python_files("src", "tests", "tools")
        if (lines := path.read_text(encoding="utf-8").count("\n")) >= LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{path}:{node.name}": length
        for path in python_files("src", "tests", "tools")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and (length := node.end_lineno - node.lineno + 1) >= LONGEST_FUNCTION
    }

    assert long == {}
