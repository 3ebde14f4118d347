"""Register in, in the browser: send, choose, look through, lay in."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.imports import forget_left_imports
from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import Actor, ImportBatch
from brobygger.actors.transfer import limits
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file, directory
from tests.factories.actors import make_actor

ROWS = (("Forening", "Postnr", "Mangler"), ("Kor", "8000", "Regnskab"), ("", "8000", ""))


@pytest.fixture
def browser(as_user: Callable[[User], Client], coordinator: User) -> Client:
    return as_user(coordinator)


@pytest.fixture
def send(browser: Client, workspace: Workspace) -> Callable[..., Any]:
    """Send a file on the upload page."""

    def run(content: bytes, name: str = "foreninger.csv") -> Any:
        url = reverse("actors:import", args=[workspace.slug])
        return browser.post(url, {"file": SimpleUploadedFile(name, content)})

    return run


def address(name: str, batch: ImportBatch) -> str:
    return reverse(f"actors:import-{name}", args=[batch.workspace.slug, batch.id])


def choose(browser: Client, batch: ImportBatch, **changed: str) -> Any:
    """Send the columns form as it is shown, with changes."""
    columns = [column for column, _samples in batch.mapping["shape"]["columns"]]
    data = {f"column_{n}": batch.mapping["columns"][one] for n, one in enumerate(columns)}
    return browser.post(
        address("mapping", batch), {"source": batch.mapping["source"], **data, **changed}
    )


@pytest.fixture
def previewed(send: Callable[..., Any], browser: Client) -> ImportBatch:
    """An import whose rows can be looked through."""
    send(csv_file(*ROWS))
    choose(browser, ImportBatch.objects.get())
    return ImportBatch.objects.get()


def commit(browser: Client, batch: ImportBatch) -> Any:
    return browser.post(address("commit", batch), {"seen": batch.result["seen"]}, follow=True)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_whole_way_with_guessed_columns(send: Any, browser: Client) -> None:
    response = send(csv_file(*ROWS))
    batch = ImportBatch.objects.get()
    assert response.url == address("mapping", batch)
    assert "Regnskab" in text_of(browser.get(response.url))
    assert choose(browser, batch).url == address("preview", batch)
    assert not Actor.objects.exists()
    batch.refresh_from_db()
    page = commit(browser, batch)
    assert "Filen er lagt ind" in text_of(page)
    assert Actor.objects.get().needs.get().term == "accounting"


def test_the_preview_shows_what_will_happen_and_why_not(
    previewed: ImportBatch, browser: Client
) -> None:
    page = text_of(browser.get(address("preview", previewed)))
    assert "Læg én samarbejdspart ind" in page
    assert "intet navn" in page
    assert "række 3" in page


def test_the_preview_shows_a_change_before_and_after(
    send: Any, browser: Client, workspace: Workspace
) -> None:
    make_actor(workspace, "Kor", postcode="8000", town="Aarhus")
    send(csv_file(("Navn", "Postnr", "By"), ("Kor", "8000", "Aarhus C")))
    choose(browser, ImportBatch.objects.get())
    page = text_of(browser.get(address("preview", ImportBatch.objects.get())))
    assert re.search(r"<del>.*Aarhus</del>.*<ins>.*Aarhus C</ins>", page)


@pytest.mark.parametrize(("show", "seen"), [("create", "Kor"), ("errors", "")])
def test_the_preview_can_be_narrowed(
    previewed: ImportBatch, browser: Client, show: str, seen: str
) -> None:
    page = browser.get(address("preview", previewed), {"show": show})
    assert [line.name for line in page.context["page"]] == [seen]


def test_columns_can_be_changed(send: Any, browser: Client) -> None:
    send(csv_file(("Hvem", "Postnr"), ("Kor", "8000")))
    batch = ImportBatch.objects.get()
    refused = choose(browser, batch)
    assert refused.status_code == 422
    assert "»Hvem«, »Postnr«" in text_of(refused)
    assert choose(browser, batch, column_0="name").status_code == 302


def test_two_presses_lay_in_once(previewed: ImportBatch, browser: Client) -> None:
    commit(browser, previewed)
    again = commit(browser, previewed)
    assert "Filen er lagt ind" in text_of(again)
    assert Actor.objects.count() == 1


def test_a_register_that_has_changed_is_shown_again(
    previewed: ImportBatch, browser: Client, workspace: Workspace
) -> None:
    make_actor(workspace, "Kor", postcode="8000")
    page = commit(browser, previewed)
    assert "Registret er ændret" in text_of(page)
    assert Actor.objects.get().needs.count() == 0
    assert page.redirect_chain[-1][0] == address("preview", previewed)


def test_it_can_be_given_up(previewed: ImportBatch, browser: Client) -> None:
    browser.post(address("cancel", previewed))
    previewed.refresh_from_db()
    assert previewed.status == ImportStatus.CANCELLED
    assert (bytes(previewed.content), previewed.lines.count()) == (b"", 0)
    commit(
        browser, ImportBatch(id=previewed.id, workspace=previewed.workspace, result={"seen": ""})
    )
    assert not Actor.objects.exists()


def test_many_are_laid_in_by_the_worker(
    send: Any, browser: Client, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brobygger.actors.domain.imports.DIRECT_ROWS", 1)
    send(csv_file(*ROWS))
    choose(browser, ImportBatch.objects.get())
    assert run_jobs() == 1
    batch = ImportBatch.objects.get()
    assert "Lægges ind nu" in text_of(commit(browser, batch))
    assert not Actor.objects.exists()
    assert run_jobs() == 1
    assert "Filen er lagt ind" in text_of(browser.get(address("status", batch)))
    assert Actor.objects.count() == 1


def test_the_worker_stops_when_the_register_has_changed(
    send: Any,
    browser: Client,
    workspace: Workspace,
    run_jobs: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("brobygger.actors.domain.imports.DIRECT_ROWS", 1)
    send(csv_file(*ROWS))
    choose(browser, ImportBatch.objects.get())
    assert run_jobs() == 1
    batch = ImportBatch.objects.get()
    commit(browser, batch)
    make_actor(workspace, "Kor", postcode="8000")
    run_jobs()
    assert browser.get(address("status", batch))["Location"] == address("preview", batch)
    assert Actor.objects.get().version == 1


def test_a_package_goes_straight_to_the_preview(send: Any, browser: Client) -> None:
    package = directory(
        organizations="id,name\n1,Hjælpen\n", phones="id,contact_id,number\n1,9,12345678\n"
    )
    response = send(package, "register.zip")
    batch = ImportBatch.objects.get()
    assert response.url == address("preview", batch)
    page = text_of(browser.get(response.url))
    assert "Hjælpen" in page
    assert "contact_id »9«" in page
    assert "Filerne i pakken" in text_of(browser.get(address("mapping", batch)))


def test_letters_in_doubt_must_be_chosen(send: Any, browser: Client) -> None:
    send("Navn;Город\r\nБиблиотека;Одесса\r\n".encode("cp1251"))
    batch = ImportBatch.objects.get()
    assert "Vælg først" in text_of(choose(browser, batch))
    browser.post(address("mapping", batch), {"encoding": "cp1252"})
    batch.refresh_from_db()
    assert batch.mapping["encoding"] == "cp1252"
    assert choose(browser, batch).status_code == 302


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Navn\n"])
def test_what_is_no_register_is_refused_beside_the_field(send: Any, content: bytes) -> None:
    response = send(content)
    assert response.status_code == 422
    assert "form-error-message" in text_of(response)
    assert not ImportBatch.objects.exists()


def test_no_file_at_all_is_said(browser: Client, workspace: Workspace) -> None:
    response = browser.post(reverse("actors:import", args=[workspace.slug]), {})
    assert "Der er ingen fil endnu." in text_of(response)


def test_fifty_megabytes_are_refused_before_they_are_read(
    browser: Client, workspace: Workspace
) -> None:
    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    url = reverse("actors:import", args=[workspace.slug])
    response = browser.generic(
        "POST",
        url,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50 * limits.MEGABYTE),
        **{"wsgi.input": Unread()},  # type: ignore[arg-type]
    )
    assert response.status_code == 413
    assert "Filen fylder 50 MB" in text_of(response)


def test_a_forged_upload_is_refused(coordinator: User, workspace: Workspace) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, "allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("actors:import", args=[workspace.slug])
    response = client.post(url, {"file": SimpleUploadedFile("a.csv", csv_file(*ROWS))})
    assert response.status_code == 403
    assert not ImportBatch.objects.exists()


def test_html_in_a_cell_is_shown_as_text(send: Any, browser: Client) -> None:
    send(csv_file(("Navn", "Om os"), ("<script>alert(1)</script>", "<b>fed</b>")))
    choose(browser, ImportBatch.objects.get())
    page = text_of(browser.get(address("preview", ImportBatch.objects.get())))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_example_can_be_laid_in_as_it_is(
    send: Any, browser: Client, workspace: Workspace
) -> None:
    example = browser.get(reverse("actors:import-example", args=[workspace.slug]))
    assert "attachment" in example["Content-Disposition"]
    send(example.content, "eksempel.csv")
    choose(browser, ImportBatch.objects.get())
    page = commit(browser, ImportBatch.objects.get())
    assert page.context["report"]["errors"] == []
    actor = Actor.objects.get(name="Ågårdens Kvindeforening")
    assert "women" in actor.target_groups
    assert {offer.term for offer in actor.offers.all()} == {"cooking", "language"}
    assert actor.contact_persons.get().email == "fatima@aagaarden.example"


def test_another_workspaces_import_is_not_there(
    previewed: ImportBatch, as_user: Callable[[User], Client], outsider: User, other_workspace: Any
) -> None:
    url = reverse("actors:import-preview", args=[other_workspace.slug, previewed.id])
    assert as_user(outsider).get(url).status_code == 404
    assert as_user(outsider).get(address("preview", previewed)).status_code == 404


def test_readers_cannot_import(
    as_user: Callable[[User], Client], reader: User, workspace: Workspace
) -> None:
    url = reverse("actors:import", args=[workspace.slug])
    assert as_user(reader).get(url).status_code == 403


def test_the_preview_asks_as_much_of_the_database_for_many_rows(
    send: Any, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [(f"Kor {number}", "8000", "Regnskab") for number in range(120)]
    send(csv_file(ROWS[0], *rows))
    choose(browser, ImportBatch.objects.get())
    url = address("preview", ImportBatch.objects.get())
    with django_assert_max_num_queries(12):
        page = browser.get(url, {"page": "2"})
    assert len(page.context["page"]) == 50


def test_a_file_left_for_a_month_is_let_go(previewed: ImportBatch) -> None:
    assert forget_left_imports() == 0
    with clock.travel_to(clock.now() + timedelta(days=31)):
        assert forget_left_imports() == 1
    previewed.refresh_from_db()
    assert (previewed.status, bytes(previewed.content)) == (ImportStatus.CANCELLED, b"")


def test_an_import_whose_worker_died_can_be_tried_again(
    previewed: ImportBatch, browser: Client
) -> None:
    previewed.status = ImportStatus.RUNNING
    previewed.result |= {"started_at": clock.now().isoformat()}
    previewed.save()
    with clock.travel_to(clock.now() + timedelta(hours=2)):
        forget_left_imports()
    assert "Filen er lagt ind" in text_of(commit(browser, previewed))


def test_the_municipality_is_chosen_first(
    browser: Client, workspace: Workspace, send: Callable[..., Any]
) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(municipality_code="0751")
    url = reverse("actors:import", args=[workspace.slug])
    page = browser.get(url).text
    assert page.index('name="municipality"') < page.index('type="file"')
    assert re.search(r'value="0751" selected', page)
    rows = (("Navn", "Kommune"), ("Kor", "461"), ("Klub", "751"), ("Kreds", ""))
    file = SimpleUploadedFile("liste.csv", csv_file(*rows))
    browser.post(url, {"file": file, "municipality": "0461"})
    batch = ImportBatch.objects.get()
    assert batch.mapping["municipality"] == "0461"
    preview = browser.get(choose(browser, batch, municipality="0461")["Location"]).text
    assert "Kreds" in preview, "a row that does not say where counts as lying there"
    assert "Ligger i Aarhus Kommune" in preview


def test_every_municipality_may_be_chosen_too(browser: Client, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(municipality_code="0751")
    url = reverse("actors:import", args=[workspace.slug])
    file = SimpleUploadedFile("liste.csv", csv_file(("Navn", "Kommune"), ("Kor", "461")))
    browser.post(url, {"file": file, "municipality": ""})
    assert ImportBatch.objects.get().mapping["municipality"] == ""


def test_a_municipality_that_is_none_is_told(browser: Client, workspace: Workspace) -> None:
    url = reverse("actors:import", args=[workspace.slug])
    file = SimpleUploadedFile("liste.csv", csv_file(("Navn",), ("Kor",)))
    assert browser.post(url, {"file": file, "municipality": "9999"}).status_code == 422
    assert not ImportBatch.objects.exists()


def test_what_did_not_go_in_is_not_called_added(
    browser: Client, workspace: Workspace, send: Callable[..., Any]
) -> None:
    send(csv_file(("Navn",), ("Kor",)))
    ImportBatch.objects.update(status=ImportStatus.FAILED, result={"refused": "Den er tom."})
    page = browser.get(address("status", ImportBatch.objects.get())).text
    assert "<title>Det gik ikke" in page
