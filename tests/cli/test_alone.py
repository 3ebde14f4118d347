import pytest

from brobygger.cli.main import main


@pytest.mark.parametrize("command", ["web", "worker"])
def test_one_part_alone_wants_a_database_of_ones_own(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert main([command]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err
