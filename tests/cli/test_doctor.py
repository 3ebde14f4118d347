from typing import Any

import pytest

from brobygger.cli.doctor import _mail, _providers
from brobygger.cli.findings import Health, bad, good, note, report
from brobygger.cli.main import main
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


def test_providers_are_asked_for_what_they_tell_of_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_provider("http://localhost:8000") as provider:
        for name, value in {
            "": "kommune",
            "_KOMMUNE_ISSUER": provider.issuer,
            "_KOMMUNE_CLIENT_ID": "brobygger",
            "_KOMMUNE_CLIENT_SECRET": "hemmelig",
        }.items():
            monkeypatch.setenv(f"BROBYGGER_OIDC{name}", value)
        (there,) = _providers()
        monkeypatch.setenv("BROBYGGER_OIDC_KOMMUNE_ISSUER", f"{provider.issuer}/")
        (another,) = _providers()
    (away,) = _providers()
    monkeypatch.delenv("BROBYGGER_OIDC_KOMMUNE_CLIENT_ID")
    (wrong,) = _providers()
    assert there == good(f"kommune svarer ({provider.issuer})")
    assert "issuer" in another.text
    assert {another.health, away.health, wrong.health} == {Health.BAD}
    assert wrong.text == "BROBYGGER_OIDC_KOMMUNE_CLIENT_ID mangler."
