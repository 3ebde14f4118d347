"""Who may read what: nothing above the audience ever gets through."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.visibility import (
    CHOOSABLE,
    GOES_WITH,
    NEVER_OUTSIDE,
    USUAL,
    level_of,
    level_of_row,
    may_read,
    usual,
    visible_data,
)
from brobygger.actors.enums import ActorKind, ContactPointKind, Visibility

LEVELS = st.sampled_from(["", *Visibility.values, "nonsense"])
WORDS = st.sampled_from(["", "ét", "to", "tre"])


def rows(made: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(made, max_size=3).map(tuple)


def exchanges() -> st.SearchStrategy[Any]:
    return rows(st.builds(ExchangeData, text=st.just("noget"), visibility=LEVELS))


@st.composite
def known(draw: st.DrawFn) -> ActorData:
    """An actor with anything in it, and anything chosen about who may read it."""
    texts = (
        "description", "phone", "email", "street", "town", "country", "notes", "source",
        "challenges", "ideas", "interests", "background", "external_id", "capacity_text",
    )  # fmt: skip
    words: dict[str, Any] = {name: draw(WORDS) for name in texts}
    places = draw(rows(st.builds(LocationData, name=st.just("Salen"), visibility=LEVELS)))
    points = rows(
        st.builds(
            ContactPointData,
            kind=st.sampled_from(ContactPointKind),
            value=st.just("12"),
            place=st.one_of(st.none(), st.integers(1, len(places))) if places else st.none(),
            visibility=LEVELS,
        )
    )
    return ActorData(
        name="Koret",
        kind=draw(st.sampled_from(ActorKind)),
        capacity=draw(st.one_of(st.none(), st.integers(0, 9))),
        target_groups=draw(st.sampled_from([(), ("women",)])),
        offers=draw(exchanges()),
        needs=draw(exchanges()),
        activities=draw(rows(st.builds(ActivityData, name=st.just("Sang"), visibility=LEVELS))),
        contact_persons=draw(
            rows(st.builds(ContactPersonData, name=st.just("Ida"), visibility=LEVELS))
        ),
        locations=places,
        contact_points=draw(points),
        visibility=draw(
            st.dictionaries(st.sampled_from([*CHOOSABLE, *NEVER_OUTSIDE, "kind"]), LEVELS)
        ),
        **words,
    )


OUTSIDE = st.sampled_from([Visibility.PARTIES, Visibility.PUBLIC])


@given(known(), OUTSIDE)
def test_nothing_above_the_audience_gets_through(data: ActorData, audience: Visibility) -> None:
    seen = visible_data(data, audience)
    if not may_read(level_of(data, "name"), audience):
        assert seen is None
        return
    assert seen is not None
    for field in fields(ActorData):
        if field.name in ROW_FIELDS:
            allowed = [
                replace(row, visibility="", **({"place": None} if hasattr(row, "place") else {}))
                for row in getattr(data, field.name)
                if may_read(level_of_row(field.name, row, data.kind), audience)
            ]
            shown = [
                replace(row, **({"place": None} if hasattr(row, "place") else {}))
                for row in getattr(seen, field.name)
            ]
            assert shown == allowed
        elif may_read(level_of(data, field.name), audience):
            assert getattr(seen, field.name) == getattr(data, field.name)
        else:
            assert getattr(seen, field.name) in ("", (), None, {})


@given(known(), st.sampled_from(Visibility))
def test_notes_background_and_source_never_leave(data: ActorData, audience: Visibility) -> None:
    seen = visible_data(data, audience)
    assert seen is None or seen.background == ""
    if seen is not None and audience != Visibility.WORKSPACE:
        assert (seen.notes, seen.source, seen.visibility) == ("", "", {})


@given(known())
def test_the_public_sees_no_more_than_the_parties(data: ActorData) -> None:
    parties, public = (visible_data(data, one) for one in (Visibility.PARTIES, Visibility.PUBLIC))
    if public is None:
        return
    assert parties is not None
    for name in ROW_FIELDS:
        assert len(getattr(public, name)) <= len(getattr(parties, name))
    for name in CHOOSABLE:
        assert getattr(public, name) in (getattr(parties, name), "", (), None)


@given(known(), OUTSIDE)
def test_a_number_stays_at_its_place_when_others_are_hidden(
    data: ActorData, audience: Visibility
) -> None:
    seen = visible_data(data, audience)
    marked = tuple(replace(place, name=str(at)) for at, place in enumerate(data.locations, 1))
    told = visible_data(replace(data, locations=marked), audience)
    if seen is None or told is None:
        return
    shown = iter(told.contact_points)
    for point in data.contact_points:
        if may_read(level_of_row("contact_points", point, data.kind), audience):
            place = next(shown).place
            assert place is None or told.locations[place - 1].name == str(point.place)


@pytest.mark.parametrize("name", [*USUAL, *GOES_WITH])
def test_a_person_is_never_public_until_somebody_says_so(name: str) -> None:
    assert usual(name, ActorKind.ENTHUSIAST) != Visibility.PUBLIC


def test_the_home_of_an_informal_group_is_for_those_it_works_with() -> None:
    data = ActorData(
        name="Strikkerne", kind=ActorKind.INFORMAL_GROUP, street="Elmevej 1", town="By"
    )
    seen = visible_data(data, Visibility.PUBLIC)
    assert seen is not None
    assert (seen.street, seen.town) == ("", "By")


def test_every_field_has_a_circle() -> None:
    names = {field.name for field in fields(ActorData)}
    assert names == set(USUAL) | set(GOES_WITH) | NEVER_OUTSIDE
