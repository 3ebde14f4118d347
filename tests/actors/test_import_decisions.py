"""Rows that look like somebody: a person decides, and is asked once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.alike import decide, pairs_of, refresh
from brobygger.actors.domain.import_choices import decide_kind, decide_line
from brobygger.actors.domain.imports import choose_columns, receive_file, start_commit
from brobygger.actors.enums import Decision, ImportOutcome, ImportStatus
from brobygger.actors.models import Actor, ImportBatch, RowDecision
from brobygger.actors.models.uniting import PairDecision
from brobygger.actors.transfer.exceptions import NothingToCommit
from brobygger.actors.transfer.importing import import_file
from brobygger.audit.models import AuditEvent
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file
from tests.factories.actors import make_actor

HEADER = ("Navn", "Postnr", "Adresse", "Telefon", "Om os")
KNOWN = ("Fjordby Idrætsforening", "8999", "Stadionvej 3", "12345678")
ALIKE = ("Fjordby Idrætsforning", "8999", "Stadionvej 3", "12345678", "Vi spiller bold")


@pytest.fixture
def known(workspace: Workspace) -> Actor:
    return make_actor(
        workspace, KNOWN[0], postcode=KNOWN[1], street=KNOWN[2], phone=KNOWN[3], source="hånd"
    )


@pytest.fixture
def staged(workspace: Workspace, coordinator: User) -> Callable[..., ImportBatch]:
    """A file looked through, with its guessed columns."""

    def run(*rows: tuple[str, ...], name: str = "portal.csv") -> ImportBatch:
        batch = receive_file(
            workspace=workspace, file_name=name, content=csv_file(HEADER, *rows), by=coordinator
        )
        return choose_columns(
            batch,
            columns=batch.mapping["columns"],
            source=batch.mapping["source"],
            by=coordinator,
        )

    return run


@pytest.fixture
def lay_in(coordinator: User) -> Callable[[ImportBatch], ImportBatch]:
    def run(batch: ImportBatch) -> ImportBatch:
        return start_commit(batch, seen=batch.result["seen"], by=coordinator)

    return run


@pytest.fixture
def browser(as_user: Callable[[User], Client], coordinator: User) -> Client:
    return as_user(coordinator)


def address(name: str, batch: ImportBatch, *more: Any) -> str:
    return reverse(f"actors:import-{name}", args=[batch.workspace.slug, batch.id, *more])


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_who_is_only_alike_waits_and_says_why(known: Actor, staged: Any, browser: Client) -> None:
    batch = staged(ALIKE)
    line = batch.lines.get()
    assert line.outcome == ImportOutcome.DECIDE
    assert line.details["alike"][0]["target"] == str(known.id)
    page = text_of(browser.get(address("preview", batch)))
    assert "Samme telefonnummer" in page
    assert "Vi spiller bold" in page


def test_put_together_the_row_updates_that_actor_once_and_for_all(
    known: Actor, staged: Any, lay_in: Any, browser: Client
) -> None:
    batch = staged(ALIKE)
    line = batch.lines.get()
    url = address("decide", batch, line.id)
    page = browser.post(url, {"decision": f"merge:{known.id}"}, follow=True)
    assert "Læg sammen: Fjordby Idrætsforening" in text_of(page)
    lay_in(batch)
    assert Actor.objects.get().description == "Vi spiller bold"
    again = staged(ALIKE)
    assert [one.outcome for one in again.lines.all()] == [ImportOutcome.UNCHANGED]


def test_kept_beside_each_other_nobody_is_asked_again(
    known: Actor, staged: Any, lay_in: Any, coordinator: User
) -> None:
    batch = staged(ALIKE)
    decide_line(batch.lines.get(), decision=Decision.KEEP, by=coordinator)
    lay_in(batch)
    assert Actor.objects.count() == 2
    again = staged((*ALIKE[:4], "Noget nyt"))
    assert [one.outcome for one in again.lines.all()] == [ImportOutcome.UPDATE]
    lay_in(again)
    assert Actor.objects.exclude(id=known.id).get().description == "Noget nyt"


def test_left_out_it_stays_out_until_somebody_says_otherwise(
    known: Actor, staged: Any, lay_in: Any, coordinator: User
) -> None:
    batch = staged(ALIKE, ("Helt nyt Kor", "", "", "", ""))
    decide_line(batch.lines.get(number=1), decision=Decision.SKIP, by=coordinator)
    lay_in(batch)
    assert Actor.objects.count() == 2
    line = staged(ALIKE).lines.get()
    assert line.outcome == ImportOutcome.SKIP
    decide_line(line, decision=Decision.KEEP, by=coordinator)
    lay_in(line.batch)
    assert Actor.objects.count() == 3


def test_undecided_rows_are_put_aside_and_taken_up_later(
    known: Actor, staged: Any, lay_in: Any, browser: Client, coordinator: User
) -> None:
    batch = lay_in(staged(("Helt nyt Kor", "", "", "", ""), ALIKE))
    assert (batch.status, batch.result["undecided"]) == (ImportStatus.COMMITTED, 1)
    assert Actor.objects.count() == 2
    assert "lagt til side" in text_of(browser.get(address("status", batch)))
    left = ImportBatch.objects.get(id=batch.result["left"])
    line = left.lines.get()
    assert (line.row, line.outcome) == (3, ImportOutcome.DECIDE)
    decide_line(line, decision=Decision.KEEP, by=coordinator)
    lay_in(left)
    assert Actor.objects.count() == 3


def test_several_meant_equally_well_is_a_choice_and_no_error(
    workspace: Workspace, staged: Any, lay_in: Any, coordinator: User
) -> None:
    first = make_actor(workspace, "Røde Kors", postcode="8000")
    make_actor(workspace, "Røde Kors", postcode="9000")
    batch = staged(("Røde Kors", "", "", "", "Hej"))
    line = batch.lines.get()
    assert (line.outcome, line.likeness) == (ImportOutcome.DECIDE, "several")
    decide_line(line, decision=Decision.MERGE, target=str(first.id), by=coordinator)
    lay_in(batch)
    first.refresh_from_db()
    assert first.description == "Hej"


def test_two_rows_about_the_same_are_one_actor_when_put_together(
    staged: Any, lay_in: Any, coordinator: User
) -> None:
    rows = (("Kor", "8000", "", "", "Et"), ("KOR", "8000", "", "87654321", ""))
    batch = staged(*rows)
    assert decide_kind(batch, likeness="same_row", decision="merge", by=coordinator) == 1
    lay_in(batch)
    actor = Actor.objects.get()
    assert (actor.description, actor.phone) == ("Et", "87654321")
    assert actor.imported_records.count() == 2
    assert [one.outcome for one in staged(*rows).lines.all()] == [ImportOutcome.UNCHANGED] * 2


def test_one_that_was_recognised_by_its_name_may_be_another(
    known: Actor, staged: Any, lay_in: Any, coordinator: User
) -> None:
    batch = staged((*KNOWN, "En anden"))
    line = batch.lines.get()
    assert line.outcome == ImportOutcome.UPDATE
    decide_line(line, decision=Decision.KEEP, by=coordinator)
    lay_in(batch)
    assert Actor.objects.count() == 2
    assert Actor.objects.get(id=known.id).description == ""


def test_a_decision_can_be_taken_back(known: Actor, staged: Any, browser: Client) -> None:
    batch = staged(ALIKE)
    url = address("decide", batch, batch.lines.get().id)
    browser.post(url, {"decision": "keep"})
    response = browser.post(url, {"decision": ""}, headers={"HX-Request": "true"})
    assert "Behold begge" in text_of(response)
    assert batch.lines.get().decision == ""


def test_all_of_a_kind_in_the_browser(known: Actor, staged: Any, browser: Client) -> None:
    batch = staged(ALIKE, ("Fjordby Idrætsforeningen", "8999", "Stadionvej 3", "12345678", "b"))
    for kind in set(batch.lines.exclude(likeness="").values_list("likeness", flat=True)):
        data = {"likeness": kind, "decision": "keep"}
        page = browser.post(address("decide-all", batch), data, follow=True)
        assert "er valgt" in text_of(page)
    assert not batch.lines.filter(outcome="decide", decision="").exists()


@pytest.mark.parametrize("decision", ["nonsense", "merge:row:77", "merge:not-an-id"])
def test_what_cannot_be_chosen_is_refused(
    known: Actor, staged: Any, browser: Client, decision: str
) -> None:
    batch = staged(ALIKE)
    url = address("decide", batch, batch.lines.get().id)
    assert browser.post(url, {"decision": decision}).status_code == 400


def test_a_new_row_has_nothing_to_decide(staged: Any, coordinator: User) -> None:
    line = staged(("Kor", "8000", "", "", "")).lines.get()
    with pytest.raises(ValueError, match="create"):
        decide_line(line, decision=Decision.SKIP, by=coordinator)


def test_a_closed_import_is_decided(
    known: Actor, staged: Any, lay_in: Any, coordinator: User
) -> None:
    batch = staged(("Kor", "8000", "", "", ""), ALIKE)
    line = batch.lines.get(number=2)
    lay_in(batch)
    with pytest.raises(NothingToCommit):
        decide_kind(line.batch, likeness=line.likeness, decision="keep", by=coordinator)


def test_queries_do_not_grow_with_those_who_wait(
    workspace: Workspace,
    staged: Any,
    browser: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        make_actor(workspace, f"Klub Nordstjernen {number}", phone=f"1234{number:04}")
    rows = [(f"Nordstjernens Klub {n}", "", "", f"1234{n:04}", "x") for n in range(12)]
    batch = staged(*rows)
    assert batch.lines.filter(outcome="decide").count() == 12
    with django_assert_max_num_queries(26):
        browser.get(address("preview", batch))


@pytest.mark.parametrize(
    ("rule", "counts"),
    [
        ("certain", (1, 0, 0)),
        ("keep", (1, 0, 0)),
        ("merge", (0, 1, 0)),
        ("skip", (0, 0, 1)),
    ],
)
def test_where_nobody_can_be_asked_a_rule_decides_and_no_row_is_lost(
    known: Actor, workspace: Workspace, tmp_path: Path, rule: str, counts: tuple[int, int, int]
) -> None:
    path = tmp_path / "portal.csv"
    path.write_bytes(csv_file(HEADER, ALIKE))
    report = import_file(path, workspace=workspace, duplicates=rule)
    assert (report.created, report.updated, report.skipped) == counts
    assert len(report.errors) == report.skipped
    again = import_file(path, workspace=workspace, duplicates=rule)
    assert (again.created, again.updated) == (0, 0)


def test_ten_thousand_of_one_name_come_to_an_end(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "portal.csv"
    rows = [("Beboerforeningen", "", f"Vej {number}", "", "") for number in range(3000)]
    path.write_bytes(csv_file(HEADER, *rows))
    report = import_file(path, workspace=workspace, duplicates="keep")
    assert report.created == 3000
    assert import_file(path, workspace=workspace, duplicates="keep").unchanged == 3000
    assert not RowDecision.objects.exists()


def test_the_same_row_twice_is_taken_once(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "portal.csv"
    path.write_bytes(csv_file(HEADER, ALIKE, ALIKE))
    report = import_file(path, workspace=workspace)
    assert (report.created, report.skipped) == (1, 1)
    assert "den samme som række 2" in report.errors[0].message


def test_who_is_kept_beside_is_not_asked_about_among_the_duplicates(
    known: Actor, staged: Any, lay_in: Any, workspace: Workspace, coordinator: User
) -> None:
    batch = staged(ALIKE)
    decide_line(batch.lines.get(), decision=Decision.KEEP, by=coordinator)
    lay_in(batch)
    refresh(workspace, whole=True)
    assert not pairs_of(workspace).exists()
    [pair] = pairs_of(workspace, PairDecision.TWO)
    assert {pair.one.name, pair.other.name} == {KNOWN[0], ALIKE[0]}
    assert AuditEvent.objects.filter(event="duplicate.decided", by_id=coordinator.pk).exists()


def test_who_is_two_among_the_duplicates_is_not_asked_about_in_a_file(
    known: Actor, staged: Any, workspace: Workspace, coordinator: User
) -> None:
    make_actor(workspace, ALIKE[0], postcode=ALIKE[1], street=ALIKE[2], phone=ALIKE[3])
    refresh(workspace, whole=True)
    decide(pair=pairs_of(workspace).get(), decision=PairDecision.TWO, by=coordinator)
    batch = staged((*KNOWN, ""), ALIKE)
    assert not batch.lines.filter(outcome=ImportOutcome.DECIDE).exists()
