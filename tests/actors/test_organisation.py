"""One organisation in two registers: the actor joins them, and no workspace learns of the other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ContactPersonData, ExchangeData
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.domain.rows import data_of
from brobygger.actors.models import Actor, ProfileChange
from brobygger.actors.models.organisation import Organisation
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.actors.test_profile_link import FATMA, linked, make_women, now, save
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]


@pytest.fixture
def here(workspace: Workspace) -> Actor:
    return make_women(workspace)


@pytest.fixture
def there(other_workspace: Workspace) -> Actor:
    return make_same_women(other_workspace)


def make_same_women(other_workspace: Workspace) -> Actor:
    """The same association, as the neighbour has heard of it."""
    return make_actor(
        other_workspace,
        "Kvindeforeningen Sønderbro",
        description="Syr om torsdagen",
        email="post@kvinder.example",
        phone="12 34 56 78",
        town="Birkelund",
        notes="Ring aldrig om mandagen.",
        offers=[ExchangeData(term="cooking", text="fest for 50")],
        needs=["resource:premises"],
        contact_persons=(ContactPersonData(name="Fatma", email=FATMA.upper()),),
    )


@pytest.fixture
def page(here: Actor, there: Actor, coordinator: User) -> str:
    return linked(here, coordinator)


@pytest.fixture
def joined(client: Client, page: str, there: Actor) -> str:
    client.post(page, {"do": "join", "place": str(there.pk)})
    return page


def text_of(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def pick(client: Client, page: str, **picks: str) -> Any:
    """Choose what is right, as the page's form does."""
    places = client.get(page).context["places"]
    seen = {f"seen-{one.key}": one.seen for one in [*places.undecided, *places.apart]}
    chosen = {f"pick-{key}": value for key, value in picks.items()}
    return client.post(page, {"do": "choose", **seen, **chosen})


def corrected_by(user: User, actor: Actor, **changed: Any) -> None:
    fresh = now(actor)
    data = replace(data_of(fresh), **changed)
    update_actor(actor=fresh, data=data, base_version=fresh.version, by=user)


# --- who is asked


def test_whoever_stands_in_two_registers_is_asked(client: Client, page: str) -> None:
    text = text_of(client, page)

    assert "I står også i Nabokommunes register, som »Kvindeforeningen Sønderbro«" in text
    assert "Ring aldrig" not in text
    assert "12 34 56 78" not in text


def test_somebody_else_at_the_actor_is_not_asked(
    client: Client, here: Actor, there: Actor, coordinator: User
) -> None:
    corrected_by(
        coordinator,
        here,
        contact_persons=(ContactPersonData(name="Aisha", email="aisha@mail.example"),),
    )
    page = linked(now(here), coordinator, "aisha@mail.example")

    assert "Nabokommune" not in text_of(client, page)
    response = client.post(page, {"do": "join", "place": str(there.pk)}, follow=True)
    assert "Det står her ikke længere" in response.content.decode()
    assert not Organisation.objects.exists()


def test_the_workspace_on_the_telephone_learns_nothing(
    joined: str, here: Actor, coordinator: User, as_user: AsUser
) -> None:
    address = reverse("actors:telephone", args=[here.workspace.slug, here.pk])

    assert "Nabokommune" not in text_of(as_user(coordinator), address)


def test_a_coordinator_who_writes_their_own_address_in_learns_nothing(
    client: Client, joined: str, here: Actor, there: Actor, coordinator: User
) -> None:
    me = ContactPersonData(name="Mig", email=coordinator.email)
    corrected_by(coordinator, here, contact_persons=(*data_of(now(here)).contact_persons, me))
    mine = linked(now(here), coordinator, coordinator.email)
    assert "Nabokommune" not in text_of(client, mine)
    save(client, mine, "description", description="Overtaget")

    assert now(there).description == "Syr om torsdagen"


