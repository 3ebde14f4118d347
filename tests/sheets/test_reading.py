"""The gate: what a person may read of a sheet."""

from datetime import timedelta

from django.test import Client

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.domain.reading import may_read, readable_fields, values_for
from brobygger.sheets.models import Sheet
from tests.sheets.conftest import TestPolicy


def fill(sheet: Sheet, by: User) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=by)
    apply(sheet, SetText("methods", "", "Kaffe først"), by=by)


def test_a_writer_reads_everything(sheet: Sheet, coordinator: User) -> None:
    fill(sheet, coordinator)
    assert values_for(sheet, coordinator).text("methods") == "Kaffe først"
    assert readable_fields(sheet, coordinator) == list(sheet.tool.fields)


def test_a_reader_reads_what_is_shared_and_no_more(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    fill(sheet, coordinator)
    policy.shared = frozenset({"purpose"})
    values = values_for(sheet, reader)
    assert (values.text("purpose"), values.text("methods")) == ("Et sted at mødes", "")
    assert [field.id for field in readable_fields(sheet, reader)] == ["purpose"]
    assert may_read(sheet, "purpose", reader)
    assert not may_read(sheet, "methods", reader)
    assert "methods" not in values.as_json()["fields"]


def test_who_does_not_know_the_sheet_reads_nothing(
    sheet: Sheet, coordinator: User, stranger: User
) -> None:
    fill(sheet, coordinator)
    assert not values_for(sheet, stranger).values
    assert not readable_fields(sheet, stranger)


def test_the_page_holds_only_what_is_shared(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User, client: Client
) -> None:
    fill(sheet, coordinator)
    policy.shared = frozenset({"purpose"})
    client.force_login(reader)
    page = client.get(f"/sheets/{sheet.id}/").content.decode()
    assert "Et sted at mødes" in page
    assert "Kaffe først" not in page


def test_a_frozen_field_says_what_it_said_then(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    apply(sheet, SetText("purpose", "", "Før"), by=coordinator)
    then = clock.now()
    with clock.travel_to(then + timedelta(days=1)):
        apply(sheet, SetText("purpose", "Før", "Efter"), by=coordinator)
        apply(sheet, SetRows("resources", ({"what": "Sal"},), 0), by=coordinator)
    policy.frozen = {"purpose": then, "resources": then}
    values = values_for(sheet, reader)
    assert values.text("purpose") == "Før"
    assert values.rows("resources") == []
    assert values_for(sheet, coordinator).text("purpose") == "Efter"
