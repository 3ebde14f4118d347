"""Organisation: parting, removal, uniting, and what no workspace learns of another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor, restore_actor
from brobygger.actors.domain.organisations import elsewhere
from brobygger.actors.domain.profile_mail import ask_for_profile
from brobygger.actors.domain.seats import close_all_empty, hand_back, hand_over
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor, ProfileChange
from brobygger.actors.models.organisation import Organisation
from brobygger.workspaces.models import Workspace
from tests.actors.test_organisation import make_same_women, text_of
from tests.actors.test_profile_link import FATMA, linked, make_women, now, opened, save
from tests.factories.actors import make_actor
from tests.factories.people import make_workspace

AsUser = Callable[[User], Client]


@pytest.fixture
def here(workspace: Workspace) -> Actor:
    return make_women(workspace)


@pytest.fixture
def there(other_workspace: Workspace) -> Actor:
    return make_same_women(other_workspace)


@pytest.fixture
def joined(client: Client, here: Actor, there: Actor, coordinator: User) -> str:
    page = linked(here, coordinator)
    client.post(page, {"do": "join", "place": str(there.pk)})
    return page


def test_they_part_again_and_nothing_is_deleted(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    client.post(joined, {"do": "leave", "place": str(there.pk)})
    save(client, joined, "description", description="Syr og læser")

    assert now(there).description == "Syr om torsdagen"
    assert not Organisation.objects.exists()
    assert "Skal jeres rettelser gælde begge steder?" in text_of(client, joined)


def test_three_places_and_one_goes_its_own_way(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    third = make_actor(
        make_workspace("tredje", "Tredje Kommune"), "Kvinderne", email=FATMA, town="Birkelund"
    )
    client.post(joined, {"do": "join", "place": str(third.pk)})
    client.post(joined, {"do": "leave", "place": str(there.pk)})

    assert now(here).organisation == now(third).organisation is not None
    assert now(there).organisation is None


def test_two_that_are_gathered_already_become_one(
    client: Client, joined: str, here: Actor, coordinator: User
) -> None:
    third, fourth = (
        make_actor(make_workspace(slug, f"{slug} Kommune"), "Kvinderne", email=FATMA)
        for slug in ("tredje", "fjerde")
    )
    other = linked(third, coordinator_of(third), FATMA)
    client.post(other, {"do": "join", "place": str(fourth.pk)})
    client.post(joined, {"do": "join", "place": str(third.pk)})

    assert now(fourth).organisation == now(here).organisation
    assert Organisation.objects.count() == 1


def coordinator_of(actor: Actor) -> User:
    return User.objects.get(memberships__workspace=actor.workspace, memberships__role="coordinator")


def test_a_removed_actor_is_left_alone_and_catches_up_as_a_difference(
    client: Client, joined: str, there: Actor
) -> None:
    by = coordinator_of(there)
    remove_actor(actor=there, by=by)
    save(client, joined, "description", description="Syr og læser")
    assert "Nabokommune" not in text_of(client, joined)
    restore_actor(actor=there, by=by)

    assert now(there).description == "Syr om torsdagen"
    shown = {one.key for one in client.get(joined).context["places"].undecided}
    assert "description" in shown


def test_the_one_that_stays_takes_the_place_and_gives_it_back(
    joined: str, there: Actor, other_workspace: Workspace
) -> None:
    twin = make_actor(other_workspace, "Kvindeforeningen")
    gone = now(there)
    taken = hand_over(gone=gone, kept=twin)
    assert (now(twin).organisation_id, now(there).organisation_id) == (taken, None)
    hand_back(gone=gone, kept=twin, organisation=taken)

    assert (now(twin).organisation_id, now(there).organisation_id) == (None, taken)


def test_an_organisation_with_one_actor_left_goes(joined: str, there: Actor) -> None:
    there.delete()

    assert close_all_empty() == 1
    assert not Organisation.objects.exists()


# --- what a workspace never learns


def test_the_trail_of_a_workspace_does_not_know(
    client: Client, joined: str, here: Actor, there: Actor, outsider: User, as_user: AsUser
) -> None:
    save(client, joined, "description", description="Syr og læser")
    trail = reverse("workspaces:audit", args=[there.workspace.slug])
    text = text_of(as_user(outsider), trail)

    assert "samlede sine oplysninger" not in text
    for word in (str(here.pk), "Birkelund Kommune", "Sønderbro Kvindeforening"):
        assert word not in text


def test_the_link_of_one_register_is_not_written_down_in_the_other(
    client: Client, joined: str, there: Actor
) -> None:
    save(client, joined, "description", description="Syr og læser")
    change = ProfileChange.objects.get(actor=there)

    assert (change.link_id, change.by_id) == (None, None)


def test_a_page_asks_a_fixed_number_of_questions(
    client: Client, joined: str, here: Actor, there: Actor, django_assert_max_num_queries: Any
) -> None:
    voice = Voice(now(here), FactSource.SELF, link=None, by=None)
    assert elsewhere(voice).places == ()
    with django_assert_max_num_queries(60):
        client.get(joined)


def test_conflicting_pages_open_at_once_lose_nothing(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    """The same person corrects from both registers' links at the same time."""
    ask = linked(now(there), coordinator_of(there), FATMA.upper())
    first = opened(client, joined, "description", description="Syr og læser")
    second = opened(client, ask, "website", website="a.dk")
    client.post(joined, first)
    client.post(ask, second)

    for one in (now(here), now(there)):
        assert (one.description, one.website) == ("Syr og læser", "a.dk")


def test_asking_for_the_profile_still_works_when_joined(joined: str, here: Actor) -> None:
    mail = ask_for_profile(actor=now(here), email=FATMA, by=coordinator_of(here))

    assert "Nabokommune" not in mail.text
