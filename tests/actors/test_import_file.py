"""A file into the register in one call: what comes in, what again, what not, and why."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.models import Actor, ImportBatch, ImportedRecord
from brobygger.actors.transfer import limits
from brobygger.actors.transfer.importing import import_file
from brobygger.actors.transfer.reports import ImportReport
from brobygger.audit.timeline import events_for
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file, excel_file
from tests.factories.actors import make_actor

HEADER = ("Navn", "Postnr", "CVR", "Kan tilbyde", "Medlemmer")


@pytest.fixture
def bring_in(workspace: Workspace, tmp_path: Path) -> Any:
    """Write rows to a file of the same name each time, and import it."""

    def run(*rows: tuple[str, ...], name: str = "foreninger.csv", **options: Any) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(csv_file(*rows))
        return import_file(path, workspace=workspace, **options)

    return run


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return (report.created, report.updated, report.unchanged, report.skipped)


def test_every_cell_is_mapped_or_kept_with_the_actor(bring_in: Any, workspace: Workspace) -> None:
    report = bring_in(HEADER, ("Ærø Kor", "8000 Aarhus C", "12345678", "Regnskab", "45"))
    assert counts(report) == (1, 0, 0, 0)
    actor = Actor.objects.get(workspace=workspace)
    assert (actor.name, actor.postcode, actor.town, actor.cvr) == (
        "Ærø Kor", "8000", "Aarhus C", "12345678",
    )  # fmt: skip
    assert actor.offers.get().term == "accounting"
    assert actor.imported_records.get().values["Medlemmer"] == "45"
    assert actor.source == "foreninger"


def test_again_changes_nothing(bring_in: Any) -> None:
    rows = (HEADER, ("Kor", "8000", "", "Regnskab; Sang", "45"), ("Klub", "", "", "", ""))
    bring_in(*rows)
    records = ImportedRecord.objects.count()
    assert counts(bring_in(*rows)) == (0, 0, 2, 0)
    assert ImportedRecord.objects.count() == records


def test_a_changed_row_updates_the_same_actor(bring_in: Any) -> None:
    bring_in(HEADER, ("Kor", "8000", "12345678", "Regnskab", "45"))
    assert counts(bring_in(HEADER, ("Koret", "8200", "12345678", "Jura", ""))) == (0, 1, 0, 0)
    actor = Actor.objects.get()
    assert (actor.name, actor.postcode, actor.version) == ("Koret", "8200", 2)
    assert {offer.term for offer in actor.offers.all()} == {"accounting", "law"}


def test_what_people_corrected_since_stays_when_the_row_is_the_same(bring_in: Any) -> None:
    rows = (HEADER, ("Kor", "8000", "", "Regnskab", "45"))
    bring_in(*rows)
    Actor.objects.update(town="Aarhus C", description="Vi synger")
    assert counts(bring_in(*rows)) == (0, 0, 1, 0)
    assert Actor.objects.get().description == "Vi synger"


def test_empty_cells_erase_nothing(bring_in: Any) -> None:
    bring_in(HEADER, ("Kor", "8000", "12345678", "Regnskab", "45"))
    bring_in(HEADER, ("Kor", "", "12345678", "", "46"))
    actor = Actor.objects.get()
    assert (actor.postcode, actor.offers.count()) == ("8000", 1)
    assert actor.imported_records.get().values["Medlemmer"] == "46"


def test_known_by_the_sources_own_id(bring_in: Any) -> None:
    bring_in(("Id", "Navn"), ("7", "Kor"))
    assert counts(bring_in(("Id", "Navn"), ("7", "Helt nyt navn"))) == (0, 1, 0, 0)


def test_known_by_name_and_postcode_whatever_the_spelling(
    bring_in: Any, workspace: Workspace
) -> None:
    make_actor(workspace, "Foreningen Ærøs Venner", postcode="5970")
    assert counts(bring_in(HEADER, ("aeroes venner", "5970", "", "", ""))) == (0, 1, 0, 0)


def test_the_same_name_elsewhere_is_another(bring_in: Any, workspace: Workspace) -> None:
    make_actor(workspace, "Røde Kors", postcode="8000")
    assert counts(bring_in(HEADER, ("Røde Kors", "9000", "", "", ""))) == (1, 0, 0, 0)


def test_ambiguous_rows_wait_and_the_rest_comes_in(bring_in: Any, workspace: Workspace) -> None:
    make_actor(workspace, "Røde Kors", postcode="8000")
    make_actor(workspace, "Røde Kors", postcode="9000")
    report = bring_in(HEADER, ("Røde Kors", "", "", "", ""), ("Kor", "8000", "", "", ""))
    assert counts(report) == (1, 0, 0, 1)
    assert report.errors[0].row == 2
    assert "»Røde Kors« (8000), »Røde Kors« (9000)" in report.errors[0].message


def test_schools_may_share_their_municipalitys_cvr(bring_in: Any) -> None:
    rows = (
        HEADER,
        ("Nordskolen", "8000", "12345678", "", ""),
        ("Sydskolen", "8000", "12345678", "", ""),
    )
    assert counts(bring_in(*rows)) == (2, 0, 0, 0)
    assert counts(bring_in(*rows)) == (0, 0, 2, 0)


def test_rows_about_the_same_actor_are_told_apart_from_the_first(bring_in: Any) -> None:
    report = bring_in(HEADER, ("Kor", "8000", "", "", "1"), ("KOR", "8000", "", "", "2"))
    assert counts(report) == (1, 0, 0, 1)
    assert "række 2" in report.errors[0].message


def test_removed_actors_do_not_come_back_by_themselves(
    bring_in: Any, workspace: Workspace, coordinator: User
) -> None:
    remove_actor(actor=make_actor(workspace, "Kor", postcode="8000"), by=coordinator)
    report = bring_in(HEADER, ("Kor", "8000", "", "", ""))
    assert counts(report) == (0, 0, 0, 1)
    assert "fjernet" in report.errors[0].message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "8000", "", "", ""), "intet navn"),
        (("Ali 010190-1234", "8000", "", "", ""), "CPR"),
        (("K" * 301, "8000", "", "", ""), "301 tegn"),
    ],
)
def test_a_wrong_row_is_refused_in_words_and_the_rest_comes_in(
    bring_in: Any, row: tuple[str, ...], said: str
) -> None:
    report = bring_in(HEADER, row, ("God", "8000", "", "", ""))
    assert counts(report) == (1, 0, 0, 1)
    assert report.committed
    error = report.as_json()["errors"][0]
    assert (error["file"], error["row"]) == ("foreninger.csv", 2)
    assert said in error["message"]


def test_no_cpr_number_is_kept_anywhere(bring_in: Any) -> None:
    bring_in(("Navn", "Note"), ("Ali 010190-1234", "x"), ("Kor", "y"))
    stored = str(list(ImportBatch.objects.values())) + str(list(ImportedRecord.objects.values()))
    assert "010190" not in stored
    assert not Actor.objects.filter(name__contains="010190").exists()


def test_foreign_postcodes_need_their_country(bring_in: Any) -> None:
    report = bring_in(("Navn", "Postnr", "Land"), ("Malmö Kör", "211 20", "Sverige"))
    assert counts(report) == (1, 0, 0, 0)
    assert Actor.objects.get().country == "SE"


def test_html_and_formulas_are_kept_as_text(bring_in: Any) -> None:
    bring_in(("Navn", "Om os"), ("<b>Kor</b>", "'=cmd()"))
    actor = Actor.objects.get()
    assert (actor.name, actor.description) == ("<b>Kor</b>", "=cmd()")


def test_a_file_without_names_says_which_columns_were_seen(bring_in: Any) -> None:
    report = bring_in(("Sted", "Vægt"), ("a", "b"))
    assert not report.committed
    assert "»Sted«, »Vægt«" in report.errors[0].message


def test_a_file_of_refused_rows_alone_is_not_committed(bring_in: Any) -> None:
    report = bring_in(HEADER, ("", "8000", "", "", ""))
    assert (report.committed, report.skipped) == (False, 1)


def test_trying_writes_nothing(bring_in: Any) -> None:
    report = bring_in(HEADER, ("Kor", "8000", "", "", ""), dry_run=True)
    assert counts(report) == (1, 0, 0, 0)
    assert not report.committed
    assert not Actor.objects.exists()
    assert not ImportBatch.objects.exists()


def test_excel_comes_in_too(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(
        excel_file(["Forening", "Postnr.", "Tlf", "CVR"], ["Kor", 8000, 12345678, 87654321.0])
    )
    import_file(path, workspace=workspace)
    actor = Actor.objects.get()
    assert (actor.postcode, actor.phone, actor.cvr) == ("8000", "12345678", "87654321")


def test_too_big_is_refused_unread(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(50 * limits.MEGABYTE)
    report = import_file(path, workspace=workspace)
    assert "50 MB" in report.errors[0].message
    assert not report.committed


def test_letters_in_doubt_are_asked_about(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Navn;Город\r\nБиблиотека;Одесса\r\n".encode("cp1251"))
    assert "tegnkodningen" in import_file(path, workspace=workspace).errors[0].message
    assert import_file(path, workspace=workspace, encoding="cp1251").created == 1


def test_a_missing_file_is_told(workspace: Workspace, tmp_path: Path) -> None:
    assert "findes ikke" in import_file(tmp_path / "x.csv", workspace=workspace).errors[0].message


def test_readers_may_not_import(bring_in: Any, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        bring_in(HEADER, ("Kor", "8000", "", "", ""), by=reader)


def test_batch_and_actors_have_it_on_their_timeline(bring_in: Any, coordinator: User) -> None:
    bring_in(HEADER, ("Kor", "8000", "", "", ""), by=coordinator)
    assert [e.event for e in events_for("actor", Actor.objects.get().id)] == ["actor.imported"]
    assert [e.event for e in events_for("import", ImportBatch.objects.get().id)] == [
        "import.committed"
    ]


def test_the_file_is_let_go_when_it_is_in(bring_in: Any) -> None:
    bring_in(HEADER, ("Kor", "8000", "", "", ""))
    assert bytes(ImportBatch.objects.get().content) == b""


def test_queries_do_not_grow_with_the_file(
    bring_in: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [(f"Kor {number}", "8000", "", "Regnskab", "1") for number in range(400)]
    with django_assert_max_num_queries(40):
        bring_in(HEADER, *rows)
    with django_assert_max_num_queries(70):
        bring_in(HEADER, *[(name, "8200", "", "Jura", "2") for name, *_rest in rows[:200]])
    with django_assert_max_num_queries(20):
        bring_in(HEADER, *rows, name="foreninger.csv")


def test_the_other_workspace_is_untouched(
    bring_in: Any, other_workspace: Workspace, workspace: Workspace
) -> None:
    make_actor(other_workspace, "Kor", postcode="8000")
    assert counts(bring_in(HEADER, ("Kor", "8000", "", "", ""))) == (1, 0, 0, 0)
    assert Actor.objects.in_workspace(other_workspace).get().version == 1
