import pytest

from brobygger.cli.main import main
from brobygger.workspaces.models import Workspace


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROBYGGER_DEMO", "")
    monkeypatch.delenv("BROBYGGER_SMTP_URL", raising=False)


def test_invented_people_never_meet_a_real_mail_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROBYGGER_SMTP_URL", "smtp://mail.example")
    assert main(["demo"]) == 1
    assert "BROBYGGER_SMTP_URL" in capsys.readouterr().err


def test_the_demo_is_not_laid_on_top_of_real_data(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 1
    assert "Birkelund Kommune" in capsys.readouterr().err
    assert Workspace.objects.count() == 1
