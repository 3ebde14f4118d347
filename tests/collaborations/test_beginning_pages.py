"""Where a sheet is begun: the next one first, the rest folded, and one name for each tool."""

import re

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.own_sheets import begin_own_sheet
from brobygger.collaborations.domain.sheets import start_sheet
from brobygger.collaborations.models import Collaboration
from brobygger.sheets.domain.queries import sheet_values
from tests.factories.collaborations import AsUser


@pytest.fixture
def client(amina: User, as_user: AsUser) -> Client:
    return as_user(amina)


def start(client: Client, collaboration: Collaboration) -> str:
    return client.get(f"/s/{collaboration.id}/sheets/").text


def first(page: str) -> str:
    """The tool that is next."""
    found = re.search(r'bb-card--next.*?name="tool" value="(\w+)"', page, re.DOTALL)
    return found[1] if found else ""


def test_the_first_sheet_is_next_and_the_rest_is_folded(
    client: Client, collaboration: Collaboration
) -> None:
    page = start(client, collaboration)
    assert first(page) == "t1_frames"
    assert "Lær de andre at kende" in page
    assert "bb-start__stage" in page
    assert 'bb-start__stage" open' not in page


def test_what_is_written_already_is_not_next(
    client: Client, collaboration: Collaboration, women: Actor, amina: User
) -> None:
    begin_own_sheet(owner=women, tool=tool("t1_frames"), by=amina)
    start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    assert first(start(client, collaboration)) == "t1_relation"


def test_a_refused_name_is_said_where_it_was_typed(
    client: Client, collaboration: Collaboration, women: Actor
) -> None:
    party = collaboration.parties.get(actor=women)
    sent = {"tool": "t1_activity", "party": party.id, "title": "Kor " * 60}
    answer = client.post(f"/s/{collaboration.id}/sheets/", sent)
    assert answer.status_code == 422
    assert 'bb-start__stage" open' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_tool_is_called_what_its_sheet_will_be_called(
    client: Client, collaboration: Collaboration, women: Actor, amina: User
) -> None:
    begin_own_sheet(owner=women, tool=tool("t1_frames"), by=amina)
    addresses = ("/sheets/new/", "/sheets/new/?tool=t1_frames", "/sheets/search/", "/sheets/")
    for page in [client.get(address).text for address in addresses]:
        assert "Foreningens rammer" in page
        assert "Vores rammer" not in page
    assert "Vores rammer" not in start(client, collaboration)


def test_whom_it_is_about_stands_on_the_sheet(women: Actor, seniors: Actor, amina: User) -> None:
    own = begin_own_sheet(owner=women, tool=tool("t1_relation"), about=seniors, by=amina)
    assert [row["name"] for row in sheet_values(own.sheet).rows("partner")] == [seniors.name]


def test_the_owners_of_the_preview_stand_on_a_line_of_their_own(
    client: Client, collaboration: Collaboration, women: Actor, amina: User
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    page = client.get(f"/s/{collaboration.id}/sheets/{link.sheet_id}/share/").text
    preview = page.split('id="preview"')[1]
    assert f">{women.name}</p>" in preview
    assert "· " not in preview.split("</section>")[0]