def test_a_representative_of_both_is_asked_logged_in(
    here: Actor, there: Actor, stranger: User, as_user: AsUser, coordinator: User, outsider: User
) -> None:
    add_representative(actor=here, user=stranger, by=coordinator)
    add_representative(actor=there, user=stranger, by=outsider)
    address = reverse("actors:own_profile", args=[here.pk])
    client = as_user(stranger)
    assert "I står også i Nabokommunes register" in text_of(client, address)
    client.post(address, {"do": "join", "place": str(there.pk)})

    assert now(here).organisation == now(there).organisation is not None
    assert "Birkelund Kommune, Nabokommune" in text_of(client, "/s/")


def test_one_representative_sees_the_way_to_everything_they_speak_for(
    here: Actor, there: Actor, stranger: User, as_user: AsUser, coordinator: User, outsider: User
) -> None:
    add_representative(actor=here, user=stranger, by=coordinator)
    add_representative(actor=there, user=stranger, by=outsider)
    client = as_user(stranger)

    assert "Du taler også for" in text_of(client, reverse("actors:own_profile", args=[here.pk]))


def test_somebody_else_is_not_asked_about_again(client: Client, page: str, there: Actor) -> None:
    client.post(page, {"do": "refuse", "place": str(there.pk)})
    text = text_of(client, page)
    assert "Skal jeres rettelser gælde" not in text
    assert "I har sagt, at det er nogen andre" in text

    client.post(page, {"do": "ask-again", "place": str(there.pk)})
    assert "Skal jeres rettelser gælde" in text_of(client, page)


# --- what goes for both


def test_a_correction_goes_for_both_and_each_sees_their_own_word(
    client: Client, joined: str, there: Actor, outsider: User, as_user: AsUser
) -> None:
    save(client, joined, "description", description="Syr og læser")
    fresh = now(there)
    assert fresh.description == "Syr og læser"
    assert fresh.fact_sources["description"] == ["self", clock.today().isoformat()]
    assert fresh.notes == "Ring aldrig om mandagen."

    address = reverse("actors:detail", args=[there.workspace.slug, there.pk])
    text = text_of(as_user(outsider), address)
    assert "Det har de selv rettet" in text
    assert "Birkelund Kommune" not in text


