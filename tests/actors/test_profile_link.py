"""The profile belongs to the actor: seen, corrected and confirmed by link, account or telephone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor, update_actor
from brobygger.actors.domain.data import ActorData, ContactPersonData, ExchangeData
from brobygger.actors.domain.profile import confirm_profile
from brobygger.actors.domain.profile_mail import ask_for_profile, profile_links
from brobygger.actors.domain.provenance import said_of_row
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor, ContactPerson, Offer, ProfileChange
from brobygger.audit.timeline import events_for
from brobygger.core import clock
from brobygger.notifications.domain.requests import requests_left
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_user

AsUser = Callable[[User], Client]
FATMA = "fatma@mail.example"


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    return make_women(workspace)


def make_women(workspace: Workspace) -> Actor:
    """A women's association as the municipality has heard of it."""
    return make_actor(
        workspace,
        "Sønderbro Kvindeforening",
        description="Syr om torsdagen",
        email="post@kvinder.example",
        town="Birkelund",
        notes="Formanden er træt.",
        offers=[ExchangeData(term="cooking", text="fest for 50")],
        needs=["accounting"],
        contact_persons=(ContactPersonData(name="Fatma", email=FATMA),),
    )


def linked(actor: Actor, by: User, email: str = FATMA) -> str:
    """The address of the page a mail leads to."""
    ask_for_profile(actor=actor, email=email, by=by)
    mail = Notification.objects.filter(kind="profile_request").order_by("created_at", "id").last()
    assert mail is not None
    found = re.search(r"/profile/[\w-]+/", mail.text)
    assert found is not None
    return found[0]


@pytest.fixture
def page(actor: Actor, coordinator: User) -> str:
    return linked(actor, coordinator)


def opened(client: Client, page: str, part: str, **typed: Any) -> dict[str, Any]:
    """What a browser sends from the form of one part."""
    context = client.get(page, {"edit": part}).context
    form = context["open"].form
    sent = {"do": "save", "base": context["base"], "version": context["open"].version}
    sent["part"], _sep, sent["row"] = part.partition(":")
    for field in form:
        if field.field.__class__.__name__ == "TermsField":
            chosen, words = field.value() or ([], "")
            sent |= {f"{field.html_name}_chosen": chosen, f"{field.html_name}_words": words}
        elif field.value():
            sent[field.html_name] = field.value()
    return sent | typed


def save(client: Client, page: str, part: str, **typed: Any) -> Any:
    return client.post(page, opened(client, page, part, **typed))


def now(actor: Actor) -> Actor:
    fresh: Actor = Actor.objects.get(pk=actor.pk)
    return fresh


def test_everything_recorded_is_seen_but_the_notes(client: Client, page: str) -> None:
    text = client.get(page).content.decode()

    for words in ("Syr om torsdagen", "fest for 50", "Regnskab", "Birkelund", "Fatma", FATMA):
        assert words in text
    assert "Formanden er træt" not in text
    assert "Birkelund Kommune har skrevet noter" in text
    assert "aktindsigt" in text


def test_one_tap_confirms_everything(client: Client, page: str, actor: Actor) -> None:
    client.post(page, {"do": "confirm"})
    confirmed = now(actor)

    assert confirmed.last_confirmed_on == clock.today()
    assert confirmed.confirmed_source == "self"
    assert said_of_row(confirmed, confirmed.offers.get()).on == clock.today()
    assert "Tak. Oplysningerne er bekræftet i dag." in client.get(page).content.decode()


def test_a_correction_takes_effect_at_once_and_says_who(
    client: Client, page: str, actor: Actor
) -> None:
    response = save(client, page, "description", description="Syr og læser")
    fresh = now(actor)

    assert response["Location"] == f"{page}?saved=description#part-description"
    assert fresh.description == "Syr og læser"
    assert fresh.fact_sources["description"] == ["self", clock.today().isoformat()]
    assert fresh.notes == "Formanden er træt."


def test_the_trail_holds_no_name_but_the_link(client: Client, page: str, actor: Actor) -> None:
    save(client, page, "description", description="Syr og læser")
    event = events_for("actor", actor.pk)[0]

    assert (event.event, event.by_id) == ("profile.corrected", None)
    assert event.related[0][0] == "link"


def test_own_words_find_the_word_of_the_list(client: Client, page: str, actor: Actor) -> None:
    save(client, page, "needs:new", text="hjælp til fundraising")
    need = now(actor).needs.exclude(term="accounting").get()

    assert (need.kind, need.term, need.text) == (
        "competence",
        "fundraising",
        "hjælp til fundraising",
    )
    assert (need.source, need.confirmed_on) == ("self", clock.today())


