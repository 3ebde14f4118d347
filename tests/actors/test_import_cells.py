"""A cell that cannot be used stays behind; the rest of its row comes in, and it is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson, ImportBatch, ImportedRecord
from brobygger.actors.transfer.importing import import_file
from brobygger.actors.transfer.reports import ImportReport
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file, directory
from tests.factories.actors import make_actor

HEADER = ("Forening", "Mail", "Postnr", "Tlf", "Web", "CVR", "Bekræftet", "Note")
GOOD = ("Kor", "kor@kor.example", "8000", "12 34 56 78", "www.kor.dk", "12345678", "1.2.2026", "")


@pytest.fixture
def bring_in(workspace: Workspace, tmp_path: Path) -> Any:
    def run(*rows: tuple[str, ...]) -> ImportReport:
        path = tmp_path / "foreninger.csv"
        path.write_bytes(csv_file(HEADER, *rows))
        return import_file(path, workspace=workspace)

    return run


def with_cell(number: int, cell: str) -> tuple[str, ...]:
    return (*GOOD[:number], cell, *GOOD[number + 1 :])


@pytest.mark.parametrize(
    ("number", "field", "cell"),
    [
        (1, "email", "abc"), (2, "postcode", "80x0"), (3, "phone", "abc"), (4, "website", "nej"),
        (5, "cvr", "123"), (6, "last_confirmed_on", "i går"),
    ],
)  # fmt: skip
def test_the_row_comes_in_without_the_cell(
    bring_in: Any, number: int, field: str, cell: str
) -> None:
    report = bring_in(with_cell(number, cell))
    assert (report.created, report.skipped, report.committed) == (1, 0, True)
    actor = Actor.objects.get()
    assert not getattr(actor, field)
    assert actor.name == "Kor"
    assert actor.imported_records.get().values[HEADER[number]] == cell
    [error] = report.as_json()["errors"]
    assert error["row"] == 2
    assert f"Kolonnen »{HEADER[number]}«" in error["message"]
    assert f"»{cell}«" in error["message"]


def test_again_changes_nothing_and_is_told_again(bring_in: Any) -> None:
    first = bring_in(with_cell(1, "abc"))
    again = bring_in(with_cell(1, "abc"))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert again.errors == first.errors


def test_what_the_register_knew_stands(bring_in: Any, workspace: Workspace) -> None:
    make_actor(workspace, "Kor", postcode="8000", email="gammel@kor.example")
    assert bring_in(with_cell(1, "abc")).updated == 1
    assert Actor.objects.get().email == "gammel@kor.example"


def test_a_mended_cell_comes_in_the_next_time(bring_in: Any) -> None:
    bring_in(with_cell(1, "abc"))
    report = bring_in(GOOD)
    assert (report.updated, report.errors) == (1, ())
    assert Actor.objects.get().email == "kor@kor.example"


def test_a_text_with_no_room_stays_behind(bring_in: Any) -> None:
    report = bring_in(with_cell(4, "www.kor.dk/" + "x" * 500))
    assert "511 tegn" in report.errors[0].message
    assert Actor.objects.get().website == ""


def test_a_citizens_number_is_neither_taken_in_nor_kept(bring_in: Any) -> None:
    report = bring_in(with_cell(7, "Spørg 010190-1234"))
    assert (report.created, len(report.errors)) == (1, 1)
    assert "»Note«" in report.errors[0].message
    kept = str(list(ImportBatch.objects.values())) + str(list(ImportedRecord.objects.values()))
    assert "010190" not in kept + report.errors[0].message
    assert bring_in(with_cell(7, "Spørg 010190-1234")).unchanged == 1


def test_a_name_that_is_a_citizens_number_is_told_once(bring_in: Any) -> None:
    report = bring_in(with_cell(0, "010190-1234"))
    assert (report.created, report.skipped) == (0, 1)
    assert ["CPR" in error.message for error in report.errors] == [True]


def test_a_contact_comes_in_without_a_bad_address(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    header = ("Navn", "Kontaktperson", "Kontakt email", "Kontakt tlf")
    path.write_bytes(csv_file(header, ("Kor", "Bo", "bo@", "lokal 123"), ("Klub", "", "x@", "")))
    report = import_file(path, workspace=workspace)
    person = ContactPerson.objects.get()
    assert (person.name, person.email, person.phone) == ("Bo", "", "lokal 123")
    assert [error.row for error in report.errors] == [2, 3]


def test_our_own_file_too(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "registret.csv"
    header = ("Navn", "Brobygger-id", "Steder", "E-mail")
    rows = (header, ("Kor", "", "Huset; Vej 1; 8000; Aarhus; 555, 9", "abc"))
    path.write_bytes(csv_file(*rows))
    report = import_file(path, workspace=workspace)
    assert (report.created, len(report.errors)) == (1, 2)
    assert ImportedRecord.objects.get().values == {"Steder": rows[1][2], "E-mail": "abc"}
    assert import_file(path, workspace=workspace).unchanged == 1


def test_our_own_file_is_read_again_though_only_our_columns_changed(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "registret.csv"
    header = ("Navn", "Brobygger-id", "Beskrivelse", "Medlemmer")
    for words in ("Vi synger", "Vi danser"):
        path.write_bytes(csv_file(header, ("Kor", "", words, "45")))
        import_file(path, workspace=workspace)
    assert Actor.objects.get().description == "Vi danser"


def test_an_organisation_of_a_package_comes_in_without_a_citizens_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "register.zip"
    table = "id,name,description\n1,Hjælpen,Ring til 010190-1234\n2,Ali 010190-1234,x\n"
    path.write_bytes(directory(organizations=table))
    report = import_file(path, workspace=workspace)
    actor = Actor.objects.get()
    assert (actor.name, actor.description, report.created) == ("Hjælpen", "", 1)
    assert [error.row for error in report.errors] == [2, 3]
    assert "010190" not in str(list(ImportedRecord.objects.values()))


# The preview.


@pytest.fixture
def browser(as_user: Callable[[User], Client], coordinator: User) -> Client:
    return as_user(coordinator)


@pytest.fixture
def batch(browser: Client, workspace: Workspace) -> ImportBatch:
    """A file of which a row lacks its e-mail, seen through."""
    content = csv_file(HEADER, with_cell(1, "abc"), ("Klub", "", "9000", "", "", "", "", ""))
    url = reverse("actors:import", args=[workspace.slug])
    browser.post(url, {"file": SimpleUploadedFile("foreninger.csv", content)})
    made = ImportBatch.objects.get()
    columns = [column for column, _samples in made.mapping["shape"]["columns"]]
    data = {f"column_{n}": made.mapping["columns"][one] for n, one in enumerate(columns)}
    browser.post(address(made, "mapping"), {"source": "foreninger", **data})
    made.refresh_from_db()
    return made


def address(batch: ImportBatch, name: str, *more: Any) -> str:
    return reverse(f"actors:import-{name}", args=[batch.workspace.slug, batch.pk, *more])


def commit(browser: Client, batch: ImportBatch) -> None:
    batch.refresh_from_db()
    browser.post(address(batch, "commit"), {"seen": batch.result["seen"]})


def test_the_preview_says_which_rows(browser: Client, batch: ImportBatch) -> None:
    page = browser.get(address(batch, "preview"), {"show": "faulty"})
    assert [line.name for line in page.context["page"]] == ["Kor"]
    text = page.content.decode()
    assert "I én række er der noget, vi ikke kan bruge" in text
    assert "E-mailadressen »abc«" in text
    assert "Læg 2 samarbejdsparter ind" in text


def test_they_can_be_left_out_and_taken_in_again(browser: Client, batch: ImportBatch) -> None:
    url = address(batch, "decide-all")
    browser.post(url, {"likeness": "faulty", "decision": "skip"})
    page = browser.get(address(batch, "preview"))
    assert (page.context["to_write"], page.context["refused"]) == (1, 1)
    browser.post(url, {"likeness": "faulty", "decision": ""})
    assert browser.get(address(batch, "preview")).context["to_write"] == 2


def test_one_left_out_may_come_in_when_its_cell_is_mended(
    browser: Client, batch: ImportBatch, bring_in: Any
) -> None:
    line = batch.lines.get(name="Kor")
    browser.post(address(batch, "decide", line.pk), {"decision": "skip"})
    commit(browser, batch)
    assert [actor.name for actor in Actor.objects.all()] == ["Klub"]
    assert bring_in(GOOD).created == 1


def test_it_can_only_be_left_out(browser: Client, batch: ImportBatch) -> None:
    for name, decision, status in (("Kor", "keep", 400), ("Klub", "skip", 400)):
        line = batch.lines.get(name=name)
        answer = browser.post(address(batch, "decide", line.pk), {"decision": decision})
        assert answer.status_code == status


def test_the_receipt_says_it_too(browser: Client, batch: ImportBatch) -> None:
    commit(browser, batch)
    page = browser.get(address(batch, "status")).content.decode()
    assert "E-mailadressen »abc«" in page
    assert f'{reverse("actors:list", args=[batch.workspace.slug])}?q=Kor"' in page


def test_no_citizens_number_is_shown_among_the_columns(
    browser: Client, workspace: Workspace
) -> None:
    content = csv_file(HEADER, with_cell(7, "Spørg 010190-1234"), with_cell(7, "Ring først"))
    url = reverse("actors:import", args=[workspace.slug])
    browser.post(url, {"file": SimpleUploadedFile("foreninger.csv", content)})
    assert ["Note", ["Ring først"]] in ImportBatch.objects.get().mapping["shape"]["columns"]
