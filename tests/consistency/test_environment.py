"""Every variable of the environment is in the papers, and the papers name no other."""

import ast
import re

import yaml

from brobygger.cli.secret_files import SECRETS
from tests.consistency.house import PACKAGE, ROOT, python_files, syntax

NAME = re.compile(r"(BROBYGGER_[A-Z0-9_]+|DATABASE_URL|PORT)")
PAPER = ROOT / "docs" / "operations.md"
DEPLOY = ROOT / "deploy"
# For tests and developers alone.
INNER = {
    "BROBYGGER_TESTING",
    "BROBYGGER_DEBUG",
    "BROBYGGER_CLOCK_SHIFT",
}
# Names in settings.py that are no variables.
NOT_ASKED_FOR = {"BROBYGGER_OIDC_"}


def read_by_the_code() -> set[str]:
    """Every name that stands as a text of its own somewhere in our code."""
    found = set()
    for path in python_files("src"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if NAME.fullmatch(node.value) else set()
    return found - INNER - NOT_ASKED_FOR


def in_the_table() -> set[str]:
    """The first column of the table, patterns like BROBYGGER_OIDC_<NAVN>_NAME left out."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|", PAPER.read_text(encoding="utf-8"), re.MULTILINE)
    return set(rows)


def set_in(text: str) -> set[str]:
    return {name.removesuffix("_FILE") for name in re.findall(rf"\b{NAME.pattern}\b", text)}


def test_the_papers_name_every_variable_and_no_other() -> None:
    assert read_by_the_code() - in_the_table() == set(), "missing in docs/operations.md"
    assert in_the_table() - read_by_the_code() == set(), "in docs/operations.md, read by nobody"


def test_what_is_set_in_deploy_is_read_by_the_code() -> None:
    files = [path for path in DEPLOY.iterdir() if path.suffix != ".md"]
    named = set[str]().union(*(set_in(path.read_text(encoding="utf-8")) for path in files))

    assert named - in_the_table() == set()


def test_a_secret_in_a_file_is_one_we_read() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    environment = compose["services"]["web"]["environment"]
    files = {name.removesuffix("_FILE") for name in environment if name.endswith("_FILE")}

    assert files
    assert files <= set(SECRETS)
    assert all(f"{name}_FILE" in PAPER.read_text(encoding="utf-8") for name in SECRETS)
    assert (PACKAGE / "cli" / "secret_files.py").exists()
