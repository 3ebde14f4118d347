"""Collecting texts keeps what somebody translated and drops what nobody uses."""

from pathlib import Path

import pytest

from tools import messages


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one room in it."""
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    folder = tmp_path / "hall"
    (folder / "templates" / "hall").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "views.py").write_text('say = _("Kom ind")\ncount = ngettext("en", "%(n)s", 2)\n')
    page = "{% block a %}\n    {% translate 'Luk døren' %}\n  {% endblock %}"
    (folder / "templates" / "hall" / "page.html").write_text(page)
    messages.update("hall")
    return folder


def translate(text: str, english: str) -> None:
    path = messages.catalogue_file("hall")
    old = f'msgid "{text}"\nmsgstr ""'
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, f'msgid "{text}"\nmsgstr "{english}"'))


def test_python_and_templates_are_both_read(room: Path) -> None:
    assert {p.text for p in messages.check(["hall"])} == {"Kom ind", "en", "Luk døren"}


def test_a_second_run_changes_nothing(room: Path) -> None:
    assert not messages.update("hall")


def test_what_is_translated_stays(room: Path) -> None:
    translate("Kom ind", "Come in")
    (room / "more.py").write_text('more = _("Sæt dig")\n')
    messages.update("hall")

    assert 'msgstr "Come in"' in messages.catalogue_file("hall").read_text()
    assert {p.text for p in messages.check(["hall"])} == {"en", "Luk døren", "Sæt dig"}


def test_what_nobody_uses_goes(room: Path) -> None:
    (room / "views.py").write_text("")

    assert "no longer used" in {p.what for p in messages.check(["hall"])}
    messages.update("hall")
    assert {p.text for p in messages.check(["hall"])} == {"Luk døren"}


def test_a_lost_placeholder_is_seen(room: Path) -> None:
    (room / "views.py").write_text('say = _("Hej {who}")\n')
    messages.update("hall")
    translate("Hej {who}", "Hello")

    assert "a placeholder is lost" in {p.what for p in messages.check(["hall"])}
