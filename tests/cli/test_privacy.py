"""Retention, extract and erasure from the command line."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.models import AuditEvent
from brobygger.cli.doctor_database import _cleaning
from brobygger.cli.main import main
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.links.models import AccessLink
from brobygger.privacy.domain import retention
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import make_collaboration
from tests.factories.people import make_member, make_user
from tests.privacy.rows import ROWS
from tests.privacy.test_exporting import make_contact

pytestmark = pytest.mark.django_db
EMAIL = "anna@mail.example"
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def old_link() -> AccessLink:
    link: AccessLink = ROWS["links.AccessLink"]()
    AccessLink.objects.update(expires_at=clock.now() - timedelta(days=91))
    return link


def test_a_dry_run_tells_and_changes_nothing(old_link: AccessLink, capsys: Printed) -> None:
    assert main(["retention", "--dry-run"]) == 0

    told = capsys.readouterr().out
    assert "links.AccessLink: 1 række slettes, den ældste fra" in told
    assert "Intet er ændret." in told
    assert AccessLink.objects.exists()


def test_a_run_does_it_and_answers_machines(old_link: AccessLink, capsys: Printed) -> None:
    assert main(["retention", "--json"]) == 0

    [line] = json.loads(capsys.readouterr().out)
    assert (line["table"], line["rows"], line["failed"]) == ("links.AccessLink", 1, False)
    assert not AccessLink.objects.exists()
    assert AuditEvent.objects.filter(event="privacy.retention_run").exists()


def test_doctor_tells_how_much_went(old_link: AccessLink) -> None:
    main(["retention"])

    assert "rækker sidst: 1" in " ".join(finding.text for finding in _cleaning())


def test_rows_in_any_number_go_some_at_a_time(
    old_link: AccessLink, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(4):
        ROWS["links.AccessLink"]()
    AccessLink.objects.update(expires_at=clock.now() - timedelta(days=91))

    assert main(["retention"]) == 0

    assert "5 rækker er slettet" in capsys.readouterr().out


def test_a_municipality_s_cases_wait_until_the_archive_has_them(
    workspace: Workspace, capsys: Printed
) -> None:
    by = make_member(workspace, "coordinator")
    collaboration = make_collaboration(workspace, by=by)
    close_collaboration(collaboration=collaboration, by=by)
    Collaboration.objects.update(closed_at=clock.now() - timedelta(days=6 * 366))

    assert main(["retention"]) == 0
    assert "collaborations.Collaboration: 1 række venter på arkivet" in capsys.readouterr().out
    day = clock.today().isoformat()
    assert main(["retention", "--archived-before", day, "--workspace", workspace.slug]) == 0
    assert main(["retention"]) == 0

    assert not Collaboration.objects.exists()


def test_the_archive_s_day_needs_its_workspace(capsys: Printed) -> None:
    assert main(["retention", "--archived-before", "2026-01-01"]) == 1
    assert "hører sammen" in capsys.readouterr().err


def test_an_extract_lies_in_a_file_nobody_else_may_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    make_contact(workspace)
    file = tmp_path / "anna.zip"

    assert main(["export-person", EMAIL, "--output", str(file)]) == 0

    assert oct(file.stat().st_mode)[-3:] == "600"
    assert "brobygger.json" in zipfile.ZipFile(file).namelist()


def test_nobody_of_that_name(tmp_path: Path, capsys: Printed) -> None:
    assert main(["export-person", EMAIL, "--output", str(tmp_path / "anna.zip")]) == 1
    assert "Her er intet om den person" in capsys.readouterr().err


def test_a_dry_erasure_tells_and_changes_nothing(workspace: Workspace, capsys: Printed) -> None:
    make_contact(workspace, notes="Ring til Anna And.")
    make_user(EMAIL)

    assert main(["erase-person", EMAIL, "--dry-run"]) == 0

    told = capsys.readouterr().out
    assert "accounts.User: 1 slettes" in told
    assert "Se på actors.Actor.notes" in told
    assert User.objects.filter(email=EMAIL).exists()


def test_an_erasure_can_take_the_name_out_too(workspace: Workspace, capsys: Printed) -> None:
    contact = make_contact(workspace, notes="Ring til Anna And.")

    assert main(["erase-person", EMAIL, "--take-out-name"]) == 0

    assert f"{EMAIL} er slettet." in capsys.readouterr().out
    assert Actor.objects.get(pk=contact.actor_id).notes == "Ring til [slettet]."


def test_the_only_administrator_is_refused(administrator: User, capsys: Printed) -> None:
    assert main(["erase-person", administrator.email]) == 1
    assert "eneste administrator i Birkelund Kommune" in capsys.readouterr().err
    assert User.objects.filter(pk=administrator.pk).exists()
