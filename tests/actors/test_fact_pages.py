"""Facts on the page and in the form: who said it, who may see it, who knows them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.acquaintances import know
from brobygger.actors.domain.data import LocationData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Acquaintance, Actor
from brobygger.audit.models import AuditEvent
from brobygger.workspaces.models import Workspace
from tests.actors.test_editing import edit_url, save
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]


@pytest.fixture
def choir(workspace: Workspace, coordinator: User) -> Actor:
    return make_actor(
        workspace,
        "Koret",
        by=coordinator,
        phone="11 11 11 11",
        offers=["music"],
        ideas="En fest",
        capacity=0,
        visibility={"phone": "parties"},
    )


def address(actor: Actor, name: str) -> str:
    return reverse(f"actors:{name}", args=[actor.workspace.slug, actor.pk])


def html(client: Client, actor: Actor, **query: str) -> str:
    return client.get(address(actor, "detail"), query).content.decode()


def test_the_page_says_who_said_it_and_who_may_see_it(
    choir: Actor, coordinator: User, adviser: User, as_user: AsUser
) -> None:
    page = html(as_user(adviser), choir)
    assert f"Fra {coordinator}, " in page
    assert "dem, de samarbejder med" in page
    assert "Ingen ledige pladser" in page
    assert "En fest" in page


def test_one_fact_is_confirmed_from_the_page(choir: Actor, adviser: User, as_user: AsUser) -> None:
    Actor.objects.filter(pk=choir.pk).update(
        fact_sources={"phone": ["telephone", "2020-03-03", "nobody"]}
    )
    client = as_user(adviser)
    assert "er over et år gammel" in html(client, choir)
    client.post(address(choir, "confirm_fact"), {"field": "phone"})
    assert "er over et år gammel" not in html(client, choir)
    client.post(address(choir, "confirm_fact"), {"field": "offers", "row": choir.offers.get().pk})
    assert AuditEvent.objects.filter(event="actor.fact_confirmed").count() == 2


@pytest.mark.parametrize("sent", [{}, {"field": "x y"}, {"field": "offers", "row": "x"}])
def test_a_fact_that_is_not_there_is_said_in_words(
    choir: Actor, adviser: User, as_user: AsUser, sent: dict[str, str]
) -> None:
    page = as_user(adviser).post(address(choir, "confirm_fact"), sent, follow=True)
    assert "rettet eller slettet imens" in page.content.decode()


def test_i_know_them_in_one_click_and_back_again(
    choir: Actor, adviser: User, as_user: AsUser
) -> None:
    client = as_user(adviser)
    client.post(address(choir, "know"))
    assert "Fortryd: jeg kender dem ikke" in html(client, choir)
    client.post(address(choir, "know"), {"know-how": "fra skolen", "know-since_year": "2019"})
    assert "siden 2019" in html(client, choir)
    client.post(address(choir, "forget"))
    assert not Acquaintance.objects.exists()


@pytest.mark.parametrize("typed", [{"know-since_year": "19"}, {"know-how": "010190-1234"}])
def test_what_cannot_be_right_of_knowing_is_refused(
    choir: Actor, adviser: User, as_user: AsUser, typed: dict[str, str]
) -> None:
    know(actor=choir, by=adviser, how="fra skolen")
    as_user(adviser).post(address(choir, "know"), typed)
    assert Acquaintance.objects.get().how == "fra skolen"


def test_the_form_is_folded_and_opens_where_asked(
    choir: Actor, adviser: User, as_user: AsUser
) -> None:
    client = as_user(adviser)

    def opened(**query: str) -> list[str]:
        shown = client.get(address(choir, "edit"), query).context["sections"]
        return [one.section.key for one in shown if one.is_open]

    assert opened() == ["who"]
    assert opened(open="offers") == ["offers"]
    assert len(opened(open="all")) == 11


def test_who_may_see_is_chosen_in_the_form(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    typed = {
        "circle-phone": "workspace",
        "circle-email": Visibility.PUBLIC,
        "circle-ideas": "public",
        "offers-0-visibility": "parties",
    }
    save(as_user(adviser), edit_url(workspace, choir), **typed)
    data = data_of(Actor.objects.get())
    assert data.visibility == {"phone": "workspace", "ideas": "public"}
    assert data.offers[0].visibility == "parties"


def test_an_error_opens_its_part(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    response: Any = save(as_user(adviser), edit_url(workspace, choir), capacity="mange")
    wrong = [one.section.key for one in response.context["sections"] if one.is_wrong]
    assert (response.status_code, wrong) == (422, ["groups"])


def test_saving_what_stands_there_already_writes_nothing(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    save(as_user(adviser), edit_url(workspace, choir))
    assert Actor.objects.get().version == choir.version
    assert not AuditEvent.objects.filter(event="actor.updated").exists()


@pytest.mark.parametrize(
    ("typed", "place"),
    [("55.676, 12.568", (55.676, 12.568)), ("56,6 11,2", (56.6, 11.2)), ("", (None, None))],
)
def test_coordinates_are_kept_and_doubted_aloud(
    workspace: Workspace,
    adviser: User,
    as_user: AsUser,
    typed: str,
    place: tuple[float | None, float | None],
) -> None:
    actor = make_actor(workspace, "Koret", locations=(LocationData(name="Salen"),))
    client = as_user(adviser)
    save(client, edit_url(workspace, actor), **{"locations-0-at": typed})
    stored = actor.locations.get()
    assert (stored.latitude, stored.longitude) == place
    assert ("i vandet eller uden for" in html(client, actor)) == (place[0] == 56.6)


def test_an_impossible_place_is_refused(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    typed = {"locations-0-name": "Salen", "locations-0-at": "91, 12"}
    response: Any = save(as_user(adviser), edit_url(workspace, choir), **typed)
    assert response.status_code == 422
    assert not choir.locations.exists()


def test_a_name_from_right_to_left_does_not_turn_the_page(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "\u202eجمعية النور 🎉")
    assert actor.name == "جمعية النور 🎉"
    assert 'id="actor-name" dir="auto">جمعية النور 🎉<' in html(as_user(adviser), actor)


def test_a_very_long_text_is_refused_in_words(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    response: Any = save(as_user(adviser), edit_url(workspace, choir), ideas="æ" * 20_001)
    assert response.status_code == 422
    assert Actor.objects.get().ideas == "En fest"


def test_the_background_is_shown_with_the_workspaces_word(
    workspace: Workspace, choir: Actor, adviser: User, as_user: AsUser
) -> None:
    Actor.objects.filter(pk=choir.pk).update(background="Kirkelig")
    workspace.background_label = "Kultur og tro"
    workspace.save()
    page = html(as_user(adviser), choir)
    assert "Kultur og tro" in page
    assert "Kirkelig" in page
    assert "Kirkelig" not in as_user(adviser).get(address(choir, "edit")).content.decode()


def test_the_settings_take_the_workspaces_word(
    workspace: Workspace, administrator: User, as_user: AsUser
) -> None:
    client, page = as_user(administrator), reverse("workspaces:settings", args=[workspace.slug])
    client.post(page, {"do": "words", "words-background_label": "Kultur og tro"})
    workspace.refresh_from_db()
    assert workspace.background_label == "Kultur og tro"
    refused = client.post(page, {"do": "words", "words-background_label": "010190-1234"})
    assert refused.status_code == 422
