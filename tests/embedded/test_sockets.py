import shutil
from pathlib import Path

import psycopg.conninfo

from brobygger.embedded.paths import DataFolder
from brobygger.embedded.sockets import LONGEST, database_url, socket_folder


def made(path: Path) -> DataFolder:
    folder = DataFolder(path)
    folder.create()
    return folder


def test_a_short_path_holds_its_own_socket(tmp_path: Path) -> None:
    folder = made(tmp_path / "d")
    assert socket_folder(folder) == folder.run


def test_a_long_path_gets_a_short_private_one_and_keeps_it(tmp_path: Path) -> None:
    folder = made(tmp_path / ("langt" * 20) / "d")
    short = socket_folder(folder)
    assert len(str(short)) <= LONGEST
    assert short.stat().st_mode & 0o777 == 0o700
    assert socket_folder(folder) == short
    short.rmdir()


def test_a_tidied_short_folder_comes_back(tmp_path: Path) -> None:
    folder = made(tmp_path / ("langt" * 20) / "d")
    short = socket_folder(folder)
    shutil.rmtree(short)
    assert socket_folder(folder) == short
    short.rmdir()


def test_a_folder_somebody_opened_to_others_is_not_used_again(tmp_path: Path) -> None:
    folder = made(tmp_path / ("langt" * 20) / "d")
    short = socket_folder(folder)
    short.chmod(0o777)
    other = socket_folder(folder)
    assert other != short
    short.rmdir()
    other.rmdir()


def test_names_that_break_the_list_of_folders_are_avoided(tmp_path: Path) -> None:
    folder = made(tmp_path / "a,b")
    short = socket_folder(folder)
    assert "," not in str(short)
    short.rmdir()


def test_the_address_survives_odd_letters() -> None:
    parts = psycopg.conninfo.conninfo_to_dict(database_url(Path("/Æ ø/RUN")))
    assert parts["host"] == "/Æ ø/RUN"