def test_words_no_list_knows_stay_words(client: Client, page: str, actor: Actor) -> None:
    save(client, page, "offers:new", text="xylofon")

    assert now(actor).offers.get(term="").text == "xylofon"


def test_a_row_is_corrected_as_the_same_row(client: Client, page: str, actor: Actor) -> None:
    offer = actor.offers.get()
    save(client, page, f"offers:{offer.pk}", text="fest for 80")
    (fresh,) = Offer.objects.filter(actor=actor)

    assert (fresh.pk, fresh.term, fresh.text, fresh.source) == (
        offer.pk,
        "cooking",
        "fest for 80",
        "self",
    )


def test_nothing_written_is_asked_about(client: Client, page: str) -> None:
    response = save(client, page, "offers:new")

    assert response.status_code == 422
    assert "Skriv, hvad der skal stå, eller fortryd." in response.content.decode()


def test_a_cpr_number_is_caught_and_the_rest_is_kept(
    client: Client, page: str, actor: Actor
) -> None:
    response = save(client, page, "description", description="Ring til 010190-1234 om syning")

    assert response.status_code == 422
    assert "om syning" in response.content.decode()
    assert now(actor).description == "Syr om torsdagen"


def test_a_contact_person_takes_herself_off(client: Client, page: str, actor: Actor) -> None:
    person = actor.contact_persons.get()
    assert "Jeg er ikke længere kontakt" in client.get(page).content.decode()
    client.post(page, {"do": "remove", "part": "contact_persons", "row": str(person.pk)})

    assert not ContactPerson.objects.exists()


def test_removing_can_be_undone(client: Client, page: str, actor: Actor) -> None:
    row = str(actor.offers.get().pk)
    response = client.post(page, {"do": "remove", "part": "offers", "row": row}, follow=True)
    change = response.context["change"]
    client.post(page, {"do": "undo", "part": "offers", "change": str(change.pk)})

    assert now(actor).offers.get().text == "fest for 50"
    assert ProfileChange.objects.get().undone_at is not None


def test_undoing_leaves_what_others_wrote_since(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    save(client, page, "description", description="Syr og læser")
    fresh = now(actor)
    data = ActorData(**{**vars(data_of(fresh)), "town": "Nyby"})
    update_actor(actor=fresh, data=data, base_version=fresh.version, by=coordinator)
    change = ProfileChange.objects.get()
    client.post(page, {"do": "undo", "part": "description", "change": str(change.pk)})

    assert (now(actor).description, now(actor).town) == ("Syr om torsdagen", "Nyby")


def test_what_was_changed_again_cannot_be_undone(client: Client, page: str, actor: Actor) -> None:
    save(client, page, "description", description="Syr og læser")
    first = ProfileChange.objects.get()
    save(client, page, "description", description="Syr og synger")
    response = client.post(
        page, {"do": "undo", "part": "description", "change": str(first.pk)}, follow=True
    )

    assert "Det er rettet igen siden" in response.content.decode()
    assert now(actor).description == "Syr og synger"


def test_a_coordinators_change_beside_it_is_kept(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "description", description="Syr og læser")
    data = ActorData(**{**vars(data_of(actor)), "town": "Nyby"})
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)
    client.post(page, sent)

    assert (now(actor).description, now(actor).town) == ("Syr og læser", "Nyby")


def test_two_in_the_same_field_and_the_actor_decides(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, "description", description="Syr og læser")
    data = ActorData(**{**vars(data_of(actor)), "description": "Syr om fredagen"})
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)
    response: Any = client.post(page, sent)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Syr om fredagen" in text
    assert "Syr og læser" in text

    again = sent | {
        "base": response.context["base"],
        "version": response.context["open"].version,
    }
    client.post(page, again)
    assert now(actor).description == "Syr og læser"


def test_a_row_the_coordinator_took_away_can_be_written_again(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    sent = opened(client, page, f"offers:{actor.offers.get().pk}", text="fest for 80")
    data = ActorData(**{**vars(data_of(actor)), "offers": ()})
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)
    response: Any = client.post(page, sent)
    assert response.status_code == 409
    again = sent | {
        "base": response.context["base"],
        "version": response.context["open"].version,
        "row": response.context["open"].row,
    }
    client.post(page, again)

    assert [one.text for one in now(actor).offers.all()] == ["fest for 80"]


