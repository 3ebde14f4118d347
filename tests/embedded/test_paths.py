from pathlib import Path

from brobygger.embedded.paths import DataFolder, checkout, data_folder


def test_the_chosen_folder_wins(tmp_path: Path) -> None:
    assert data_folder({"BROBYGGER_DATA": str(tmp_path)}) == tmp_path


def test_a_checkout_keeps_its_data_beside_the_code() -> None:
    root = checkout()
    assert root is not None
    assert data_folder({}) == root / "data"


def test_the_parts_are_closed_to_others(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new" / "data")
    folder.create()
    assert {part.stat().st_mode & 0o777 for part in (folder.files, folder.run, folder.log)} == {
        0o700
    }
