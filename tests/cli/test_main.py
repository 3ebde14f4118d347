import pytest

from brobygger.cli.main import COMMANDS, INNER, main


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command says on stderr when it does not understand."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_help_is_danish_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("brug: brobygger")
    assert "vis denne hjælp" in said
    assert all(name in said for name in COMMANDS)
    assert not any(name in said for name in INNER)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_danish_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("brug: ")
    assert not {"options:", "usage:", "show this help"} & set(said.splitlines())


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "»flyv« findes ikke" in refusal(capsys, "flyv")


def test_a_missing_value_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "her mangler: --name" in refusal(capsys, "create-workspace", "--slug=a")


def test_an_unknown_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "kender ikke: --fast" in refusal(capsys, "doctor", "--fast")
