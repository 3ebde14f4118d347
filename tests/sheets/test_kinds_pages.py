"""The kinds of field on the page: as a form without JavaScript, saved alone, read by others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.sheets.domain.commands import FieldState, SetValue, Vote, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.models import Sheet
from tests.factories.actors import make_actor
from tests.sheets.kinds import kinds_sheet, kinds_tool  # noqa: F401
from tests.sheets.test_kinds import A, B, put

Login = Callable[[User], Client]


def rows(field: str, *sent: dict[str, str], revision: int = 0) -> dict[str, str]:
    """The rows of a field as a form sends them."""
    named = {f"{field}-{n}-{key}": cell for n, row in enumerate(sent) for key, cell in row.items()}
    return {f"{field}-revision": str(revision), f"{field}-count": str(len(sent)), **named}


def test_the_whole_form_saves_every_kind(kinds: Sheet, coordinator: User, as_user: Login) -> None:
    sent: dict[str, Any] = {
        **rows("wall", {"id": A, "text": "Nøgler", "author": "Ida", "group": "now"}),
        **rows("approach", {"id": "group", "position": "6"}, {"label": "Kor", "position": "9"}),
        **rows("measures", {"name": "Børn", "target": "20"}),
        **rows("who", {"name": "Et kor uden for registret", "why": "De synger"}),
        "form-revision": "0",
        "form-present": ["amoeba", "rowing_boat"],
        "form-takes": "Tid",
        "contact-revision": "0",
        "contact-name": "Ida",
        "contact-phone": "12345678",
    }
    assert as_user(coordinator).post(f"/sheets/{kinds.id}/save/", sent).status_code == 302
    told = sheet_values(kinds).as_json()["fields"]
    assert told["wall"] == [{"text": "Nøgler", "author": "Ida", "group": "now", "votes": 0}]
    assert told["approach"]["group"] == {"position": 6, "note": ""}
    assert told["approach"]["marks"] == [{"label": "Kor", "note": "", "position": 9}]
    assert told["form"]["present"] == ["amoeba", "rowing_boat"]
    assert told["measures"][0]["target"] == "20"
    assert told["contact"]["phone"] == "12345678"
    assert told["who"] == [{"name": "Et kor uden for registret", "why": "De synger"}]


def test_a_vote_by_a_button_keeps_what_was_typed(
    kinds: Sheet, coordinator: User, as_user: Login
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    sent = rows("wall", {"id": A, "text": "Nøgler til huset"}, revision=1)
    as_user(coordinator).post(f"/sheets/{kinds.id}/save/", sent | {"do": f"vote:wall:{A}"})
    note = sheet_values(kinds).notes("wall")[0]
    assert (note.text, note.votes) == ("Nøgler til huset", 1)
    page = as_user(coordinator).get(f"/sheets/{kinds.id}/").text
    assert f"unvote:wall:{A}" in page


def test_voting_answers_the_whole_field(kinds: Sheet, coordinator: User, as_user: Login) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    sent = rows("wall", {"id": A, "text": "Nøgler"}, revision=1) | {"do": f"vote:wall:{A}"}
    answer = as_user(coordinator).post(
        f"/sheets/{kinds.id}/fields/wall/", sent, headers={"HX-Request": "true"}
    )
    assert answer["HX-Retarget"] == "#field-wall"
    assert "1 stemme" in answer.text


def test_a_moved_mark_moves_the_picture(kinds: Sheet, coordinator: User, as_user: Login) -> None:
    sent = rows("approach", {"id": "group"}, {"label": "Kor", "position": "9"})
    answer = as_user(coordinator).post(
        f"/sheets/{kinds.id}/fields/approach/", sent, headers={"HX-Request": "true"}
    )
    assert 'hx-swap-oob="true"' in answer.text
    assert "Ét mærke er sat. Det står på 9." in answer.text


def test_readers_see_marks_groups_and_the_way_between(
    kinds: Sheet, coordinator: User, reader: User, as_user: Login
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler", "group": "later"}], coordinator)
    apply(kinds, Vote("wall", A, up=True), by=coordinator)
    marks = [{"label": "Kor", "position": "2"}, {"label": "Café", "position": "9", "note": "Ny"}]
    put(kinds, "approach", marks, coordinator)
    put(kinds, "form", {"present": ["amoeba"], "satisfied": "yes"}, coordinator)
    page = as_user(reader).get(f"/sheets/{kinds.id}/").text
    for words in ("Senere", "1 stemme", "Mærkerne går fra 2 til 9", "nærmest Offentlig", "Amøben"):
        assert words in page
    assert "Vi er tilfredse" in page
    assert "vote:wall" not in page


def test_a_reader_cannot_vote(
    kinds: Sheet, coordinator: User, reader: User, as_user: Login
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    sent = {"do": f"vote:wall:{A}", **rows("wall", {"id": A, "text": "Nøgler"}, revision=1)}
    assert as_user(reader).post(f"/sheets/{kinds.id}/fields/wall/", sent).status_code == 403


def test_what_is_refused_stays_with_its_votes(
    kinds: Sheet, coordinator: User, as_user: Login
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    apply(kinds, Vote("wall", A, up=True), by=coordinator)
    typed = {"id": A, "text": "Ring til 010190-1234"}
    answer = as_user(coordinator).post(f"/sheets/{kinds.id}/save/", rows("wall", typed, revision=2))
    assert answer.status_code == 422
    assert "Ring til 010190-1234" in answer.text
    assert "1 stemme" in answer.text


def test_script_in_a_note_is_only_words(kinds: Sheet, coordinator: User, as_user: Login) -> None:
    put(kinds, "wall", [{"id": A, "text": "<script>alert(1)</script>"}], coordinator)
    put(kinds, "approach", [{"id": B, "label": "<b>x</b>", "position": "1"}], coordinator)
    page = as_user(coordinator).get(f"/sheets/{kinds.id}/").text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


# Actors


@pytest.fixture
def choir(kinds: Sheet) -> Actor:
    return make_actor(kinds.workspace, name="Søndagskoret")


def named(sheet: Sheet, name: str, by: User, base: int = 0, **more: str) -> FieldState:
    value = {"rows": [{"id": A, "name": name, **more}]}
    return apply(sheet, SetValue("who", value, base), by=by)


def test_a_known_actor_is_pointed_to(kinds: Sheet, choir: Actor, coordinator: User) -> None:
    named(kinds, "søndagskoret", coordinator)
    assert sheet_values(kinds).actors("who")[0].id == choir.id
    named(kinds, "Et andet kor", coordinator, base=1)
    assert sheet_values(kinds).actors("who")[0].id is None


def test_of_two_with_one_name_none_is_pointed_to(
    kinds: Sheet, choir: Actor, coordinator: User
) -> None:
    make_actor(kinds.workspace, name="Søndagskoret")
    named(kinds, "Søndagskoret", coordinator)
    assert sheet_values(kinds).actors("who")[0].id is None


def test_a_pointer_is_not_taken_from_the_sender(
    kinds: Sheet, choir: Actor, coordinator: User
) -> None:
    named(kinds, "Hvem som helst", coordinator, name_id=str(choir.id))
    assert sheet_values(kinds).actors("who")[0].id is None


def test_the_name_leads_to_the_register(
    kinds: Sheet, choir: Actor, coordinator: User, as_user: Login
) -> None:
    named(kinds, "Søndagskoret", coordinator)
    assert str(choir.id) in as_user(coordinator).get(f"/sheets/{kinds.id}/").text


def test_names_are_suggested_to_those_who_see_the_register(
    kinds: Sheet, choir: Actor, coordinator: User, reader: User, as_user: Login
) -> None:
    url = f"/sheets/{kinds.id}/suggestions/"
    assert "Søndagskoret" in as_user(coordinator).get(url, {"q": "søn"}).text
    assert "Søndagskoret" not in as_user(coordinator).get(url, {"q": "s"}).text
    assert as_user(reader).get(url, {"q": "søn"}).status_code == 403


def test_marks_are_folded_and_the_next_to_place_lies_open(
    kinds: Sheet, coordinator: User, as_user: Login
) -> None:
    marks = [
        {"id": "group", "position": "5"},
        {"label": "Kor", "position": "2"},
        {"label": "Café"},
        {"label": "Cykler"},
    ]
    put(kinds, "approach", marks, coordinator)
    page = as_user(coordinator).get(f"/sheets/{kinds.id}/fields/approach/").text
    lines = page.split('class="bb-scale__row')[1:]
    opened = [line.split("<summary>")[0].count("open") for line in lines]
    assert opened == [0, 0, 0, 1, 0, 1]  # the list itself, whole, Kor, Café, Cykler, a new one
    assert 'Kor <span class="bb-scale__at">2</span>' in page
    assert 'Cykler <span class="bb-scale__at">Ikke sat</span>' in page
