"""Searching across sheets: found by what one may read, and by nothing else."""

import csv
import json
from datetime import timedelta

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.domain.sheets import (
    share_fields,
    start_joint_sheet,
    start_sheet,
    unshare_sheet,
)
from brobygger.collaborations.models import Collaboration, CollaborationSheet, Party
from brobygger.core import clock
from brobygger.sheets import answering, tools_seen
from brobygger.sheets.access import policy_of
from brobygger.sheets.answering import in_order, newest
from brobygger.sheets.asked import Asked
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.reading import values_for
from brobygger.sheets.finding import readable_values, sheets_of
from brobygger.sheets.models import Sheet
from tests.factories.agreements import make_agreement
from tests.factories.collaborations import AsUser


@pytest.fixture
def link(collaboration: Collaboration, women: Actor, amina: User) -> CollaborationSheet:
    """Kvindeforeningen's own sheet; its purpose is shared, its methods are not."""
    begun = start_sheet(
        collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina
    )
    apply(begun.sheet, SetText("purpose", "", "Trygge eftermiddage på Sønderbro"), by=amina)
    apply(begun.sheet, SetText("methods", "", "Kaffe og strikketøj først"), by=amina)
    share_fields(link=begun, fields=["purpose"], by=amina)
    begun.refresh_from_db()
    return begun


def found(user: User, words: str) -> list[Sheet]:
    return in_order(newest(user, Asked(words=words)))


@pytest.mark.parametrize(
    "words", ["eftermiddag", "SØNDERBRO", "soenderbro", "sonderbro trygge", "t", "på Sønderbro"]
)
def test_the_words_of_a_field_are_found_in_all_their_forms(
    link: CollaborationSheet, amina: User, words: str
) -> None:
    assert found(amina, words) == [link.sheet]


def test_every_word_must_be_there_but_anywhere(link: CollaborationSheet, amina: User) -> None:
    title = link.sheet.title.split()[0]
    assert found(amina, f"{title} strikketøj Kvindeforeningen") == [link.sheet]
    assert found(amina, "strikketøj fodbold") == []


def test_what_is_not_shared_is_not_looked_in(
    link: CollaborationSheet, amina: User, kurt: User, stranger: User
) -> None:
    assert found(kurt, "eftermiddage") == [link.sheet]
    assert found(kurt, "strikketøj") == []
    assert found(amina, "strikketøj") == [link.sheet]
    assert found(stranger, "eftermiddage") == []


def test_taken_back_it_is_no_longer_found(
    link: CollaborationSheet, amina: User, kurt: User
) -> None:
    unshare_sheet(link=link, by=amina)
    assert found(kurt, "") == []


def test_what_is_written_after_one_left_is_not_looked_in(
    link: CollaborationSheet, amina: User, kurt: User, women: Actor
) -> None:
    party = Party.objects.get(collaboration=link.collaboration, actor=women)
    withdraw_party(party=party, by=amina)
    assert found(kurt, "eftermiddage") == [link.sheet]
    with clock.travel_to(clock.now() + timedelta(days=1)):
        apply(
            link.sheet,
            SetText("purpose", "Trygge eftermiddage på Sønderbro", "Nye hemmelige planer"),
            by=amina,
        )
    assert found(kurt, "hemmelige") == []
    assert found(amina, "hemmelige") == [link.sheet]


def test_the_list_answers_as_the_gate(
    link: CollaborationSheet,
    collaboration: Collaboration,
    request: pytest.FixtureRequest,
    amina: User,
    kurt: User,
    coordinator: User,
) -> None:
    joint = start_joint_sheet(collaboration=collaboration, tool=tool("t10_expectations"), by=kurt)
    field = next(one for one in joint.sheet.tool.fields if str(one.shape) == "text")
    apply(joint.sheet, SetText(field.id, "", "Vi mødes hver uge"), by=kurt)
    make_agreement(collaboration, kurt)
    for closed in (False, True):
        if closed:
            close_collaboration(collaboration=collaboration, by=coordinator)
        for name in ("amina", "kurt", "coordinator", "administrator", "reader", "stranger"):
            reader = request.getfixturevalue(name)
            listed = set(Sheet.objects.filter(sheets_of(reader)))
            every = list(Sheet.objects.all())
            assert listed == {one for one in every if policy_of(one).can_view(reader, one)}
            values = readable_values(reader, listed)
            for sheet in listed:
                read = values_for(sheet, reader).values
                said = {key: value.value for key, value in values.get(sheet.pk, {}).items()}
                assert said == {key: value for key, value in read.items() if value}


