from pathlib import Path

import pytest

from brobygger.embedded.binaries import client_program, find_binaries
from brobygger.embedded.errors import EmbeddedError


def fake_programs(folder: Path, major: int) -> dict[str, str]:
    """A folder with something that says it is PostgreSQL of that version."""
    folder.mkdir()
    for name in ("initdb", "postgres"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.3'\n")
        program.chmod(0o755)
    return {"BROBYGGER_POSTGRES_BIN": str(folder)}


def test_those_that_came_with_us_are_found() -> None:
    assert find_binaries(environ={}).major >= 15


def test_chosen_ones_win(tmp_path: Path) -> None:
    environ = fake_programs(tmp_path / "bin", 16)
    assert find_binaries(environ=environ).folder == tmp_path / "bin"


def test_an_existing_folder_needs_its_own_version(tmp_path: Path) -> None:
    environ = fake_programs(tmp_path / "bin", 18)
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 16.*urørte.*postgresql-16"):
        find_binaries(major=16, environ=environ)


def test_too_old_ones_are_no_use(tmp_path: Path) -> None:
    environ = fake_programs(tmp_path / "bin", 14)
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        find_binaries(environ=environ)


def test_programs_for_another_machine_are_passed_over(tmp_path: Path) -> None:
    environ = fake_programs(tmp_path / "bin", 18)
    (tmp_path / "bin" / "postgres").write_bytes(b"\x7fELF of another kind")
    with pytest.raises(EmbeddedError):
        find_binaries(environ=environ)


def test_a_missing_client_program_says_what_to_install() -> None:
    with pytest.raises(EmbeddedError, match="postgresql-client"):
        client_program("pg_no_such_thing")
