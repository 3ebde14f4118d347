"""Dates and times as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from brobygger.core.templatetags.brobygger import day, moment, short_day

EVENING = datetime(2027, 3, 2, 18, 0, tzinfo=UTC)


def test_a_moment_in_danish() -> None:
    assert moment(EVENING) == "tirsdag den 2. marts 2027 kl. 19.00"


def test_a_moment_in_english() -> None:
    with translation.override("en"):
        assert moment(EVENING) == "Tuesday 2 March 2027 at 19:00"


def test_the_day_is_the_danish_one() -> None:
    assert day(datetime(2027, 3, 1, 23, 30, tzinfo=UTC)) == "tirsdag den 2. marts 2027"


@pytest.mark.parametrize("nothing", [day, short_day, moment])
def test_nothing_is_empty(nothing: object) -> None:
    assert nothing(None) == ""  # type: ignore[operator]


def test_short_day() -> None:
    assert short_day(date(2027, 3, 2)) == "2. marts 2027"


def test_a_frame_without_content_is_not_shown() -> None:
    text = '{% load brobygger %}{% wrapped "core/components/crumbs.html" %} {{ a }}{% endwrapped %}'
    assert Template(text).render(Context({"a": ""})) == ""
    assert "<nav" in Template(text).render(Context({"a": "x"}))
