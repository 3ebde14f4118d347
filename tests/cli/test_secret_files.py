from pathlib import Path

import pytest

from brobygger.cli.secret_files import read_secret_files
from brobygger.embedded.errors import EmbeddedError


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "database_url"
    path.write_text("postgresql://db/brobygger\n")
    environ = {"DATABASE_URL_FILE": str(path), "PORT": "8000"}
    read_secret_files(environ)

    assert environ == {"DATABASE_URL": "postgresql://db/brobygger", "PORT": "8000"}


def test_both_ways_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="BROBYGGER_SECRET_KEY_FILE"):
        read_secret_files({"BROBYGGER_SECRET_KEY": "a", "BROBYGGER_SECRET_KEY_FILE": "/b"})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="mangler"):
        read_secret_files({"BROBYGGER_SMTP_URL_FILE": str(tmp_path / "mangler")})