def test_a_new_need_comes_and_a_removed_offer_goes_in_both(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    save(client, joined, "needs:new", text="xylofon")
    client.post(joined, {"do": "remove", "part": "offers", "row": str(here.offers.get().pk)})

    assert {one.text for one in now(there).needs.all()} == {"", "xylofon"}
    assert not now(there).offers.exists()


def test_a_corrected_row_stays_the_same_row_there(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    key = there.offers.get().pk
    save(client, joined, f"offers:{here.offers.get().pk}", text="fest for 80", visible="workspace")
    offer = now(there).offers.get()

    assert (offer.pk, offer.text, offer.visibility) == (key, "fest for 80", "workspace")


def test_who_may_read_a_field_is_chosen_for_both(client: Client, joined: str, there: Actor) -> None:
    save(client, joined, "email", visible="workspace")

    assert now(there).visibility == {"email": "workspace"}


def test_undoing_goes_for_both(client: Client, joined: str, here: Actor, there: Actor) -> None:
    save(client, joined, "description", description="Syr og læser")
    change = ProfileChange.objects.get(actor=here)
    client.post(joined, {"do": "undo", "part": "description", "change": str(change.pk)})

    assert {now(one).description for one in (here, there)} == {"Syr om torsdagen"}


def test_confirming_waits_where_something_is_to_be_chosen(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    response = client.post(joined, {"do": "confirm"}, follow=True)
    assert "Vælg først, hvad der passer" in response.content.decode()
    assert now(here).last_confirmed_on == clock.today()
    assert now(there).last_confirmed_on is None


def test_confirming_goes_for_both_when_they_agree(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    me = str(here.pk)
    pick(client, joined, name=me, phone=str(there.pk), needs="together")
    client.post(joined, {"do": "confirm"})

    assert now(there).last_confirmed_on == now(here).last_confirmed_on == clock.today()


def test_what_is_said_on_the_telephone_stays_in_the_workspace(
    joined: str, here: Actor, there: Actor, coordinator: User, as_user: AsUser
) -> None:
    address = reverse("actors:telephone", args=[here.workspace.slug, here.pk])
    save(as_user(coordinator), address, "description", description="Sagt i telefonen")

    assert now(here).description == "Sagt i telefonen"
    assert now(there).description == "Syr om torsdagen"


def test_a_background_is_told_to_one_workspace_at_a_time(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    save(client, joined, "background", background="Somalisk")

    assert (now(here).background, now(there).background) == ("Somalisk", "")


# --- what they do not agree on


def test_differences_are_shown_field_by_field_and_nothing_is_overwritten(
    client: Client, joined: str, there: Actor
) -> None:
    shown = {one.key for one in client.get(joined).context["places"].undecided}

    assert shown == {"name", "phone", "needs"}
    assert now(there).name == "Kvindeforeningen Sønderbro"
    assert "3 ting står forskelligt" in text_of(client, joined)


def test_the_actor_picks(client: Client, joined: str, here: Actor, there: Actor) -> None:
    pick(client, joined, name=str(here.pk), phone=str(there.pk), needs="together")

    for one in (now(here), now(there)):
        assert (one.name, one.phone) == ("Sønderbro Kvindeforening", "12 34 56 78")
        assert {need.term for need in one.needs.all()} == {"accounting", "premises"}
    assert "står forskelligt" not in text_of(client, joined)


def test_a_choice_can_be_undone(client: Client, joined: str, here: Actor, there: Actor) -> None:
    response = pick(client, joined, name=str(here.pk))
    correction = response["Location"].partition("chosen=")[2]
    client.post(joined, {"do": "undo-choice", "correction": correction})

    assert now(there).name == "Kvindeforeningen Sønderbro"


def test_it_may_stay_different(client: Client, joined: str, here: Actor, there: Actor) -> None:
    pick(client, joined, phone="apart")
    save(client, joined, "phone", phone="87 65 43 21")
    text = text_of(client, joined)

    assert now(there).phone == "12 34 56 78"
    assert "2 ting står forskelligt" in text
    assert "Det siger I forskelligt" in text
    pick(client, joined, phone=str(here.pk))
    assert now(there).phone == "87 65 43 21"


def test_a_workspace_that_corrects_later_is_a_choice_for_the_actor(
    client: Client, joined: str, here: Actor, there: Actor, outsider: User
) -> None:
    corrected_by(outsider, there, description="Syr om fredagen")
    save(client, joined, "description", description="Syr om onsdagen")
    assert now(there).description == "Syr om fredagen"
    assert "Syr om fredagen" in text_of(client, joined)

    pick(client, joined, description=str(there.pk))
    assert now(here).description == "Syr om fredagen"


def test_a_choice_goes_for_what_was_seen(
    client: Client, joined: str, here: Actor, there: Actor, outsider: User
) -> None:
    (name,) = [o for o in client.get(joined).context["places"].undecided if o.key == "name"]
    corrected_by(outsider, there, name="Kvinderne")
    sent = {"do": "choose", "seen-name": name.seen, "pick-name": str(here.pk)}
    response = client.post(joined, sent, follow=True)

    assert "Der er rettet noget imens" in response.content.decode()
    assert now(there).name == "Kvinderne"


def test_a_number_spelled_otherwise_is_the_same(
    client: Client, joined: str, here: Actor, coordinator: User
) -> None:
    corrected_by(coordinator, here, phone="+4512345678")

    assert {o.key for o in client.get(joined).context["places"].undecided} == {"name", "needs"}


def test_what_is_told_to_few_is_not_carried_to_many(
    client: Client, joined: str, here: Actor, there: Actor
) -> None:
    pick(client, joined, phone=str(there.pk))
    save(client, joined, "phone", visible="workspace")
    assert now(there).visibility == {"phone": "workspace"}
