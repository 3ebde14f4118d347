"""Notes, scales, pairs, measures, people and actors: kept, merged, counted, never ranked."""

from typing import Any

import pytest

from brobygger.accounts.models import User
from brobygger.sheets.domain.commands import FieldState, SetValue, Vote, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.exceptions import ChangedMeanwhile, LooksLikeCpr, NotSaved, UnknownField
from brobygger.sheets.models import FieldRevision, Sheet
from brobygger.sheets.shapes import rules_of
from brobygger.sheets.values import Mark, Measure, Note, Pair, Person, Scale
from tests.sheets.kinds import kinds_sheet, kinds_tool  # noqa: F401

A, B, C = ("0a" * 16, "0b" * 16, "0c" * 16)


def put(sheet: Sheet, field: str, value: Any, by: User, base: int = 0) -> FieldState:
    """Write the field's value, whatever its shape is called."""
    shape = sheet.tool.field(field).shape
    return apply(sheet, SetValue(field, {shape.value: value}, base), by=by)


def said(sheet: Sheet) -> Any:
    return sheet_values(sheet)


# Notes


def test_notes_keep_author_and_group(kinds: Sheet, coordinator: User) -> None:
    notes = [{"id": A, "text": " Nøgler ", "author": "Amina", "group": "now"}, {"author": "Amina"}]
    put(kinds, "wall", notes, coordinator)
    assert said(kinds).notes("wall") == (Note("Nøgler", "Amina", "now", 0),)


