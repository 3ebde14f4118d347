"""English is complete."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tools import compile_messages, messages


@pytest.mark.parametrize("room", messages.rooms())
def test_every_text_has_an_english_one(room: str) -> None:
    assert messages.check([room]) == []


def test_a_text_means_the_same_in_all_rooms() -> None:
    """Django joins the catalogues of all rooms into one."""
    problems = [p for p in messages.check(messages.rooms()) if p.what.startswith("another")]

    assert problems == []


def test_django_reads_our_catalogues() -> None:
    compile_messages.compile_all()

    with translation.override("en"):
        assert gettext("Koordinator") == "Coordinator"