def test_what_others_write_later_is_no_longer_the_actors_word(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    save(client, page, "description", description="Syr og læser")
    save(client, page, f"offers:{actor.offers.get().pk}", text="fest for 80")
    fresh = now(actor)
    offers = (ExchangeData(id=fresh.offers.get().pk, term="cooking", text="fest for 20"),)
    data = ActorData(**{**vars(data_of(fresh)), "description": "Syr", "offers": offers})
    update_actor(actor=fresh, data=data, base_version=fresh.version, by=coordinator)

    assert now(actor).fact_sources["description"][0] == "workspace"
    assert now(actor).offers.get().source == "workspace"


def test_not_us_reaches_the_coordinators_and_the_notes(
    client: Client, page: str, actor: Actor, coordinator: User, reader: User
) -> None:
    client.post(page, {"do": "wish", "wish": "delete", "words": "Vi er nedlagt"})
    mail = Notification.objects.get(kind="profile_wish")

    assert mail.to_email == coordinator.email
    assert "Vi vil slettes fra registret." in mail.text
    assert "»Vi er nedlagt«" in now(actor).notes
    assert FATMA in now(actor).notes


def test_nobody_is_plagued_through_a_link(client: Client, page: str, coordinator: User) -> None:
    sent = [client.post(page, {"do": "wish", "wish": "other"}) for _time in range(6)]

    assert {response.status_code for response in sent} == {302}
    assert Notification.objects.filter(kind="profile_wish").count() == 5


def test_a_wish_must_be_chosen(client: Client, page: str) -> None:
    assert client.post(page, {"do": "wish"}).status_code == 422


def test_a_link_lasts_thirty_days(client: Client, page: str) -> None:
    with clock.travel_to(clock.now() + timedelta(days=29)):
        assert client.get(page).status_code == 200
    with clock.travel_to(clock.now() + timedelta(days=31)):
        assert client.get(page).status_code == 410


def test_a_closed_link_opens_nothing(
    client: Client, page: str, actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    address = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    live = as_user(coordinator).get(address).context["profile"].links[0]
    response = as_user(coordinator).post(reverse("links:close", args=[live.link.pk]))

    assert response["Location"] == f"{address}#profile"
    assert client.get(page).status_code == 410
    assert client.post(page, {"do": "confirm"}).status_code == 410


def test_a_reader_closes_no_link(
    client: Client, page: str, actor: Actor, reader: User, as_user: AsUser
) -> None:
    live = profile_links(actor)[0]

    assert as_user(reader).post(reverse("links:close", args=[live.link.pk])).status_code == 404
    assert client.get(page).status_code == 200


def test_a_removed_actor_is_told_so(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    remove_actor(actor=actor, by=coordinator)

    assert "I står ikke i registret længere" in client.get(page).content.decode()
    client.post(page, {"do": "confirm"})
    assert now(actor).last_confirmed_on is None


def test_a_representative_has_the_same_page_logged_in(
    actor: Actor, coordinator: User, stranger: User, as_user: AsUser
) -> None:
    add_representative(actor=actor, user=stranger, by=coordinator)
    address = reverse("actors:own_profile", args=[actor.pk])
    assert address in as_user(stranger).get("/s/").content.decode()
    save(as_user(stranger), address, "description", description="Vi syr")
    event = events_for("actor", actor.pk)[0]

    assert now(actor).description == "Vi syr"
    assert (event.event, event.by_id) == ("profile.corrected", stranger.pk)


def test_nobody_else_speaks_for_the_actor(actor: Actor, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        confirm_profile(voice=Voice(actor, FactSource.SELF, by=make_user("x@mail.example")))
    with pytest.raises(PermissionDenied):
        confirm_profile(voice=Voice(actor, FactSource.TELEPHONE, by=reader))


def test_on_the_telephone_it_is_still_their_word(
    actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    address = reverse("actors:telephone", args=[actor.workspace.slug, actor.pk])
    save(client, address, "needs:new", text="xylofon")
    client.post(address, {"do": "confirm"})
    fresh = now(actor)

    assert fresh.needs.get(term="").source == "telephone"
    assert (fresh.confirmed_source, fresh.last_confirmed_on) == ("telephone", clock.today())
    assert [(one.event, one.by_id) for one in events_for("actor", actor.pk)[:2]] == [
        ("profile.confirmed_by_telephone", coordinator.pk),
        ("profile.corrected_by_telephone", coordinator.pk),
    ]
    assert requests_left(FATMA).used == 0


def test_the_coordinator_sees_what_they_corrected(
    client: Client, page: str, actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    save(client, page, "description", description="Syr og læser")
    address = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    text = as_user(coordinator).get(address).content.decode()

    assert "Det har de selv rettet" in text
    assert "Syr om torsdagen" in text
    assert "Samarbejdsparten har selv rettet sine oplysninger" in text
