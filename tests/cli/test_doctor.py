from typing import Any

import pytest

from brobygger.cli.doctor import _mail
from brobygger.cli.findings import Health, bad, good, note, report
from brobygger.cli.main import main


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
    assert report([lambda: [good("a"), note("b")]]) == 0
    assert report([lambda: [good("a"), bad("c")]]) == 1
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
