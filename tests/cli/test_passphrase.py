import os
import pty
import sys
from pathlib import Path

import pytest

from brobygger.cli.passphrase import VARIABLE, known_passphrase, new_passphrase
from brobygger.embedded.errors import EmbeddedError

GOOD = "fire tilfældige ord på række"
ASK = "from brobygger.cli.passphrase import new_passphrase as n; print('fik', ascii(n(None)))"


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "adgangskode"
    path.write_text(f"{GOOD}\n", encoding="utf-8")
    return path


def test_a_file_goes_before_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "noget andet")
    assert new_passphrase(file) == known_passphrase(file) == GOOD


def test_the_environment_gives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, GOOD)
    assert new_passphrase(None) == known_passphrase(None) == GOOD


def test_a_letter_typed_in_two_strokes_is_the_same_letter(file: Path) -> None:
    file.write_text("fire tilfældige ord pa\u030a række", encoding="utf-8")
    assert new_passphrase(file) == GOOD


def test_a_short_one_is_refused(file: Path) -> None:
    file.write_text("kort", encoding="utf-8")
    with pytest.raises(EmbeddedError, match="mindst 12 tegn"):
        new_passphrase(file)


@pytest.mark.parametrize(("content", "told"), [(b"\n", "er tom"), (b"\xe6", "ikke tekst")])
def test_a_file_without_one_is_told(file: Path, content: bytes, told: str) -> None:
    file.write_bytes(content)
    with pytest.raises(EmbeddedError, match=told):
        known_passphrase(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="findes ikke"):
        new_passphrase(tmp_path / "adgangskode")


def test_without_a_terminal_nobody_is_asked() -> None:
    assert new_passphrase(None) is None
    with pytest.raises(EmbeddedError, match="krypteret"):
        known_passphrase(None)


def at_a_terminal(*typed: str) -> str:
    """What the question's own process says to somebody who types this."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - another process
        os.execv(sys.executable, [sys.executable, "-c", ASK])
    said = b""
    try:
        for number, line in enumerate(typed, start=1):
            while said.count(b": ") < number:
                said += os.read(terminal, 1000)
            os.write(terminal, f"{line}\n".encode())
        while more := os.read(terminal, 1000):
            said += more
    except OSError:  # the terminal is gone when the process is
        pass
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    return said.decode(errors="replace")


def test_at_a_terminal_it_is_asked_for_twice_and_not_shown() -> None:
    said = at_a_terminal("fire gange fire ord", "fire gange fire ord")
    assert "fik 'fire gange fire ord'" in said
    assert said.count("fire gange") == 1


def test_two_that_differ_are_refused() -> None:
    assert "ikke ens" in at_a_terminal("fire gange fire ord", "fire gange fem ord")