def test_by_tool_and_day(link: CollaborationSheet, amina: User) -> None:
    today = clock.today()
    assert list(newest(amina, Asked(tool="t1_activity", since=today, until=today)))
    assert not newest(amina, Asked(tool="t8_status"))
    assert not newest(amina, Asked(until=today - timedelta(days=1)))


def test_the_page_shows_where_it_stands(
    link: CollaborationSheet, kurt: User, as_user: AsUser
) -> None:
    page = as_user(kurt).get("/sheets/search/?q=eftermiddag").content.decode()
    assert "<mark>eftermiddage</mark>" in page
    assert "strikketøj" not in page
    nothing = as_user(kurt).get("/sheets/search/?q=fodbold&since=2027-13-40").content.decode()
    assert "Ingen ark svarer til det" in nothing


def test_a_script_in_a_field_or_a_query_is_words(
    link: CollaborationSheet, amina: User, as_user: AsUser
) -> None:
    apply(link.sheet, SetText("task", "", "<script>alert('kage')</script>"), by=amina)
    page = as_user(amina).get("/sheets/search/?q=kage+<script>").content.decode()
    assert "<script>alert" not in page
    assert as_user(amina).get("/sheets/search/?q=%26%7C%21%27%3A*+%28").status_code == 200


def test_what_is_found_goes_along_as_data(
    link: CollaborationSheet, kurt: User, as_user: AsUser
) -> None:
    client = as_user(kurt)
    table = sent(client, "/sheets/search.csv?q=eftermiddage")
    rows = list(csv.DictReader(table[1:].splitlines(), delimiter=";"))
    assert [(row["Felt-id"], row["Hvis ark"]) for row in rows] == [("purpose", "Kvindeforeningen")]
    (one,) = json.loads(sent(client, "/sheets/search.json"))
    assert [field["id"] for field in one["fields"]] == ["purpose"]


def sent(client: Client, path: str) -> str:
    return b"".join(client.get(path)).decode()


def test_many_sheets_take_no_more_questions_than_one(
    link: CollaborationSheet,
    collaboration: Collaboration,
    women: Actor,
    amina: User,
    as_user: AsUser,
    django_assert_max_num_queries: object,
) -> None:
    for number in range(5):
        begun = start_sheet(
            collaboration=collaboration,
            tool=tool("t1_activity"),
            owner=women,
            by=amina,
            title=f"Eftermiddag {number}",
        )
        apply(begun.sheet, SetText("purpose", "", "Trygge eftermiddage"), by=amina)
    client = as_user(amina)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = client.get("/sheets/search/?q=eftermiddage")
    assert page.content.decode().count("<mark>") >= 6


def test_a_common_word_is_found_among_the_newest(
    link: CollaborationSheet,
    collaboration: Collaboration,
    women: Actor,
    amina: User,
    kurt: User,
    as_user: AsUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(4):
        begun = start_sheet(
            collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina
        )
        apply(begun.sheet, SetText("purpose", "", f"Trygge eftermiddage {number}"), by=amina)
        apply(begun.sheet, SetText("methods", "", "Strikketøj"), by=amina)
    every = found(amina, "eftermiddage trygge")
    monkeypatch.setattr(answering, "MOST", 2)
    monkeypatch.setattr(answering, "_COMMON", 2)
    monkeypatch.setattr(tools_seen, "_NEAR", 3)
    assert found(amina, "eftermiddage trygge") == every[:3]
    assert found(amina, "") == every[:3]
    assert found(kurt, "eftermiddage") == [link.sheet]
    assert found(kurt, "strikketøj") == found(kurt, "eftermiddage strikketøj") == []
    assert "Mere end" in as_user(amina).get("/sheets/search/").content.decode()
