"""Versions on the page: kept, compared, brought back and undone."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetChoice, SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.versions import edition, keep_version, name_version
from brobygger.sheets.models import Occasion, Sheet
from tests.sheets.conftest import TestPolicy

AsUser = Callable[[User], Client]


def at(sheet: Sheet, rest: str = "") -> str:
    return f"/sheets/{sheet.id}/versions/{rest}"


def write(sheet: Sheet, text: str, by: User) -> None:
    old = sheet.field_values.filter(field_id="purpose").first()
    apply(sheet, SetText("purpose", old.value["text"] if old else "", text), by=by)


def test_a_version_is_kept_by_name_and_day(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    assert "Der er ingen versioner endnu" in client.get(at(sheet)).text
    sent = {"name": "Første møde", "held_on": "2027-03-04"}
    page = client.post(at(sheet), sent, follow=True).text
    assert "Første møde" in page
    assert "torsdag den 4. marts 2027" in page


def test_a_day_that_is_not_is_told(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    sent = {"name": "Første møde", "held_on": "2027-02-31"}
    response = as_user(coordinator).post(at(sheet), sent)
    assert response.status_code == 422
    assert 'value="Første møde"' in response.text
    assert not sheet.versions.exists()


def test_two_versions_are_laid_side_by_side(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    name_version(sheet=sheet, name="Første", by=coordinator)
    write(sheet, "Vi mødes onsdag", coordinator)
    name_version(sheet=sheet, name="Anden", by=coordinator)
    client = as_user(coordinator)
    page = client.get(at(sheet, "compare/?from=2&to=1")).text  # the older to the left all the same
    assert "<del>tirsdag</del>" in page
    assert "<ins>onsdag</ins>" in page
    assert "Ét felt er lavet om." in page
    assert "Intet er lavet om" in client.get(at(sheet, "compare/?from=2&to=now")).text
    assert client.get(at(sheet, "compare/?from=now&to=now")).status_code == 404
    assert client.get(at(sheet, "compare/?from=9")).status_code == 404


def test_a_version_is_read_as_it_stood(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    version = name_version(sheet=sheet, name="Første", by=coordinator)
    write(sheet, "Noget andet", coordinator)
    client = as_user(coordinator)
    page = client.get(at(sheet, "1/")).text
    assert "Vi mødes tirsdag" in page
    assert "Noget andet" not in page
    client.post(at(sheet, "1/"), {"name": "Sommermødet"})
    version.refresh_from_db()
    assert version.name == "Sommermødet"


def test_one_field_is_brought_back_and_it_is_undone(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    name_version(sheet=sheet, name="Første", by=coordinator)
    write(sheet, "Vi mødes onsdag", coordinator)
    client = as_user(coordinator)
    page = client.post(at(sheet, "1/restore/"), {"field": "purpose", "seen": "2"}, follow=True).text
    assert sheet_values(sheet).text("purpose") == "Vi mødes tirsdag"
    assert "De tidligere ord står her igen" in page
    history = f"/sheets/{sheet.id}/fields/purpose/history/"
    client.post(history, {"revision": "2", "seen": "3"})
    assert sheet_values(sheet).text("purpose") == "Vi mødes onsdag"
    assert sheet.field_revisions.filter(field_id="purpose").count() == 4


def test_the_whole_sheet_is_brought_back_and_it_is_undone(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    name_version(sheet=sheet, name="Første", by=coordinator)
    write(sheet, "Vi mødes onsdag", coordinator)
    apply(sheet, SetChoice("partner_methods", ("share",), 0), by=coordinator)
    client = as_user(coordinator)
    sent = {"seen": str(edition(sheet))}
    page = client.post(at(sheet, "1/restore/"), sent, follow=True).text
    values = sheet_values(sheet)
    assert (values.text("purpose"), values.choice("partner_methods")) == ("Vi mødes tirsdag", ())
    assert "Det, der stod før, er gemt som en version" in page
    client.post(at(sheet, "2/restore/"), {"seen": str(edition(sheet))})
    values = sheet_values(sheet)
    assert (values.text("purpose"), values.choice("partner_methods")) == (
        "Vi mødes onsdag", ("share",),
    )  # fmt: skip


def test_what_somebody_wrote_meanwhile_is_not_put_aside(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    name_version(sheet=sheet, name="Første", by=coordinator)
    write(sheet, "Vi mødes onsdag", coordinator)
    seen = str(edition(sheet))
    write(sheet, "Vi mødes torsdag", adviser)
    client = as_user(coordinator)
    for sent in ({"seen": seen}, {"seen": "2", "field": "purpose"}):
        page = client.post(at(sheet, "1/restore/"), sent, follow=True).text
        assert "En anden har skrevet her" in page
    assert sheet_values(sheet).text("purpose") == "Vi mødes torsdag"
    assert sheet.versions.count() == 1


def test_two_wordings_to_choose_between_stay(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    name_version(sheet=sheet, name="Tomt", by=coordinator)
    write(sheet, "Vi mødes tirsdag", coordinator)
    apply(sheet, SetText("purpose", "", "Helt andre ord"), by=adviser)
    as_user(coordinator).post(at(sheet, "1/restore/"), {"seen": str(edition(sheet))})
    assert sheet_values(sheet).is_empty("purpose")
    assert sheet.rival_texts.filter(settled_at__isnull=True).count() == 1


def test_a_reader_brings_nothing_back_and_sees_only_what_was_shared(
    sheet: Sheet, policy: TestPolicy, as_user: AsUser, coordinator: User, reader: User
) -> None:
    write(sheet, "Vi mødes tirsdag", coordinator)
    apply(sheet, SetText("methods", "", "Hemmeligt"), by=coordinator)
    name_version(sheet=sheet, name="Internt", by=coordinator)
    policy.shared, policy.since = frozenset({"purpose"}), {"purpose": clock.now()}
    keep_version(sheet=sheet, occasion=Occasion.SHARED, by=coordinator)
    policy.shared = frozenset({"purpose", "methods"})
    client = as_user(reader)
    listed = client.get(at(sheet)).text
    assert "Internt" not in listed
    assert "Da arket blev delt" in listed
    assert client.get(at(sheet, "1/")).status_code == 404
    page = client.get(at(sheet, "2/")).text
    assert "Vi mødes tirsdag" in page
    assert "Hemmeligt" not in page + client.get(at(sheet, "compare/?from=2&to=now")).text
    assert client.post(at(sheet, "2/restore/"), {"seen": "0"}).status_code == 403
    assert client.post(at(sheet), {"name": "Mit"}).status_code == 403
    assert client.post(at(sheet, "2/"), {"name": "Mit"}).status_code == 403


def test_the_list_costs_the_same_however_long(
    sheet: Sheet, as_user: AsUser, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(55):
        keep_version(sheet=sheet, occasion=Occasion.NAMED, by=coordinator)
    client = as_user(coordinator)
    with django_assert_max_num_queries(12):
        page = client.get(at(sheet)).text
    assert page.count('class="bb-wordings__one"') == 50


def test_the_wordings_of_a_field_stand_newest_first(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    for text in ("Første", "Anden", ""):
        write(sheet, text, coordinator)
    page = as_user(coordinator).get(f"/sheets/{sheet.id}/fields/purpose/history/").text
    assert page.index("Feltet var tomt") < page.index("Anden") < page.index("Første")