def test_a_vote_counts_once_and_is_taken_back_by_the_same(
    kinds: Sheet, coordinator: User, adviser: User
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    for by in (coordinator, coordinator, adviser):
        apply(kinds, Vote("wall", A, up=True), by=by)
    assert said(kinds).notes("wall")[0].votes == 2
    apply(kinds, Vote("wall", A, up=False), by=adviser)
    assert said(kinds).notes("wall")[0].votes == 1


def test_votes_cannot_be_sent_along(kinds: Sheet, coordinator: User) -> None:
    forged = {"id": A, "text": "Nøgler", "votes": ["x", "y", "z"]}
    put(kinds, "wall", [forged], coordinator)
    put(kinds, "wall", [{**forged, "text": "Nøgler nu"}], coordinator, base=1)
    assert said(kinds).notes("wall") == (Note("Nøgler nu", "", "", 0),)


def test_a_vote_stands_while_another_rewrites_the_note(
    kinds: Sheet, coordinator: User, adviser: User
) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    apply(kinds, Vote("wall", A, up=True), by=adviser)
    put(kinds, "wall", [{"id": A, "text": "Nøgler til huset"}], coordinator, base=1)
    assert said(kinds).notes("wall") == (Note("Nøgler til huset", "", "", 1),)


def test_notes_of_two_people_are_all_kept(kinds: Sheet, coordinator: User, adviser: User) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    assert put(kinds, "wall", [{"id": B, "text": "Nattevagt"}], adviser).merged
    assert [note.text for note in said(kinds).notes("wall")] == ["Nøgler", "Nattevagt"]


def test_who_has_voted_is_never_told(kinds: Sheet, coordinator: User) -> None:
    put(kinds, "wall", [{"id": A, "text": "Nøgler"}], coordinator)
    apply(kinds, Vote("wall", A, up=True), by=coordinator)
    told = said(kinds).as_json()["fields"]["wall"]
    assert told == [{"text": "Nøgler", "author": "", "group": "", "votes": 1}]


def test_a_vote_needs_a_wall(kinds: Sheet, coordinator: User) -> None:
    with pytest.raises(UnknownField):
        apply(kinds, Vote("form", A, up=True), by=coordinator)


# Scale


def test_a_scale_keeps_marks_and_the_whole(kinds: Sheet, coordinator: User) -> None:
    rows = [
        {"id": B, "label": "Lektiehjælp", "position": "2", "note": "Faste tider"},
        {"id": "group", "position": "6", "label": "Noget andet"},
        {"id": C, "label": "Fællesspisning", "position": "9"},
        {"id": A, "label": "Nyt hold"},
    ]
    put(kinds, "approach", rows, coordinator)
    scale = said(kinds).scale("approach")
    assert scale == Scale(
        marks=(
            Mark("Lektiehjælp", 2, "Faste tider"),
            Mark("Fællesspisning", 9),
            Mark("Nyt hold", None),
        ),
        group=Mark("", 6),
    )
    assert scale.spread == (2, 9)


def test_an_empty_scale_has_no_spread(kinds: Sheet) -> None:
    assert said(kinds).scale("approach").spread is None


@pytest.mark.parametrize("position", ["11", "-1", "5.5", "midt"])
def test_a_mark_stands_on_the_line(kinds: Sheet, coordinator: User, position: str) -> None:
    with pytest.raises(NotSaved, match="Placering"):
        put(kinds, "approach", [{"label": "Kor", "position": position}], coordinator)


def test_two_move_different_marks(kinds: Sheet, coordinator: User, adviser: User) -> None:
    rows = [{"id": A, "label": "Kor", "position": "2"}, {"id": B, "label": "Café", "position": "3"}]
    put(kinds, "approach", rows, coordinator)
    put(kinds, "approach", [{**rows[0], "position": "4"}, rows[1]], adviser, base=1)
    put(kinds, "approach", [{"id": "group", "position": "5"}, rows[0]], coordinator, base=1)
    scale = said(kinds).scale("approach")
    assert [(mark.label, mark.position) for mark in scale.marks] == [("Kor", 4)]
    assert scale.group == Mark("", 5)


def test_the_wholes_own_mark_moved_by_two_is_kept_once(
    kinds: Sheet, coordinator: User, adviser: User
) -> None:
    put(kinds, "approach", [{"id": "group", "position": "5"}], coordinator)
    put(kinds, "approach", [{"id": "group", "position": "7"}], adviser, base=1)
    with pytest.raises(ChangedMeanwhile):
        put(kinds, "approach", [{"id": "group", "position": "2"}], coordinator, base=1)


# Pair


def test_a_pair_has_no_rank_and_takes_several(kinds: Sheet, coordinator: User) -> None:
    value = {"present": ["rowing_boat", "relay_runner"], "wished": ["amoeba"], "takes": "Nøgler"}
    put(kinds, "form", value, coordinator)
    pair = said(kinds).pair("form")
    assert pair == Pair(("relay_runner", "rowing_boat"), ("amoeba",), takes="Nøgler")
    assert pair.answered


def test_satisfied_is_a_full_answer(kinds: Sheet, coordinator: User) -> None:
    put(kinds, "form", {"present": ["amoeba"], "satisfied": "yes"}, coordinator)
    assert said(kinds).pair("form").answered
    assert not Pair(present=("amoeba",)).answered


def test_each_persons_ticks_and_words_hold(kinds: Sheet, coordinator: User, adviser: User) -> None:
    put(kinds, "form", {"present": ["amoeba"]}, coordinator)
    put(kinds, "form", {"present": ["amoeba"], "takes": "Nøgler"}, adviser, base=1)
    state = put(kinds, "form", {"present": [], "satisfied": "yes"}, coordinator, base=1)
    assert state.merged
    assert said(kinds).pair("form") == Pair(takes="Nøgler", satisfied=True)


def test_two_different_words_are_asked_about(
    kinds: Sheet, coordinator: User, adviser: User
) -> None:
    put(kinds, "form", {"takes": "Nøgler"}, coordinator)
    with pytest.raises(ChangedMeanwhile):
        put(kinds, "form", {"takes": "Penge"}, adviser)


def test_a_pair_takes_only_what_the_tool_offers(kinds: Sheet, coordinator: User) -> None:
    with pytest.raises(NotSaved):
        put(kinds, "form", {"wished": ["best"]}, coordinator)


# The rest


def test_measures_person_and_their_rules(kinds: Sheet, coordinator: User) -> None:
    put(kinds, "measures", [{"name": "Børn", "unit": "antal", "target": "20"}], coordinator)
    put(kinds, "contact", {"name": "Ida", "phone": "12 34 56 78"}, coordinator)
    values = said(kinds)
    assert values.measures("measures") == (Measure("Børn", "antal", "20"),)
    assert values.person("contact") == Person("Ida", phone="12 34 56 78")
    with pytest.raises(NotSaved, match="Telefon"):
        put(kinds, "contact", {"phone": "spørg Ida"}, coordinator)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("wall", [{"text": "010190-1234"}]),
        ("approach", [{"label": "010190-1234"}]),
        ("form", {"takes": "010190-1234"}),
    ],
)
def test_a_cpr_number_is_caught(kinds: Sheet, coordinator: User, field: str, value: Any) -> None:
    with pytest.raises(LooksLikeCpr):
        put(kinds, field, value, coordinator)
    assert not FieldRevision.objects.exists()


def test_a_value_of_another_shape_is_refused(kinds: Sheet, coordinator: User) -> None:
    with pytest.raises(UnknownField):
        apply(kinds, SetValue("form", {"rows": []}, 0), by=coordinator)


def test_prefilled_from_several_each_note_and_mark_once(kinds: Sheet) -> None:
    wall, line = kinds.tool.field("wall"), kinds.tool.field("approach")
    notes = {"notes": [{"id": A, "text": "Nøgler", "votes": ["x"]}]}
    twice = rules_of(wall).together(wall, [notes, {"notes": [{"id": B, "text": "nøgler "}]}])
    assert twice == {"notes": [{"id": A, "text": "Nøgler"}]}
    marks = {"scale": [{"id": A, "label": "Kor", "position": "3"}]}
    assert rules_of(line).together(line, [marks, marks]) == marks
