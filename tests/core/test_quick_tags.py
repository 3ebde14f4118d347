"""`{% url %}` and `{% translate %}` remember; what they say is what Django's own would."""

from uuid import UUID

import pytest
from django.template import Context, Template, engines
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation

from brobygger.core.addresses import address

KEY = UUID("0195a0a0-0000-7000-8000-000000000000")


def rendered(text: str, **context: object) -> str:
    return Template("{% load i18n %}" + text).render(Context(context))


def test_an_address_is_djangos() -> None:
    said = rendered("{% url 'actors:detail' 'fjordby' key %}", key=KEY)
    assert said == reverse("actors:detail", args=["fjordby", KEY]) == f"/w/fjordby/actors/{KEY}/"


def test_an_address_by_name_of_its_parts_too() -> None:
    said = rendered("{% url 'actors:list' workspace_slug=slug %}", slug="fjordby")
    assert said == "/w/fjordby/actors/"


def test_an_address_that_is_not_there() -> None:
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'actors:nowhere' 'fjordby' %}")
    assert rendered("{% url 'actors:nowhere' 'fjordby' as there %}[{{ there }}]") == "[]"


def test_an_address_knows_where_the_house_stands() -> None:
    assert address("actors:list", "fjordby") == "/w/fjordby/actors/"
    set_script_prefix("/brobygger/")
    try:
        assert address("actors:list", "fjordby") == "/brobygger/w/fjordby/actors/"
    finally:
        set_script_prefix("/")


def test_other_pages_have_other_addresses() -> None:
    address("actors:list", "fjordby")
    with override_settings(ROOT_URLCONF="allauth.urls"), pytest.raises(NoReverseMatch):
        address("actors:list", "fjordby")


def test_words_follow_the_language_from_one_time_to_the_next() -> None:
    page = Template("{% load i18n %}{% translate 'Fortryd' context 'undo' %}, {% trans 'Søg' %}")
    said = []
    for language in ("da", "en", "da"):
        with translation.override(language):
            said.append(page.render(Context()))
    assert said == ["Fortryd, Søg", "Undo, Search", "Fortryd, Søg"]


def test_words_kept_for_later_are_not_said_at_once() -> None:
    with translation.override("en"):
        assert rendered("{% translate 'Søg' as find %}[{{ find }}]") == "[Search]"
        assert rendered("{% translate words %}", words="Søg") == "Search"


def test_the_choices_of_a_select() -> None:
    some = [("", "Alle"), ('a"<', "Børn & unge")]
    said = rendered("{% load brobygger %}{% options some now %}", some=some, now='a"<')
    assert said == (
        '<option value="">Alle</option>'
        '<option value="a&quot;&lt;" selected>Børn &amp; unge</option>'
    )


def test_only_i18n_is_taken_from_django() -> None:
    twice = [one.msg for one in engines["django"].check() if one.id == "templates.W003"]
    assert len(twice) == 1
    assert twice[0].startswith("'i18n' is used for multiple template tag modules")
