"""A tool file that is wrong is told at start and by the doctor: file, line, reason, what to do."""

import shutil
from pathlib import Path

import pytest

from brobygger.catalog import tools
from brobygger.cli.doctor import _tools
from brobygger.cli.findings import Health
from brobygger.cli.tools import check_tools
from brobygger.embedded.errors import EmbeddedError
from tests.catalog.test_tools import GOOD, THEME, write


def test_the_tools_of_the_house_can_be_read() -> None:
    [finding] = _tools()
    assert finding.health is Health.GOOD
    assert finding.text == f"{len(tools.all_tools())} redskaber kan læses"


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("id: second", "id: first", 18, "id'et »first« står to gange"),
        ("kind: text", "kind: tekst", 13, "ingen slags felt, der hedder »tekst«"),
        (', en: "First"}', "}", 15, "den engelske tekst mangler"),
        ("fields:", f"themes: [{THEME}]\nfields:", 12, "»third«, som redskabet ikke har"),
        ("column: 7", "column: 6", 18, "»first« og »second« ligger oven i hinanden"),
        ("version: 1", "version: 1\nversion: 2", 3, "»version« står to gange"),
    ],
)
def test_what_is_wrong_is_told_in_plain_danish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, line: int, reason: str
) -> None:
    monkeypatch.setattr(tools, "TOOLS", write(tmp_path, GOOD.replace(before, after, 1)))

    with pytest.raises(EmbeddedError) as refused:
        check_tools()

    assert f"probe.yaml, linje {line} kan ikke læses" in str(refused.value)
    assert reason in str(refused.value)
    assert "Ret filen, og start igen." in str(refused.value)
    [finding] = _tools()
    assert finding.health is Health.BAD


def test_a_field_that_changed_its_kind_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, GOOD, "probe.v1.yaml")
    other = GOOD.replace("version: 1", "version: 2").replace("kind: text", "kind: resources")
    monkeypatch.setattr(tools, "TOOLS", write(tmp_path, other))
    with pytest.raises(EmbeddedError, match="giv det nye felt sit eget id"):
        check_tools()


def test_a_field_may_go_and_the_older_version_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written in it is kept and shown with the sheets that began with it."""
    folder = shutil.copytree(tools.TOOLS, tmp_path / "tools")
    (folder / "probe.v1.yaml").write_text(GOOD, encoding="utf-8")
    without = GOOD[: GOOD.index("  - id: second")].replace("version: 1", "version: 2")
    (folder / "probe.yaml").write_text(without, encoding="utf-8")
    monkeypatch.setattr(tools, "TOOLS", folder)
    assert check_tools() == len(tools.all_tools()) + 1
