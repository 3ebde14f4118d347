"""The actor by its link and a coordinator at the same time: both orders, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import confirm_actor, remove_actor, update_actor
from brobygger.actors.domain.data import ContactPersonData, ExchangeData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.models import Actor, ProfileChange
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.actors.test_profile_link import linked, make_women, now, opened, save

AsUser = Callable[[User], Client]


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    return make_women(workspace)


@pytest.fixture
def page(actor: Actor, coordinator: User) -> str:
    return linked(actor, coordinator)


def corrected_by(user: User, actor: Actor, **changed: Any) -> None:
    fresh = now(actor)
    data = replace(data_of(fresh), **changed)
    update_actor(actor=fresh, data=data, base_version=fresh.version, by=user)


class Desk:
    """The coordinator's form, opened now and sent later."""

    def __init__(self, client: Client, actor: Actor) -> None:
        self.client = client
        self.address = reverse("actors:edit", args=[actor.workspace.slug, actor.pk])
        self.sent = self._read(client.get(self.address))

    def send(self, **typed: Any) -> Any:
        return self.client.post(self.address, self.sent | typed)

    def send_again(self, response: Any, **typed: Any) -> Any:
        """From the page that asks what shall stand."""
        self.sent = self._read(response)
        return self.send(**typed)

    def _read(self, response: Any) -> dict[str, Any]:
        desk = response.context["desk"]
        sent: dict[str, Any] = {"version": desk.version, "base": response.context["base"]}
        for form in [desk.form, *(one for rows in desk.rows.values() for one in rows.forms)]:
            sent |= self._fields(form)
        for rows in desk.rows.values():
            sent |= self._fields(rows.management_form)
        return sent

    def _fields(self, form: Any) -> dict[str, Any]:
        sent: dict[str, Any] = {}
        for field in form:
            if field.field.__class__.__name__ == "TermsField":
                chosen, words = field.value() or ([], "")
                sent |= {f"{field.html_name}_chosen": chosen, f"{field.html_name}_words": words}
            elif field.value() not in (None, ""):
                sent[field.html_name] = field.value()
        return sent


@pytest.fixture
def desk(as_user: AsUser, coordinator: User, actor: Actor) -> Desk:
    return Desk(as_user(coordinator), actor)


