"""The key of the house can be changed: what was made with the earlier ones stays readable."""

import json
import os
import subprocess
import sys
from pathlib import Path

READ = """
import json
from brobygger.config import settings
print(json.dumps([settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS]))
"""


def keys(data: Path, **more: str) -> list[object]:
    without = {name: value for name, value in os.environ.items() if "SECRET_KEY" not in name}
    environment = {**without, "BROBYGGER_DATA": str(data), **more}
    answer = subprocess.run(
        [sys.executable, "-c", READ], env=environment, capture_output=True, check=True
    )
    found: list[object] = json.loads(answer.stdout)
    return found


def test_earlier_keys_come_from_the_environment_and_from_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key.old").write_text("fra filen")
    found = keys(tmp_path, BROBYGGER_SECRET_KEY="ny", BROBYGGER_SECRET_KEY_FALLBACKS="a, b,")

    assert found == ["ny", ["fra filen", "a", "b"]]


def test_a_key_moved_aside_is_replaced_and_still_known(tmp_path: Path) -> None:
    first, none = keys(tmp_path)
    (tmp_path / "secret_key").rename(tmp_path / "secret_key.old")
    second, earlier = keys(tmp_path)

    assert (none, earlier) == ([], [first])
    assert second != first
