"""The pages of the register, asked for as people."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor, update_actor
from brobygger.actors.domain.data import ActivityData, ActorData, ExchangeData
from brobygger.actors.domain.relations import add_relation
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, ImportedRecord
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_member

AsUser = Callable[[User], Client]


def page(name: str, workspace: Workspace, *args: object) -> str:
    return reverse(f"actors:{name}", args=[workspace.slug, *args])


def test_the_list_shows_name_what_is_given_and_what_is_needed(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Sønderbro Kor", offers=["music"], needs=["resource:premises"])
    html = as_user(reader).get(page("list", workspace)).content.decode()
    for words in ("Sønderbro Kor", "Musik og kor", "Lokaler", "Aldrig bekræftet"):
        assert words in html


def test_an_empty_register_says_what_will_be_here(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    html = as_user(coordinator).get(page("list", workspace)).content.decode()
    assert "Her kommer alle dem" in html


def test_htmx_gets_the_results_alone_at_the_same_address(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Koret")
    response = as_user(reader).get(page("list", workspace), headers={"HX-Request": "true"})
    html = response.content.decode()
    assert '<section id="results"' in html
    assert "<html" not in html
    assert "Koret" in html
    assert "HX-Request" in response["Vary"]


def queries(client: Client, address: str) -> int:
    """How often the page asks the database, once it is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_the_database_equally_often_for_one_and_for_many(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    client, address = as_user(reader), page("list", workspace)
    make_actor(workspace, "Kor", offers=["music"], needs=["accounting"])
    of_one = queries(client, address)
    for number in range(12):
        make_actor(workspace, f"Kor {number}", offers=["music", "arts"], needs=["accounting"])
    assert queries(client, address) == of_one <= 11


def test_the_page_asks_the_database_equally_often_for_little_and_for_much(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    client = as_user(reader)
    little = make_actor(workspace, "Kor")
    someone = make_member(workspace, "adviser")
    friend = make_actor(workspace, "Ven")
    add_relation(actor=little, other=friend, kind=RelationKind.KNOWS, by=someone)
    of_little = queries(client, page("detail", workspace, little.pk))
    much = make_actor(
        workspace,
        "Storkoret",
        needs=[ExchangeData(text=f"nummer {number}") for number in range(12)],
        activities=tuple(ActivityData(name=f"Aften {number}") for number in range(12)),
    )
    for number in range(5):
        other = make_actor(workspace, f"Ven {number}")
        add_relation(
            actor=much, other=other, kind=RelationKind.KNOWS, by=make_member(workspace, "adviser")
        )
    assert queries(client, page("detail", workspace, much.pk)) == of_little <= 36


def test_quick_add_needs_one_line(workspace: Workspace, adviser: User, as_user: AsUser) -> None:
    data = {"name": "Cykelværkstedet", "kind": "informal_group"}
    response = as_user(adviser).post(page("quick", workspace), data)
    actor = Actor.objects.get()
    assert (actor.name, actor.kind) == ("Cykelværkstedet", "informal_group")
    assert response["Location"] == f"{page('list', workspace)}?all=on&added={actor.pk}"


def test_after_quick_add_the_list_has_room_for_the_next_and_an_undo(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    client = as_user(adviser)
    data = {"name": "Cykelværkstedet", "kind": "informal_group"}
    to_begin = f"{page('quick', workspace)}?q=cykel"
    listed = client.post(to_begin, data, follow=True)
    actor = Actor.objects.get()
    undo = page("remove", workspace, actor.pk)
    assert listed.context["wanted"].query == "cykel"
    assert f'action="{undo}"' in listed.content.decode()
    client.post(undo)
    assert not Actor.objects.in_workspace(workspace).exists()


def test_quick_add_shows_the_one_that_is_there_already(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Cykelværkstedet")
    data = {"name": "cykelvaerkstedet ", "kind": "association"}
    response = as_user(adviser).post(page("quick", workspace), data)
    assert response["Location"] == page("detail", workspace, actor.pk)
    assert Actor.objects.count() == 1


def test_a_reader_cannot_quick_add(workspace: Workspace, reader: User, as_user: AsUser) -> None:
    response = as_user(reader).post(page("quick", workspace), {"name": "X", "kind": "association"})
    assert response.status_code == 403
    assert not Actor.objects.exists()


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_an_actor_of_another_workspace_is_not_here(
    workspace: Workspace, other_workspace: Workspace, coordinator: User, as_user: AsUser, name: str
) -> None:
    theirs = make_actor(other_workspace, "Naboens kor")
    client = as_user(coordinator)
    assert client.get(page(name, workspace, theirs.pk)).status_code == 404
    assert client.get(page(name, other_workspace, theirs.pk)).status_code == 404


def test_html_in_a_field_is_shown_as_text(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    evil = "<script>alert(1)</script>"
    actor = make_actor(
        workspace,
        evil,
        description=evil,
        website="javascript:alert(1)",
        offers=[ExchangeData(text=evil, amount=evil)],
    )
    ImportedRecord.objects.create(
        workspace=workspace, actor=actor, source=evil, file_name=evil, row=1, values={evil: evil}
    )
    client = as_user(reader)
    for name, args in (("list", ()), ("detail", (actor.pk,))):
        html = client.get(page(name, workspace, *args)).content.decode()
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert "&lt;script&gt;" in html


def test_the_page_keeps_what_the_first_register_said(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret")
    ImportedRecord.objects.create(
        workspace=workspace,
        actor=actor,
        source="Portalen",
        file_name="foreninger.csv",
        row=7,
        values={"Antal medlemmer": "43"},
    )
    html = as_user(reader).get(page("detail", workspace, actor.pk)).content.decode()
    assert "Antal medlemmer" in html
    assert "foreninger.csv" in html


def test_history_tells_who_did_what(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    update_actor(actor=actor, data=ActorData(name="Storkoret"), base_version=1, by=coordinator)
    html = as_user(coordinator).get(page("detail", workspace, actor.pk)).content.decode()
    assert f"{coordinator} rettede oplysningerne" in html
    assert f"{coordinator} skrev samarbejdsparten ind" in html


def test_bekraeftet_i_dag(workspace: Workspace, adviser: User, as_user: AsUser) -> None:
    actor = make_actor(workspace, "Koret")
    as_user(adviser).post(page("confirm", workspace, actor.pk))
    actor.refresh_from_db()
    assert actor.last_confirmed_on is not None


def test_what_is_removed_can_be_undone_at_once(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret")
    client = as_user(adviser)
    response = client.post(page("remove", workspace, actor.pk), follow=True)
    undo = page("restore", workspace, actor.pk)
    assert f'action="{undo}"' in response.content.decode()
    client.post(undo)
    assert data_of(Actor.objects.in_workspace(workspace).get()).name == "Koret"


def test_a_removed_actor_has_a_page_that_says_so(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret")
    remove_actor(actor=actor, by=adviser)
    client = as_user(adviser)
    assert (
        "er fjernet fra registret"
        in client.get(page("detail", workspace, actor.pk)).content.decode()
    )
    assert client.get(page("edit", workspace, actor.pk)).status_code == 404
    html = client.get(page("list", workspace), {"removed": "on"}).content.decode()
    assert "Koret" in html


@pytest.mark.parametrize("name", ["confirm", "remove", "restore", "edit", "relate"])
def test_a_reader_cannot_change_an_actor(
    workspace: Workspace, reader: User, as_user: AsUser, name: str
) -> None:
    actor = make_actor(workspace, "Koret")
    assert as_user(reader).post(page(name, workspace, actor.pk)).status_code == 403
    stored = Actor.objects.get()
    assert (stored.version, stored.deleted_at) == (1, None)


def test_names_are_suggested_while_one_types(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Åkirkeby Kor")
    make_actor(workspace, "Billardklubben")
    response = as_user(reader).get(page("names", workspace), {"relation-other": "åkir"})
    assert "Åkirkeby Kor" in response.content.decode()
    assert "Billard" not in response.content.decode()