def test_the_coordinator_last_in_another_field_keeps_both(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    save(client, page, "description", description="Syr og læser")
    response = desk.send(town="Nyby")

    assert response.status_code == 302
    assert (now(actor).description, now(actor).town) == ("Syr og læser", "Nyby")


def test_the_actor_last_in_another_field_keeps_both(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    sent = opened(client, page, "description", description="Syr og læser")
    desk.send(town="Nyby")
    client.post(page, sent)

    assert (now(actor).description, now(actor).town) == ("Syr og læser", "Nyby")


def test_the_coordinator_last_in_the_same_field_is_asked_and_told_who(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    save(client, page, "description", description="Syr og læser")
    response = desk.send(description="Syr om fredagen")
    text = response.content.decode()
    assert response.status_code == 409
    assert "Sønderbro Kvindeforening har rettet det samme imens" in text
    assert "Syr og læser" in text
    assert "Syr om fredagen" in text
    assert now(actor).description == "Syr og læser"

    desk.send_again(response, **{"choose-description": "theirs"})
    assert now(actor).description == "Syr og læser"


def test_the_actors_words_stay_in_its_history_when_the_coordinator_insists(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    save(client, page, "description", description="Syr og læser")
    response = desk.send(description="Syr om fredagen")
    desk.send_again(response, **{"choose-description": "mine"})

    assert now(actor).description == "Syr om fredagen"
    assert now(actor).fact_sources["description"][0] == "workspace"
    assert ProfileChange.objects.get().after == {"description": "Syr og læser"}


def test_two_needs_written_at_once_are_both_there(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    save(client, page, "needs:new", text="xylofon")
    extra = {"needs-1-what": "competence:fundraising"}
    assert desk.send(**extra).status_code == 302

    assert {one.term or one.text for one in now(actor).needs.all()} == {
        "accounting",
        "xylofon",
        "fundraising",
    }


def test_a_row_the_coordinator_corrects_is_not_taken_away_unread(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    shown = next(
        row
        for group in client.get(page).context["groups"]
        for part in group.parts
        if part.part.key == "offers"
        for row in part.rows
    )
    offer = ExchangeData(id=actor.offers.get().pk, term="cooking", text="fest for 20")
    corrected_by(coordinator, actor, offers=(offer,))
    sent = {"do": "remove", "part": "offers", "row": shown.key, "seen": shown.seen}
    response = client.post(page, sent)

    assert response.status_code == 409
    assert "Der er rettet noget, mens siden var åben" in response.content.decode()
    assert now(actor).offers.get().text == "fest for 20"


def test_nobody_confirms_what_they_have_not_read(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    base = client.get(page).context["base"]
    corrected_by(coordinator, actor, phone="12 34 56 78")
    response = client.post(page, {"do": "confirm", "base": base})
    assert response.status_code == 409
    assert "Det drejer sig om: Telefon." in response.content.decode()
    assert now(actor).last_confirmed_on is None

    base = client.get(page).context["base"]
    client.post(page, {"do": "confirm", "base": base})
    assert now(actor).last_confirmed_on == clock.today()


def test_notes_and_a_colleagues_confirmation_do_not_disturb_the_actors(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    base = client.get(page).context["base"]
    corrected_by(coordinator, actor, notes="Ny formand.")
    confirm_actor(actor=now(actor), by=coordinator)
    client.post(page, {"do": "confirm", "base": base})

    assert (now(actor).confirmed_source, now(actor).notes) == ("self", "Ny formand.")


def test_confirmed_while_the_coordinator_writes_it_stays_confirmed(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    client.post(page, {"do": "confirm"})
    assert desk.send(town="Nyby").status_code == 302

    assert now(actor).last_confirmed_on == clock.today()
    assert now(actor).confirmed_source == "self"


def test_a_contact_person_leaves_while_the_coordinator_writes(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    row = str(actor.contact_persons.get().pk)
    client.post(page, {"do": "remove", "part": "contact_persons", "row": row})
    assert desk.send(town="Nyby").status_code == 302

    assert not now(actor).contact_persons.exists()


def test_a_contact_person_leaves_while_the_coordinator_corrects_her_and_somebody_chooses(
    client: Client, page: str, actor: Actor, desk: Desk
) -> None:
    row = str(actor.contact_persons.get().pk)
    client.post(page, {"do": "remove", "part": "contact_persons", "row": row})
    response = desk.send(**{"contact_persons-0-title": "formand"})

    assert response.status_code == 409
    assert not now(actor).contact_persons.exists()


def test_undoing_over_the_coordinators_later_words_is_refused_with_a_reason(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    save(client, page, "description", description="Syr og læser")
    corrected_by(coordinator, actor, description="Syr om fredagen")
    change = ProfileChange.objects.get()
    sent = {"do": "undo", "part": "description", "change": str(change.pk)}
    response = client.post(page, sent, follow=True)

    assert "Det er rettet igen siden" in response.content.decode()
    assert now(actor).description == "Syr om fredagen"


def test_removed_from_the_register_while_the_form_is_open_is_said(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "description", description="Syr og læser")
    remove_actor(actor=actor, by=coordinator)

    assert "I står ikke i registret længere" in client.post(page, sent).content.decode()


def test_two_people_at_the_actor_at_once_keep_both(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    other = linked(actor, coordinator, email="post@kvinder.example")
    first = opened(client, page, "contact_persons:new", name="Aisha")
    second = opened(client, other, "contact_persons:new", name="Hodan")
    client.post(page, first)
    client.post(other, second)

    names = {one.name for one in now(actor).contact_persons.all()}
    assert names == {"Fatma", "Aisha", "Hodan"}


def test_a_link_and_the_telephone_at_once_keep_both(
    client: Client, page: str, actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    address = reverse("actors:telephone", args=[actor.workspace.slug, actor.pk])
    caller = as_user(coordinator)
    sent = opened(caller, address, "where", town="Nyby")
    save(client, page, "description", description="Syr og læser")
    caller.post(address, sent)

    assert (now(actor).description, now(actor).town) == ("Syr og læser", "Nyby")


def test_who_may_read_it_and_what_it_says_changed_at_once_are_both_kept(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "email", visible="workspace")
    corrected_by(coordinator, actor, email="ny@kvinder.example")
    client.post(page, sent)
    fresh = now(actor)

    assert (fresh.email, fresh.visibility) == ("ny@kvinder.example", {"email": "workspace"})


def test_a_form_from_before_an_upgrade_asks_instead_of_overwriting(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "contact_persons:new", name="Aisha") | {"base": "gammel"}
    corrected_by(
        coordinator, actor, contact_persons=(ContactPersonData(name="Hodan"),), town="Nyby"
    )
    client.post(page, sent)

    assert {one.name for one in now(actor).contact_persons.all()} == {"Hodan", "Aisha"}
