"""A large file is read and compared by two processes, and comes to the same as by one."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from brobygger.actors.domain.facts import load_facts
from brobygger.actors.models import Actor
from brobygger.actors.transfer.importing import drafts_of, first_reading, make_plan
from brobygger.actors.transfer.reading import read_register
from brobygger.core import beside, clock
from brobygger.demo.synthetic import fill
from brobygger.workspaces.models import Workspace
from tests.bench.files import write_register

ROWS = 200
# A citizen's number, a row without a name, and one told of twice.
ODD = (
    "Syklubben Nål;;;;;;;;040576-1234;;",
    ";12345678;Vi mødes;;;;;;;;",
    "Østens Kogekreds;;Vi koger;;;;;;rum;rum;",
    "Østens Kogekreds;;Vi steger;;;;;;rum;rum;",
)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    path = tmp_path / "register.csv"
    write_register(path, ROWS, seed=3, part=0)
    return path.read_bytes() + "".join(f"{row}\r\n" for row in ODD).encode()


def _two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    monkeypatch.setattr(beside, "WORTHWHILE", 10)


def _planned(content: bytes, workspace: Workspace) -> tuple[str, list[dict[str, Any]], Any]:
    """What the file would do: the mark of the plan, its lines, and the words met."""
    file = read_register("register.csv", content)
    drafts = drafts_of(file, first_reading(file))
    plan = make_plan(drafts, workspace)
    lines = [one.as_json() | asdict(one.draft) for one in plan.planned]
    return plan.mark, lines, drafts.words


def test_two_processes_make_the_plan_that_one_makes(
    workspace: Workspace, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace, ROWS, seed=3, today=clock.today())
    mark, lines, words = _planned(content, workspace)
    _two_processes(monkeypatch)
    assert _planned(content, workspace) == (mark, lines, words)
    # It is a file with something of everything in it.
    assert len(lines) == ROWS + len(ODD)
    assert [line["row"] for line in lines if line["problems"]] == [ROWS + 2]
    assert [line["row"] for line in lines if line["refusals"]] == [ROWS + 3]
    assert {"row:202"} == {line["alike"][0]["target"] for line in lines[-1:]}
    assert sum(bool(line.get("alike")) for line in lines[:ROWS]) > 0
    assert words["exchanges", "rum"] == 4


def test_two_processes_know_the_register_as_one_does(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace, ROWS, seed=3, today=clock.today())
    register = Actor.objects.in_workspace(workspace)
    known = load_facts(register)
    assert len(known) == ROWS
    _two_processes(monkeypatch)
    assert load_facts(register) == known
