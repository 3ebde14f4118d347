"""Files that come again, files every municipality has, and what their words mean."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.imports import (
    choose_columns,
    choose_words,
    receive_file,
    start_commit,
)
from brobygger.actors.domain.saved_mappings import forget_mapping, rename_mapping
from brobygger.actors.enums import ActorKind, ImportOutcome
from brobygger.actors.models import Actor, ImportBatch, SavedMapping
from brobygger.actors.transfer.exceptions import NameTaken
from brobygger.actors.transfer.ready_made import ready_made_for
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file, directory

ODD = ("Hvem", "Hvor", "Til")
CVR = (
    "CVR-nummer", "P-nummer", "Navn", "Virksomhedsform", "Vejnavn", "Husnummer", "Etage", "Dør",
    "Postnummer", "Postdistrikt", "Kommunekode", "Telefon", "Email", "Branche",
)  # fmt: skip
OURS = (
    "12345678", "1001234567", "Fjordby Boldklub", "Forening", "Stadionvej", "012B", "2", "tv",
    "8999", "Fjordby", "461", "12345678", "post@bold.example", "Sportsklubber",
)  # fmt: skip
THEIRS = (
    "87654321", "1007654321", "Nabo IF", "Forening", "Vejen", "1", "", "", "8000", "Aarhus",
    "751", "", "", "",
)  # fmt: skip


@pytest.fixture
def receive(workspace: Workspace, coordinator: User) -> Callable[..., ImportBatch]:
    def run(*rows: tuple[str, ...], name: str = "liste.csv") -> ImportBatch:
        return receive_file(
            workspace=workspace, file_name=name, content=csv_file(*rows), by=coordinator
        )

    return run


@pytest.fixture
def choose(coordinator: User) -> Callable[..., ImportBatch]:
    """Choose as the page suggests, with changes."""

    def run(batch: ImportBatch, **changed: Any) -> ImportBatch:
        said = {key: batch.mapping[key] for key in ("columns", "source", "municipality")}
        return choose_columns(batch, **{**said, "by": coordinator, **changed})

    return run


@pytest.fixture
def browser(as_user: Callable[[User], Client], coordinator: User) -> Client:
    return as_user(coordinator)


@pytest.fixture
def saved(receive: Any, choose: Any) -> SavedMapping:
    batch = receive(ODD, ("Kor", "Ågade 1", "Børn"))
    columns = {"Hvem": "name", "Hvor": "street", "Til": "target_groups"}
    choose(batch, columns=columns, source="Kirkens liste", remember=True)
    return SavedMapping.objects.get()


def test_a_file_with_the_same_headers_is_known(
    saved: SavedMapping, receive: Any, browser: Client
) -> None:
    batch = receive(
        ("Til", "Hvem", "Hvor"), ("Unge", "Spejderne", "Bgade 2"), name="andet navn.csv"
    )
    assert batch.mapping["columns"] == {"Til": "target_groups", "Hvem": "name", "Hvor": "street"}
    assert batch.mapping["source"] == "Kirkens liste"
    page = browser.get(reverse("actors:import-mapping", args=[batch.workspace.slug, batch.id]))
    assert "Sidst kaldte I den »Kirkens liste«" in page.content.decode()


def test_nothing_is_remembered_without_a_yes(receive: Any, choose: Any) -> None:
    choose(receive(("Navn", "By"), ("Kor", "Ry")), remember=False)
    assert not SavedMapping.objects.exists()


def test_it_can_be_renamed_and_forgotten_in_the_browser(
    saved: SavedMapping, browser: Client, workspace: Workspace
) -> None:
    rename = reverse("actors:import-mapping-rename", args=[workspace.slug, saved.id])
    page = browser.post(rename, {"name": "Kirken"}, follow=True)
    assert "Kirken" in page.content.decode()
    forget = reverse("actors:import-mapping-forget", args=[workspace.slug, saved.id])
    assert "Glemt" in browser.post(forget, follow=True).content.decode()
    assert not SavedMapping.objects.exists()


def test_two_cannot_have_one_name(
    saved: SavedMapping, receive: Any, choose: Any, coordinator: User
) -> None:
    choose(receive(("Navn", "Ø"), ("Kor", "x")), source="Kirkens liste", remember=True)
    other = SavedMapping.objects.exclude(id=saved.id).get()
    assert other.name == "Kirkens liste (2)"
    with pytest.raises(NameTaken):
        rename_mapping(other, name="Kirkens liste", by=coordinator)
    forget_mapping(other, by=coordinator)


def test_a_neighbour_does_not_know_it(
    saved: SavedMapping, as_user: Callable[[User], Client], outsider: User, other_workspace: Any
) -> None:
    url = reverse("actors:import-mapping-forget", args=[other_workspace.slug, saved.id])
    assert as_user(outsider).post(url).status_code == 404


def test_a_cvr_extract_is_known_joined_and_cut_to_the_municipality(
    workspace: Workspace, receive: Any, choose: Any, coordinator: User
) -> None:
    workspace.municipality_code = "0461"
    workspace.save()
    batch = receive(CVR, OURS, THEIRS)
    assert batch.mapping["known"] == {"ready": "CVR"}
    batch = choose(batch)
    assert [line.outcome for line in batch.lines.order_by("number")] == [
        ImportOutcome.CREATE,
        ImportOutcome.ELSEWHERE,
    ]
    assert "Aarhus" in batch.lines.get(number=2).details["warnings"][0]
    batch = start_commit(batch, seen=batch.result["seen"], by=coordinator)
    actor = Actor.objects.get()
    assert (actor.street, actor.cvr, actor.external_id) == (
        "Stadionvej 012B, 2. tv", "12345678", "1001234567",
    )  # fmt: skip
    assert actor.kind == ActorKind.ASSOCIATION
    assert batch.result["elsewhere"] == 1


def test_the_portals_list_is_known() -> None:
    columns = ("Foreningsnavn", "Foreningstype", "Formand", "Kasserer", "Adresse", "Postnr.")
    ready = ready_made_for(columns)
    assert ready is not None
    assert ready.mapping(columns)["Formand"] == "contact_name"
    assert ready.mapping(columns)["Kasserer"] == ""


def test_words_are_suggested_with_rows_and_the_choice_is_remembered(
    saved: SavedMapping, receive: Any, choose: Any, browser: Client, workspace: Workspace
) -> None:
    batch = choose(receive(ODD, ("A", "", "Krudtugler"), ("B", "", "Krudtugler; Børn")))
    assert batch.result["words"] == [["target_groups", "Krudtugler", 2, ""]]
    url = reverse("actors:import-words", args=[workspace.slug, batch.id])
    assert "Krudtugler" in browser.get(url).content.decode()
    browser.post(url, {"word_0": "children"})
    batch.refresh_from_db()
    says = batch.lines.get(number=1).details["facts"]
    assert any("Børn" in fact["after"] for fact in says)
    again = choose(receive(ODD, ("C", "", "Krudtugler")))
    assert again.mapping["terms"]["target_groups"] == {"krudtugler": "children"}


def test_words_can_be_kept_as_they_are(
    receive: Any, choose: Any, coordinator: User, workspace: Workspace
) -> None:
    batch = choose(receive(("Navn", "Kan tilbyde"), ("Kor", "Festlokale ved søen")))
    assert batch.result["words"][0][3] == "resource:premises"
    terms = {"exchanges": {"festlokale ved soeen": ""}}
    batch = choose_words(batch, terms=terms, by=coordinator)
    start_commit(batch, seen=batch.result["seen"], by=coordinator)
    offer = Actor.objects.get().offers.get()
    assert (offer.term, offer.text) == ("", "Festlokale ved søen")


def test_the_first_file_of_an_empty_register_says_where_and_what_next(
    browser: Client, workspace: Workspace, receive: Any, choose: Any, coordinator: User
) -> None:
    workspace.municipality_code = "0461"
    workspace.save()
    page = browser.get(reverse("actors:import", args=[workspace.slug])).content.decode()
    assert "Et register før frokost" in page
    assert 'value="0461" selected' in page
    batch = choose(receive(("Navn",), ("Kor",)))
    start_commit(batch, seen=batch.result["seen"], by=coordinator)
    url = reverse("actors:import-status", args=[workspace.slug, batch.id])
    assert "Se fem at besøge" in browser.get(url).content.decode()


def test_names_of_every_script_come_in_and_cannot_turn_the_page(
    receive: Any, choose: Any, coordinator: User
) -> None:
    names = ("نادي الصداقة", "Kor 😀", "Vend \u202eom")
    batch = choose(receive(("Navn",), *((name,) for name in names)))
    start_commit(batch, seen=batch.result["seen"], by=coordinator)
    assert set(Actor.objects.values_list("name", flat=True)) == {*names[:2], "Vend om"}


def test_a_place_in_the_sea_comes_in_with_a_word_about_it(
    workspace: Workspace, coordinator: User
) -> None:
    package = directory(
        organizations="id,name\n1,Fiskerne\n",
        locations="id,organization_id,name,latitude,longitude\n1,1,Banke,56.5,5.0\n",
    )
    batch = receive_file(workspace=workspace, file_name="hav.zip", content=package, by=coordinator)
    batch = choose_columns(batch, columns={}, source="hav", by=coordinator)
    assert "i vandet" in batch.lines.get().details["warnings"][0]


def test_the_category_of_a_portal_is_what_they_do() -> None:
    columns = ("Foreningsnavn", "CVR", "Formand", "Kategori")
    portal = ready_made_for(columns)
    assert portal is not None
    assert portal.mapping(columns)["Kategori"] == "activity_areas"
