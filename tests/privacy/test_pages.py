"""What we have on you: seen, fetched and erased by oneself, and by administrators for others."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.privacy.domain import requests
from brobygger.privacy.domain.retention import enforce
from brobygger.privacy.models import PersonExport
from brobygger.workspaces.models import Membership, Workspace
from tests.consistency import all_urls
from tests.factories.collaborations import AsUser
from tests.privacy.test_exporting import make_contact

MINE, ERASE = "/account/my-data/", "/account/my-data/erase/"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def names_in(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_one_sees_what_there_is_and_fetches_it(reader: User, as_user: AsUser) -> None:
    client = as_user(reader)

    assert "Roller i arbejdsrum" in client.get(MINE).content.decode()
    answer = client.post(f"{MINE}fetch/")

    assert answer["Content-Disposition"].startswith("attachment;")
    assert names_in(answer.content) == ["brobygger.json", "brobygger.html"]


def test_a_long_one_is_made_by_the_worker_and_fetched_when_ready(
    reader: User, as_user: AsUser, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "is_long", lambda person: True)
    client = as_user(reader)

    assert client.post(f"{MINE}fetch/")["Location"] == MINE
    assert "Filen bliver lavet: 0 %" in client.get(MINE).content.decode()
    run_jobs()
    export = PersonExport.objects.get()

    assert (
        f"{MINE}{export.pk}/" in client.get(MINE, headers={"HX-Request": "true"}).content.decode()
    )
    assert "brobygger.json" in names_in(client.get(f"{MINE}{export.pk}/").content)


def test_a_file_is_only_for_whoever_asked(reader: User, adviser: User, as_user: AsUser) -> None:
    export = PersonExport.objects.create(asked_by=reader, content=b"zip")

    assert as_user(adviser).get(f"{MINE}{export.pk}/").status_code == 404


def test_a_file_from_a_workspace_is_gone_with_the_role(
    administrator: User, workspace: Workspace, as_user: AsUser
) -> None:
    export = PersonExport.objects.create(
        asked_by=administrator, workspace=workspace, contact_id=new_id(), content=b"zip"
    )
    client = as_user(administrator)
    assert client.get(f"{MINE}{export.pk}/").content == b"zip"
    Membership.objects.filter(user=administrator).update(role="reader")

    assert client.get(f"{MINE}{export.pk}/").status_code == 404


def test_one_sees_what_erasing_comes_to_and_that_nothing_has_happened(
    reader: User, as_user: AsUser
) -> None:
    page = as_user(reader).get(ERASE).content.decode()

    assert "Det her bliver slettet" in page
    assert "Roller i arbejdsrum" in page
    assert User.objects.filter(pk=reader.pk).exists()


def test_the_address_typed_the_account_is_gone(reader: User, as_user: AsUser) -> None:
    client = as_user(reader)

    answer = client.post(ERASE, {"typed": reader.email.upper()})

    assert answer["Location"] == "/account/erased/"
    assert not User.objects.filter(pk=reader.pk).exists()
    assert "Din konto er slettet" in client.get("/account/erased/").content.decode()


def test_another_word_erases_nothing(reader: User, as_user: AsUser) -> None:
    answer = as_user(reader).post(ERASE, {"typed": "ja"})

    assert answer.status_code == 422
    assert User.objects.filter(pk=reader.pk).exists()


def test_the_only_administrator_must_name_another_first(
    administrator: User, as_user: AsUser
) -> None:
    client = as_user(administrator)

    assert "Gør først en anden til administrator" in client.get(ERASE).content.decode()
    assert client.post(ERASE, {"typed": administrator.email}).status_code == 422
    assert Membership.objects.filter(user=administrator).exists()


@pytest.mark.urls(all_urls.__name__)
def test_the_people_of_the_demo_stay(reader: User, as_user: AsUser, settings: Settings) -> None:
    settings.BROBYGGER_DEMO = True

    assert as_user(reader).post(ERASE, {"typed": reader.email}).status_code == 422
    assert User.objects.filter(pk=reader.pk).exists()


@pytest.fixture
def contact(workspace: Workspace, administrator: User) -> ContactPerson:
    return make_contact(workspace, notes="Ring til Anna And.")


@pytest.fixture
def page(contact: ContactPerson) -> str:
    return f"/w/birkelund/contacts/{contact.pk}/"


@pytest.fixture
def browser(administrator: User, as_user: AsUser) -> Client:
    return as_user(administrator)


def test_an_administrator_sees_and_fetches_what_there_is_on_a_contact_person(
    browser: Client, page: str
) -> None:
    text = browser.get(page).content.decode()

    assert "Ring til Anna And." in text
    assert "brobygger.json" in names_in(browser.post(f"{page}fetch/").content)


def test_an_administrator_erases_a_contact_person_and_the_words_about_them(
    browser: Client, page: str, contact: ContactPerson
) -> None:
    answer = browser.post(page, {"typed": "anna and", "take_out": "on"})

    assert answer["Location"] == f"/w/birkelund/actors/{contact.actor_id}/"
    assert not ContactPerson.objects.exists()
    assert Actor.objects.get(pk=contact.actor_id).notes == "Ring til [slettet]."


def test_a_coordinator_may_not(coordinator: User, page: str, as_user: AsUser) -> None:
    assert as_user(coordinator).post(page, {"typed": "Anna And"}).status_code == 403
    assert ContactPerson.objects.exists()


def test_nor_the_administrator_of_another_workspace(
    outsider: User, contact: ContactPerson, as_user: AsUser
) -> None:
    page = f"/w/nabokommune/contacts/{contact.pk}/"

    assert as_user(outsider).post(page, {"typed": "Anna And"}).status_code == 404


def test_the_actors_page_leads_an_administrator_there(
    browser: Client, contact: ContactPerson, page: str
) -> None:
    assert page in browser.get(f"/w/birkelund/actors/{contact.actor_id}/").content.decode()


def test_files_are_gone_after_a_week(reader: User) -> None:
    with clock.travel_to(clock.now().replace(year=clock.now().year - 1)):
        PersonExport.objects.create(asked_by=reader, content=b"zip")

    enforce()

    assert not PersonExport.objects.exists()
