import errno
from importlib.metadata import version

import pytest

from brobygger.cli.main import COMMANDS, INNER, main, refusal_of


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


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Brobygger {version('brobygger')}\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, "no", "/a/b"), "må ikke læse eller skrive /a/b"),
        (OSError(errno.ENOSPC, "No space left", "/a/b"), "Disken med /a/b er fuld"),
        (OSError(errno.EIO, "I/O error", "/a/b"), "/a/b kan ikke bruges: I/O error"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(error: OSError, told: str) -> None:
    assert told in refusal_of(error)
