"""What the holder of a link to a profile never gets to see, nor to undo."""

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.stored_form import unseal
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, ProfileChange, Relation
from brobygger.workspaces.models import Workspace
from tests.actors.test_profile_link import linked, make_women, now, opened, save
from tests.factories.actors import make_actor


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    return make_women(workspace)


@pytest.fixture
def page(actor: Actor, coordinator: User) -> str:
    return linked(actor, coordinator)


def test_the_notes_are_not_carried_by_the_form_either(client: Client, page: str) -> None:
    carried = unseal(client.get(page, {"edit": "description"}).context["base"])

    assert carried is not None
    assert (carried.description, carried.notes) == ("Syr om torsdagen", "")


def test_notes_written_meanwhile_stay_and_are_no_conflict(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "description", description="Syr og læser")
    data = ActorData(**{**vars(data_of(actor)), "notes": "Ny formand."})
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)
    client.post(page, sent)

    assert (now(actor).description, now(actor).notes) == ("Syr og læser", "Ny formand.")


def test_anothers_correction_is_not_undone_through_a_link(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    other = linked(actor, coordinator, email="post@kvinder.example")
    save(client, other, "description", description="Syr og læser")
    change = ProfileChange.objects.get()
    client.post(page, {"do": "undo", "part": "description", "change": str(change.pk)})

    assert now(actor).description == "Syr og læser"


def test_an_actor_whose_name_is_kept_is_not_told_to_another(
    client: Client, page: str, actor: Actor
) -> None:
    for name, visibility in (("Koret", {}), ("Krisecentret", {"name": "workspace"})):
        other = make_actor(actor.workspace, name, visibility=visibility)
        Relation.objects.create(
            workspace=actor.workspace, actor_a=actor, actor_b=other, kind=RelationKind.KNOWS
        )

    shown = client.get(page).content.decode()

    assert "Koret" in shown
    assert "Krisecentret" not in shown
