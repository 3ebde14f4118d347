import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from brobygger.audit.record import record
from brobygger.cli.doctor import _mail, _providers
from brobygger.cli.doctor_database import look_inside
from brobygger.cli.doctor_folder import look_at_backups, look_at_folder
from brobygger.cli.findings import Finding, Health, bad, good, note, tell_lines
from brobygger.cli.last_backup import NOTE, LastBackup, note_backup
from brobygger.cli.main import main
from brobygger.cli.passphrase import VARIABLE
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.embedded.paths import DataFolder
from tests.oidc.provider import running_provider


@pytest.mark.django_db
def test_a_sound_installation_gets_no_complaint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "✓ Databasen passer til denne version" in said
    assert "✗" not in said


@pytest.mark.django_db
def test_mails_that_wait_for_a_server_are_told(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "brobygger.notifications.backends.NoServerBackend"
    assert main(["doctor"]) == 0
    assert "Mails venter og går ikke tabt (0 venter nu)" in capsys.readouterr().out


def test_one_bad_thing_makes_the_answer_bad(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_lines([lambda: [good("a"), note("b")]]) == 0
    assert tell_lines([lambda: [good("a"), bad("c")]]) == 1
    assert "✗ c" in capsys.readouterr().out


def test_a_mail_server_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROBYGGER_SMTP_URL", "smtp://127.0.0.1:1")
    (finding,) = _mail()
    assert finding.health is Health.BAD
    assert "127.0.0.1:1" in finding.text


def test_demo_with_a_real_mail_server_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROBYGGER_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("BROBYGGER_DEMO", "1")
    (finding,) = _mail()
    assert "Demo" in finding.text


def test_a_mail_server_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROBYGGER_SMTP_URL", "mailserver")
    (finding,) = _mail()
    assert finding.health is Health.BAD
    assert "skal se sådan ud" in finding.text


def test_providers_are_asked_for_what_they_tell_of_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_provider() as provider:
        for name, value in provider.environ.items():
            monkeypatch.setenv(name, value)
        (there,) = _providers()
        monkeypatch.setenv("BROBYGGER_OIDC_KOMMUNE_ISSUER", f"{provider.issuer}/")
        (another,) = _providers()
    (away,) = _providers()
    monkeypatch.delenv("BROBYGGER_OIDC_KOMMUNE_CLIENT_ID")
    (wrong,) = _providers()
    assert there == good(f"Fjordby Kommunes login svarer ({provider.issuer})")
    assert "issuer" in another.text
    assert {another.health, away.health, wrong.health} == {Health.BAD}
    assert wrong.text == "BROBYGGER_OIDC_KOMMUNE_CLIENT_ID mangler."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    made = DataFolder(tmp_path / "data")
    made.create()
    monkeypatch.delenv(VARIABLE, raising=False)
    return made


def texts(findings: Iterable[Finding], health: Health = Health.BAD) -> str:
    return " ".join(one.text for one in findings if one.health is health)


def test_what_others_can_read_is_told_with_the_cure(folder: DataFolder) -> None:
    assert texts(look_at_folder(folder)) == ""
    (folder.root / "secret_key").write_text("x")
    (folder.root / "secret_key").chmod(0o644)
    assert f"chmod -R go= {folder.root / 'secret_key'}" in texts(look_at_folder(folder))


def test_little_space_is_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brobygger.cli.doctor_folder.LITTLE_SPACE", 1 << 60)
    assert "Gør plads" in texts(look_at_folder(folder))


def test_the_age_of_the_newest_backup_is_told(folder: DataFolder) -> None:
    assert "Der er ikke taget nogen" in texts(look_at_backups(folder), Health.NOTE)
    note_backup(folder.root, LastBackup(clock.now().isoformat(), "a.backup"))
    assert "under en time gammel" in texts(look_at_backups(folder), Health.GOOD)
    with clock.travel_to(clock.now() + timedelta(days=4)):
        assert "4 dage gammel" in texts(look_at_backups(folder))
    (folder.root / NOTE).write_text("half a no")
    assert "Der er ikke taget nogen" in texts(look_at_backups(folder), Health.NOTE)


def test_a_passphrase_that_is_too_short_is_told_beforehand(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "kort")
    assert "mindst 12 tegn" in texts(look_at_backups(folder))
    monkeypatch.setenv(VARIABLE, "fire tilfældige ord på række")
    assert "er sat" in texts(look_at_backups(folder), Health.GOOD)


@pytest.mark.django_db
def test_a_clock_that_went_back_is_told() -> None:
    assert texts(look_inside()) == ""
    with clock.travel_to(clock.now() + timedelta(days=1)):
        record("demo.event", by=None, on=("actor", new_id()), workspace_id=None)
    assert "Uret er gået tilbage" in texts(look_inside())


@pytest.mark.django_db
def test_a_database_from_a_later_version_is_told() -> None:
    MigrationRecorder(connection).record_applied("core", "9999_later")
    assert "nyere Brobygger" in texts(look_inside())


@pytest.mark.django_db
def test_a_change_that_waits_is_no_fault() -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert "venter; de kommer ved næste start" in texts(look_inside(), Health.NOTE)


@pytest.mark.django_db
def test_jobs_that_were_given_up_are_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
            " VALUES ('default', 'core.retry_stalled', '{}', 'failed')"
        )
    assert "Opgivne opgaver: 1 (core.retry_stalled)" in texts(look_inside())


@pytest.mark.django_db
def test_the_monitoring_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"health": "good", "text": "Databasen passer til denne version"} in told
