"""In under two minutes on a phone: what there is to read, and the taps and fields it takes."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.acquaintances import know
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ActivityData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import ActorKind, Visibility
from brobygger.actors.models import Actor, ProfileChange
from brobygger.actors.profile_panels import register_profile_panel
from brobygger.workspaces.models import Workspace
from tests.actors.test_profile_link import linked, make_women, now, opened, save

# A slow reader of plain Danish, on a phone in the evening.
WORDS_A_MINUTE = 180
SECONDS_A_TAP = 3


@pytest.fixture
def actor(workspace: Workspace, coordinator: User) -> Actor:
    """An association the register knows as much of as of most."""
    actor = make_women(workspace)
    data = replace(
        data_of(actor),
        activities=(ActivityData(name="Torsdagskøkken", schedule="hver torsdag 16-19"),),
        target_groups=("women", "families"),
        wished_target_groups=("seniors",),
        activity_areas=("food",),
        languages=("ar", "so"),
        capacity=10,
        challenges="Vi mangler et sted til børnene.",
        ideas="En fest i gården.",
        interests="Fonde.",
        phone="12 34 56 78",
        website="kvinder.example",
    )
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)
    return now(actor)


@pytest.fixture
def page(actor: Actor, coordinator: User) -> str:
    return linked(actor, coordinator)


def main_of(response: Any) -> str:
    """What there is on the page below the header, folded things left out."""
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"<details.*?</details>", "", main, flags=re.DOTALL)


def words_in(html: str) -> int:
    """What is read; that every fact can be corrected is seen, not read, each time."""
    html = re.sub(r'<a class="bb-profile__edit".*?</a>', "", html, flags=re.DOTALL)
    html = re.sub(r'<span class="bb-sr">.*?</span>|<svg.*?</svg>', "", html, flags=re.DOTALL)
    return len(re.sub(r"<[^>]+>", " ", html).split())


def fields_in(html: str) -> list[str]:
    """Everything one could be expected to fill in."""
    found = re.findall(r"<(?:input|select|textarea)[^>]*>", html)
    return [one for one in found if 'type="hidden"' not in one]


def test_it_is_read_and_confirmed_in_two_minutes_with_one_tap(client: Client, page: str) -> None:
    html = main_of(client.get(page))
    seconds = words_in(html) / WORDS_A_MINUTE * 60 + SECONDS_A_TAP

    assert fields_in(html) == []
    assert html.count('value="confirm"') == 1
    assert seconds < 120


def test_one_fact_is_corrected_with_three_taps_and_one_field(
    client: Client, page: str, actor: Actor
) -> None:
    start = main_of(client.get(page))
    assert f"{page}?edit=phone" in start  # the first tap
    form = main_of(client.get(page, {"edit": "phone"}))
    assert [re.search(r'name="(\w+)"', one)[1] for one in fields_in(form)] == ["phone", "visible"]  # type: ignore[index]

    response = save(client, page, "phone", phone="87 65 43 21")  # the second
    after = main_of(client.get(response["Location"]))
    assert after.count('value="confirm"') == 1  # the third
    assert now(actor).phone == "87 65 43 21"


@pytest.mark.parametrize(
    ("part", "typed", "value"),
    [
        ("wished_target_groups", {"wished_target_groups_chosen": ["men"]}, ["men"]),
        ("capacity", {"capacity": "0", "capacity_text": "Venteliste"}, 0),
        ("challenges", {"challenges": "Økonomi"}, "Økonomi"),
        ("ideas", {"ideas": "En tur"}, "En tur"),
        ("interests", {"interests": "Teater"}, "Teater"),
        ("background", {"background": "Kurdisk"}, "Kurdisk"),
    ],
)
def test_everything_it_can_tell_is_told_by_link(
    client: Client, page: str, actor: Actor, part: str, typed: Any, value: Any
) -> None:
    assert save(client, page, part, **typed).status_code == 302

    assert getattr(now(actor), part) == value
    assert now(actor).fact_sources[part][0] == "self"


def test_who_may_read_each_fact_is_said_and_chosen(client: Client, page: str, actor: Actor) -> None:
    assert "kan ses af alle" in main_of(client.get(page))
    save(client, page, "phone", visible="parties")
    save(client, page, f"offers:{actor.offers.get().pk}", visible="workspace")
    seen = visible_data(data_of(now(actor)), Visibility.PUBLIC)

    assert seen is not None
    assert (seen.phone, seen.offers) == ("", ())
    assert "ses også af dem, I samarbejder med" in main_of(client.get(page))


def test_choosing_what_is_usual_keeps_no_exception(client: Client, page: str, actor: Actor) -> None:
    save(client, page, "phone", visible="workspace")
    save(client, page, "phone", visible="public")

    assert now(actor).visibility == {}


def test_a_background_is_explained_declared_and_taken_back_without_a_trace(
    client: Client, page: str, actor: Actor
) -> None:
    asked = main_of(client.get(page, {"edit": "background"}))
    assert "kun medlemmer af arbejdsrummet hos Birkelund Kommune kan læse det" in asked
    save(client, page, "background", background="Kurdisk")
    assert "Kurdisk" in main_of(client.get(page))
    save(client, page, "background", background="")

    assert now(actor).background == ""
    assert not ProfileChange.objects.exists()


def test_a_background_is_not_written_on_the_telephone(
    actor: Actor, coordinator: User, as_user: Any
) -> None:
    address = f"/w/{actor.workspace.slug}/actors/{actor.pk}/telephone/"
    client = as_user(coordinator)
    sent = opened(client, address, "phone") | {"part": "background", "background": "Kurdisk"}
    client.post(address, sent)

    assert now(actor).background == ""


def test_one_person_has_no_background(
    client: Client, page: str, actor: Actor, coordinator: User
) -> None:
    data = replace(data_of(actor), kind=ActorKind.ENTHUSIAST)
    update_actor(actor=actor, data=data, base_version=actor.version, by=coordinator)

    assert "Jeres baggrund" not in main_of(client.get(page))


def test_where_a_fact_is_from_is_said(client: Client, page: str) -> None:
    save(client, page, "ideas", ideas="En tur")
    text = main_of(client.get(page))

    assert "Fra Birkelund Kommune" in text
    assert "Fra jer selv" in text


def test_who_knows_them_is_seen(client: Client, page: str, actor: Actor, coordinator: User) -> None:
    know(actor=actor, by=coordinator, how="fra korskolen")

    assert "fra korskolen" in main_of(client.get(page))


def test_a_room_above_shows_what_it_has_recorded(client: Client, page: str) -> None:
    template = "core/components/bridge.html"
    register_profile_panel(
        key="test", order=1, template=template, build=lambda actor: {"about": actor.name}
    )
    try:
        panels = client.get(page).context["panels"]
    finally:
        register_profile_panel(key="test", order=1, template=template, build=lambda actor: None)

    assert {"about": "Sønderbro Kvindeforening"} in [panel.context for panel in panels]


@pytest.mark.parametrize("part", ["phone", "contact_persons:new"])
def test_a_telephone_has_a_number(client: Client, page: str, actor: Actor, part: str) -> None:
    before = data_of(now(actor))
    response = save(client, page, part, phone="abc", name="Bo")
    html = response.content.decode()
    assert (response.status_code, "nummer at ringe til" in html) == (422, True)
    assert 'value="abc"' in html
    assert data_of(now(actor)) == before
