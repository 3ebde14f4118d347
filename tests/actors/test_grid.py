"""The grid: what is written in rows becomes actors, once, and nothing that is typed is lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.grid import write_in
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor
from brobygger.core.ids import new_id
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]


@pytest.fixture
def client_of(coordinator: User, as_user: AsUser) -> Client:
    return as_user(coordinator)


def address(workspace: Workspace) -> str:
    return reverse("actors:grid", args=[workspace.slug])


def sheet(*rows: dict[str, str], **more: str) -> dict[str, Any]:
    sent: dict[str, Any] = {"row": [str(n) for n in range(1, len(rows) + 1)], **more}
    for number, row in enumerate(rows, 1):
        sent[f"row-{number}-key"] = row.get("key") or str(new_id())
        sent |= {f"row-{number}-{name}": text for name, text in row.items() if name != "key"}
    return sent


def test_a_row_becomes_an_actor_with_its_words_matched(
    workspace: Workspace, client_of: Client
) -> None:
    row = {
        "name": "Sønderbro Kor",
        "kind": "association",
        "area": "Sønderbro",
        "target_groups": "børn, dem der synger",
        "offers": "Lokaler",
        "needs": "Regnskab",
        "contact": "Asta",
        "phone": "20 30 40 50",
        "email": "asta@kor.example",
    }
    answer = client_of.post(address(workspace), sheet(row))
    actor = Actor.objects.get(workspace=workspace, name="Sønderbro Kor")
    assert answer.status_code == 200
    assert actor.area == "Sønderbro"
    assert actor.target_groups == ["children", "dem der synger"]
    assert actor.offers.get().term == "premises"
    assert actor.needs.get().term == "accounting"
    assert actor.contact_persons.get().email == "asta@kor.example"
    assert actor.email == ""


def test_without_a_contact_person_the_number_is_the_actors_own(
    workspace: Workspace, client_of: Client
) -> None:
    client_of.post(address(workspace), sheet({"name": "Koret", "phone": "20 30 40 50"}))
    actor = Actor.objects.get(workspace=workspace, name="Koret")
    assert (actor.phone, actor.kind) == ("20 30 40 50", ActorKind.ASSOCIATION)


def test_rows_that_lack_something_stay_and_the_others_come_in(
    workspace: Workspace, client_of: Client
) -> None:
    rows = sheet({"name": "Godt Kor"}, {"area": "Vest"}, {"name": "Skævt Kor", "email": "ikke en"})
    answer = client_of.post(address(workspace), rows)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert list(Actor.objects.filter(name__endswith="Kor").values_list("name", flat=True)) == [
        "Godt Kor"
    ]
    assert "2 rækker mangler noget" in html
    assert 'value="Vest"' in html
    assert 'value="ikke en"' in html


def test_a_cpr_number_is_refused_and_the_rest_of_the_row_stands(
    workspace: Workspace, client_of: Client
) -> None:
    answer = client_of.post(address(workspace), sheet({"name": "Koret", "needs": "010203-1234"}))
    assert "CPR-nummer" in answer.content.decode()
    assert 'value="Koret"' in answer.content.decode()
    assert not Actor.objects.filter(name="Koret").exists()


def test_a_telephone_without_digits_is_refused_and_the_text_stands(
    workspace: Workspace, client_of: Client
) -> None:
    answer = client_of.post(address(workspace), sheet({"name": "Koret", "phone": "abc"}))
    assert "nummer at ringe til" in answer.content.decode()
    assert 'value="abc"' in answer.content.decode()
    assert not Actor.objects.filter(name="Koret").exists()


def test_the_same_row_sent_twice_is_one_actor(workspace: Workspace, client_of: Client) -> None:
    rows = sheet({"name": "Koret"})
    for _time in range(2):
        client_of.post(address(workspace), rows)
    assert Actor.objects.filter(name="Koret").count() == 1


def test_a_key_of_another_workspace_makes_an_actor_here_and_touches_nothing_there(
    workspace: Workspace, other_workspace: Workspace, coordinator: User
) -> None:
    there = make_actor(other_workspace, "Naboens kor")
    data = ActorData(name="Koret")
    made = write_in(workspace=workspace, key=there.pk, data=data, by=coordinator)
    there.refresh_from_db()
    assert (made.workspace, made.name) == (workspace, "Koret")
    assert there.name == "Naboens kor"


def test_a_name_that_is_there_waits_until_somebody_says_it_is_another(
    workspace: Workspace, client_of: Client
) -> None:
    make_actor(workspace, "Sønderbro Kor")
    row = {"name": "soenderbro kor"}
    answer = client_of.post(address(workspace), sheet(row))
    assert "Det navn står her allerede" in answer.content.decode()
    assert Actor.objects.in_workspace(workspace).filter(search_name__contains="kor").count() == 1
    client_of.post(address(workspace), sheet(row | {"another": "on"}))
    assert Actor.objects.in_workspace(workspace).filter(search_name__contains="kor").count() == 2


def test_two_rows_of_one_name_are_asked_about(workspace: Workspace, client_of: Client) -> None:
    client_of.post(address(workspace), sheet({"name": "Koret"}, {"name": "koret"}))
    assert Actor.objects.filter(search_name="koret").count() == 1


def test_undo_takes_the_actor_out_and_gives_the_text_back(
    workspace: Workspace, client_of: Client
) -> None:
    row = {"name": "Koret", "area": "Vest", "key": str(new_id())}
    client_of.post(address(workspace), sheet(row))
    html = client_of.post(
        address(workspace), sheet(row | {"saved": "1"}, undo="1")
    ).content.decode()
    assert Actor.objects.get(pk=UUID(row["key"])).deleted_at is not None
    assert 'value="Koret"' in html
    assert row["key"] not in html
    assert "Fortrudt: Koret er ude igen. Teksten står i rækken." in html


def test_one_row_is_dealt_with_when_it_is_left(workspace: Workspace, client_of: Client) -> None:
    rows = sheet({"name": "Første"}, {"name": "Anden"}, only="2")
    answer = client_of.post(address(workspace), rows, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert list(Actor.objects.filter(workspace=workspace, is_host=False).values_list("name")) == [
        ("Anden",)
    ]
    assert "<html" not in html
    assert "Anden er skrevet ind." in html
    assert 'id="grid-row-1"' not in html


def test_more_rows_keep_what_is_typed_and_save_nothing(
    workspace: Workspace, client_of: Client
) -> None:
    html = client_of.post(address(workspace), sheet({"name": "Koret"}, more="1")).content.decode()
    assert 'value="Koret"' in html
    assert 'id="grid-row-11"' in html
    assert not Actor.objects.filter(name="Koret").exists()


def test_names_are_looked_up_once_for_all_rows(workspace: Workspace, client_of: Client) -> None:
    make_actor(workspace, "Kor 1")
    make_actor(workspace, "Kor 2")

    def queries(*names: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client_of.post(address(workspace), sheet(*({"name": name} for name in names)))
        return len(asked)

    queries("Kor 1")
    assert queries("Kor 1") == queries("Kor 1", "Kor 2")


@pytest.mark.parametrize(
    "asked", ["?rows=0", "?from=999", "?from=x", "?rows=-1", "?from=195&rows=99"]
)
def test_odd_addresses_answer_a_page(workspace: Workspace, client_of: Client, asked: str) -> None:
    assert client_of.get(address(workspace) + asked).status_code == 200


@pytest.mark.parametrize("more", [{}, {"undo": "1"}, {"only": "x"}, {"undo": "77"}])
def test_odd_rows_answer_a_page(
    workspace: Workspace, client_of: Client, more: dict[str, str]
) -> None:
    rows = sheet({"name": "Koret", "key": "ikke en nøgle", "kind": "ukendt"}, **more)
    assert client_of.post(address(workspace), rows).status_code in (200, 422)
    assert not Actor.objects.filter(name="Koret").exists()


def test_a_reader_does_not_write(workspace: Workspace, reader: User, as_user: AsUser) -> None:
    answer = as_user(reader).post(address(workspace), sheet({"name": "Koret"}))
    assert answer.status_code == 403
    assert not Actor.objects.filter(name="Koret").exists()


def test_the_cursor_stands_in_the_first_cell_to_mend(
    workspace: Workspace, client_of: Client
) -> None:
    rows = sheet({"name": "Sønderbro Kor"}, {"name": "Havnekoret", "email": "ingen mail"})
    page = client_of.post(address(workspace), rows).content.decode()
    cell = page.split("autofocus")[0].rsplit("<input", 1)[1]
    assert 'name="row-2-email"' in cell
    assert page.count("autofocus") == 1


def test_more_rows_find_no_fault_with_what_is_not_sent_in_yet(
    workspace: Workspace, client_of: Client
) -> None:
    page = client_of.post(address(workspace), sheet({"name": "Havnekoret"}, more="1"))
    assert "mangler noget" not in page.content.decode()
    assert not Actor.objects.filter(workspace=workspace, name="Havnekoret").exists()
