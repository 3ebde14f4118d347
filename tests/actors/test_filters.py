"""What an address of the list asks for, and the same filter as an address again."""

import pytest
from django.http import QueryDict

from brobygger.actors.domain.filters import Filter, filter_of, without
from brobygger.actors.filter_words import words_of

EVERYTHING = Filter(
    query="mad & fest",
    kind=("company", "school"),
    target_group=("unge mødre",),
    offers=("competence:accounting",),
    area=("Ådal, øst",),
    freshness=("old", "never"),
    place="8000 Aarhus C",
    at=(56.1572, -10.2107),
    km=25,
    removed=True,
    sort="area",
)


def test_a_filter_survives_being_an_address() -> None:
    assert filter_of(QueryDict(EVERYTHING.as_query)) == EVERYTHING
    assert filter_of(QueryDict("")) == Filter()
    assert Filter().as_query == ""


@pytest.mark.parametrize(
    "query",
    ["sort=drop&km=3&freshness=x", "at=91,0", "at=nan,1", "at=1", "at=1,inf", "at=æ,ø", "kind=&q=+",
     "km=%D9%A3", "km=" + "9" * 5000, "page=-1&kind=%00"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(query: str) -> None:
    assert filter_of(QueryDict(query)) == Filter()


def test_an_old_link_to_what_is_long_since_confirmed_still_works() -> None:
    assert filter_of(QueryDict("stale=on")).freshness == ("old", "never")


def test_one_thing_is_taken_away_at_a_time() -> None:
    assert without(EVERYTHING, "kind", "company").kind == ("school",)
    assert not without(EVERYTHING, "place").is_near
    assert not without(EVERYTHING, "removed").removed
    assert without(EVERYTHING, "kind", "school").query == EVERYTHING.query


def test_the_filter_is_told_in_words() -> None:
    assert words_of(EVERYTHING) == [
        "Slags: Virksomhed",
        "Slags: Skole",
        "Målgruppe: unge mødre",
        "Kan give: Regnskab",
        "Område: Ådal, øst",
        "Sidst bekræftet: Over et år siden",
        "Sidst bekræftet: Aldrig bekræftet",
        "Inden for 25 km af 8000 Aarhus C",
        "De fjernede",
    ]
