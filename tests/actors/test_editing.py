"""The form of an actor: filled in, refused, saved by two at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ROW_FIELDS, ActorData, ContactPersonData, LocationData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]


def filled(response: Any, **typed: Any) -> dict[str, Any]:
    """What a browser would send: the form as it was shown, with something typed."""
    desk = response.context["desk"]
    sent: dict[str, Any] = {"version": desk.version, "base": response.context["base"]}
    parts = [desk.form, *(form for rows in desk.rows.values() for form in rows)]
    parts += [rows.management_form for rows in desk.rows.values()]
    for part in parts:
        for field in part:
            if field.field.__class__.__name__ == "TermsField":
                chosen, words = field.value() or ([], "")
                sent |= {f"{field.html_name}_chosen": chosen, f"{field.html_name}_words": words}
            elif field.value() is not None and field.value() is not False:
                sent[field.html_name] = field.value()
    return sent | typed


def edit_url(workspace: Workspace, actor: Actor) -> str:
    return reverse("actors:edit", args=[workspace.slug, actor.pk])


def stored() -> ActorData:
    return data_of(Actor.objects.get())


def save(client: Client, address: str, **typed: Any) -> HttpResponse:
    response: Any = client.post(address, filled(client.get(address), **typed))
    return response  # type: ignore[no-any-return]


def test_a_new_actor_with_everything_needed_to_match(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    address = reverse("actors:create", args=[workspace.slug])
    response = save(
        as_user(adviser),
        address,
        **{
            "name": "Sønderbro Kvindeforening",
            "cvr": "DK 12 34 56 78",
            "postcode": "DK-8000",
            "target_groups_chosen": ["women"],
            "target_groups_words": "Børn, unge mødre",
            "offers-0-what": "competence:cooking",
            "offers-0-text": "fest for 50",
            "needs-0-what": "resource:",
            "needs-0-text": "et stort telt",
            "activities-0-name": "Syaften",
            "activities-0-activity_area": "Kunst og håndværk",
            "contact_persons-0-name": "Fatma",
            "contact_persons-0-phone": "+45 11 11 11 11",
        },
    )
    data = stored()
    assert response["Location"].endswith(f"/{Actor.objects.get().pk}/")
    assert (data.cvr, data.postcode) == ("12345678", "8000")
    assert data.target_groups == ("women", "children", "unge mødre")
    assert [(row.kind, row.term, row.text) for row in (*data.offers, *data.needs)] == [
        ("competence", "cooking", "fest for 50"),
        ("resource", "", "et stort telt"),
    ]
    assert (data.activities[0].activity_area, data.contact_persons[0].name) == ("art", "Fatma")


def test_saving_without_a_change_changes_nothing_that_is_known(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    place = LocationData(name="Salen", latitude=55.5, longitude=10.5, external_id="7")
    actor = make_actor(
        workspace, "Koret", offers=["music"], languages=("da", "kölsch"), locations=(place,)
    )
    before = stored()
    save(as_user(adviser), edit_url(workspace, actor))
    assert stored() == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("postcode", "80a0", "ikke et dansk postnummer"),
        ("cvr", "1234", "otte cifre"),
        ("email", "nogen", "e-mail"),
        ("website", "javascript:alert(1)", "hjemmeside"),
        ("phone", "abc", "nummer at ringe til"),
        ("notes", "Ring til 010170-1234", "CPR-nummer"),
    ],
)
def test_what_cannot_be_right_is_said_and_kept_on_the_page(
    workspace: Workspace, adviser: User, as_user: AsUser, field: str, typed: str, said: str
) -> None:
    actor = make_actor(workspace, "Koret")
    response = save(as_user(adviser), edit_url(workspace, actor), **{field: typed, "town": "Skive"})
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert typed in html
    assert 'value="Skive"' in html
    assert stored() == ActorData(name="Koret")


@pytest.mark.parametrize(
    "field", ["activities-0-description", "contact_persons-0-title", "contact_points-0-label"]
)
def test_words_beside_an_empty_name_are_asked_about_and_kept(
    workspace: Workspace, adviser: User, as_user: AsUser, field: str
) -> None:
    actor = make_actor(workspace, "Koret")
    response = save(as_user(adviser), edit_url(workspace, actor), **{field: "Hver tirsdag"})
    assert response.status_code == 422
    assert "Hver tirsdag" in response.content.decode()


def test_a_foreign_postcode_is_nobody_elses_business(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret")
    save(as_user(adviser), edit_url(workspace, actor), postcode="SW1A 1AA", country="GB")
    assert stored().postcode == "SW1A 1AA"


def test_a_broken_postcode_from_a_register_is_not_in_the_way(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", postcode="80??")
    save(as_user(adviser), edit_url(workspace, actor), town="Skive")
    assert (stored().postcode, stored().town) == ("80??", "Skive")


def test_a_telephone_from_a_register_is_not_in_the_way(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    bo = ContactPersonData(name="Bo", phone="spørg i hallen")
    actor = make_actor(workspace, "Koret", phone="spørg Bo", contact_persons=(bo,))
    save(as_user(adviser), edit_url(workspace, actor), town="Skive")
    assert (stored().town, stored().phone) == ("Skive", "spørg Bo")


@pytest.mark.parametrize(
    ("row", "field"), [("contact_persons", "phone"), ("contact_points", "value")]
)
def test_a_row_needs_a_number_to_ring_to(
    workspace: Workspace, adviser: User, as_user: AsUser, row: str, field: str
) -> None:
    actor = make_actor(workspace, "Koret")
    typed = {f"{row}-0-name": "Bo", f"{row}-0-kind": "phone", f"{row}-0-{field}": "abc"}
    response = save(as_user(adviser), edit_url(workspace, actor), **typed)
    assert "nummer at ringe til" in response.content.decode()
    assert 'value="abc"' in response.content.decode()
    assert stored() == ActorData(name="Koret")


@pytest.mark.parametrize("key", ROW_FIELDS)
def test_one_more_row_is_given_without_saving_or_losing(
    workspace: Workspace, adviser: User, as_user: AsUser, key: str
) -> None:
    actor = make_actor(workspace, "Koret")
    response = save(as_user(adviser), edit_url(workspace, actor), town="Skive", more=key)
    html = response.content.decode()
    assert f'name="{key}-1-row_id"' in html
    assert 'value="Skive"' in html
    assert stored().town == ""


def test_a_row_is_taken_away(workspace: Workspace, adviser: User, as_user: AsUser) -> None:
    actor = make_actor(workspace, "Koret", offers=["music", "arts"])
    save(as_user(adviser), edit_url(workspace, actor), **{"offers-0-DELETE": "on"})
    assert [row.term for row in stored().offers] == ["arts"]


def test_a_row_with_an_amount_of_nothing_is_asked_about(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret")
    response = save(as_user(adviser), edit_url(workspace, actor), **{"needs-0-amount": "to"})
    assert response.status_code == 422
    assert "Vælg, hvad det er" in response.content.decode()


def test_two_people_in_different_fields_are_both_saved(
    workspace: Workspace, adviser: User, coordinator: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    his, address = as_user(coordinator), edit_url(workspace, actor)
    shown = his.get(address)
    save(as_user(adviser), address, phone="11 11 11 11")
    response = his.post(address, filled(shown, town="Skive"), follow=True)
    assert (stored().phone, stored().town) == ("11 11 11 11", "Skive")
    assert f"{adviser} rettede imens noget andet" in response.content.decode()


@pytest.mark.parametrize(("choice", "kept"), [("mine", "22"), ("theirs", "11")])
def test_two_people_in_the_same_field_see_both_and_choose(
    workspace: Workspace,
    adviser: User,
    coordinator: User,
    as_user: AsUser,
    choice: str,
    kept: str,
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    his, address = as_user(coordinator), edit_url(workspace, actor)
    shown = his.get(address)
    save(as_user(adviser), address, phone="11", area="Nord")
    asked = his.post(address, filled(shown, phone="22", town="Skive"))
    assert asked.status_code == 409
    html = asked.content.decode()
    assert f"{adviser} har rettet det samme imens" in html
    [conflict] = asked.context["desk"].conflicts
    assert (list(conflict.mine), list(conflict.theirs)) == (["22"], ["11"])
    assert stored().town == ""
    his.post(address, filled(asked, **{"choose-phone": choice}))
    data = stored()
    assert (data.phone, data.area, data.town) == (kept, "Nord", "Skive")


def test_a_third_save_while_choosing_is_seen_too(
    workspace: Workspace, adviser: User, coordinator: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    his, address = as_user(coordinator), edit_url(workspace, actor)
    shown = his.get(address)
    save(as_user(adviser), address, phone="11")
    asked = his.post(address, filled(shown, phone="22"))
    save(as_user(adviser), address, phone="33")
    again = his.post(address, filled(asked, **{"choose-phone": "mine"}))
    assert again.status_code == 409
    assert list(again.context["desk"].conflicts[0].theirs) == ["33"]


def test_a_form_that_has_been_tampered_with_asks_about_every_difference(
    workspace: Workspace, adviser: User, coordinator: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    address = edit_url(workspace, actor)
    shown = as_user(coordinator).get(address)
    update_actor(actor=actor, data=ActorData(name="Koret", town="By"), base_version=1, by=adviser)
    response = as_user(coordinator).post(address, filled(shown, base="noget andet"))
    assert response.status_code == 409
    assert stored().town == "By"


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/w/birkelund/efforts/", "/w/birkelund/efforts/"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_after_saving_one_is_back_where_one_came_from_but_never_at_a_strange_place(
    workspace: Workspace, adviser: User, as_user: AsUser, wanted: str, leads: str | None
) -> None:
    actor = make_actor(workspace, "Solsikken")
    address = edit_url(workspace, actor) + f"?next={wanted}"
    response = save(as_user(adviser), address, name="Solsikkerne")
    own = reverse("actors:detail", args=[workspace.slug, actor.pk])
    assert response.headers["Location"] == (leads or own)
