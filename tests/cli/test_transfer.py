import json
from pathlib import Path

import pytest

from brobygger.actors.models import Actor
from brobygger.cli.main import main
from brobygger.workspaces.models import Workspace

pytestmark = pytest.mark.django_db
REGISTER = "Navn;Postnr\nBirkelund Boldklub;8000\nSyklubben Ærø;5970\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "foreninger.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def bring_in(path: Path, *more: str) -> int:
    return main(["import-actors", str(path), "--workspace=birkelund", *more])


def test_a_register_comes_in(workspace: Workspace, register: Path) -> None:
    assert bring_in(register) == 0
    assert Actor.objects.filter(workspace=workspace).count() == 2


def test_the_counts_are_for_programs_too(
    workspace: Workspace, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(register, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "errors": []}


def test_again_changes_nothing_and_is_fine(workspace: Workspace, register: Path) -> None:
    bring_in(register)
    assert bring_in(register) == 0
    assert Actor.objects.count() == 2


def test_those_that_look_like_somebody_are_told_of(
    workspace: Workspace, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.write_text(
        "Navn;E-mail\nFjordby Boldklub;post@fb.example\nFjordby BK;post@fb.example\n",
        encoding="utf-8",
    )
    assert bring_in(register) == 0
    said = capsys.readouterr().out
    assert "2 nye" in said
    assert "1 af de nye ligner nogen. Se dem under »Mulige dubletter«." in said


def test_a_dry_run_writes_nothing(
    workspace: Workspace, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(register, "--dry-run") == 0
    assert "Det ville blive: 2 nye" in capsys.readouterr().out
    assert not Actor.objects.exists()


def test_refused_rows_are_named_and_the_others_come_in(
    workspace: Workspace, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.write_text(REGISTER + ";9000\n", encoding="utf-8")
    assert bring_in(register) == 0
    said = capsys.readouterr()
    assert "foreninger.csv, række 4:" in said.err
    assert "2 nye" in said.out


def test_a_file_that_is_refused_whole_answers_1(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(tmp_path / "mangler.csv") == 1
    said = capsys.readouterr()
    assert "mangler.csv" in said.err
    assert said.out == "Intet er ændret.\n"


def test_an_unknown_workspace_names_those_there_are(
    workspace: Workspace, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-actors", str(register), "--workspace=atlantis"]) == 1
    assert "birkelund" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["csv", "xlsx", "hsds", "geojson"])
def test_the_register_goes_out(
    workspace: Workspace, register: Path, tmp_path: Path, kind: str
) -> None:
    bring_in(register)
    output = tmp_path / f"ud.{kind}"
    words = ["--workspace=birkelund", f"--format={kind}", f"--output={output}"]
    assert main(["export-actors", *words]) == 0
    assert output.stat().st_size > 0
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_that_is_there_is_not_overwritten(workspace: Workspace, register: Path) -> None:
    words = ["--workspace=birkelund", "--format=csv", f"--output={register}"]
    assert main(["export-actors", *words]) == 1
    assert register.read_text(encoding="utf-8") == REGISTER
