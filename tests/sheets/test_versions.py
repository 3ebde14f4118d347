"""Versions of a sheet: named or kept by themselves, told to those who could read them then."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.audit.timeline import events_for
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.versions import (
    edition,
    keep_version,
    name_version,
    rename_version,
    version_values,
    versions_for,
)
from brobygger.sheets.models import Occasion, Sheet
from tests.sheets.conftest import TestPolicy


def write(sheet: Sheet, text: str, by: User, field: str = "purpose") -> None:
    old = sheet.field_values.filter(field_id=field).first()
    apply(sheet, SetText(field, old.value["text"] if old else "", text), by=by)


def test_a_version_says_what_stood_when_it_was_kept(sheet: Sheet, coordinator: User) -> None:
    write(sheet, "Et sted at mødes", coordinator)
    version = name_version(
        sheet=sheet, name="Møde i marts", held_on=date(2027, 3, 4), by=coordinator
    )
    write(sheet, "Noget helt andet", coordinator)
    assert version_values(version, coordinator).text("purpose") == "Et sted at mødes"
    assert (version.number, version.name, version.held_on) == (
        1, "Møde i marts", date(2027, 3, 4),
    )  # fmt: skip
    assert "sheet.version_kept" in {one.event for one in events_for("sheet", sheet.id)}


def test_a_double_click_keeps_one_version(sheet: Sheet, coordinator: User) -> None:
    first = name_version(sheet=sheet, name="Møde", by=coordinator)
    assert name_version(sheet=sheet, name="Møde", by=coordinator) == first
    write(sheet, "Nyt", coordinator)
    assert name_version(sheet=sheet, name="Møde", by=coordinator) != first


def test_a_reader_names_no_version(sheet: Sheet, coordinator: User, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        name_version(sheet=sheet, name="Mit", by=reader)
    version = name_version(sheet=sheet, name="Møde", by=coordinator)
    with pytest.raises(PermissionDenied):
        rename_version(version=version, name="Mit", by=reader)
    assert version.name == "Møde"


def test_a_version_can_be_called_something_else(sheet: Sheet, coordinator: User) -> None:
    version = keep_version(sheet=sheet, occasion=Occasion.SHARED, by=coordinator)
    rename_version(version=version, name="Da vi delte", by=coordinator)
    version.refresh_from_db()
    assert (version.name, version.occasion) == ("Da vi delte", Occasion.SHARED)


def test_others_read_only_what_was_shared_with_them_then(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    write(sheet, "Vores formål", coordinator)
    write(sheet, "Det siger vi ikke", coordinator, "methods")
    before = keep_version(sheet=sheet, occasion=Occasion.NAMED, by=coordinator)
    policy.shared, policy.since = frozenset({"purpose"}), {"purpose": clock.now()}
    shared = keep_version(sheet=sheet, occasion=Occasion.SHARED, by=coordinator)
    policy.shared = frozenset({"purpose", "methods"})
    policy.since["methods"] = clock.now()

    assert list(versions_for(sheet, coordinator)) == [shared, before]
    assert list(versions_for(sheet, reader)) == [shared]
    assert set(version_values(before, reader).values) == set()
    assert set(version_values(shared, reader).values) == {"purpose"}
    policy.shared = frozenset({"methods"})
    assert list(versions_for(sheet, reader)) == []
    assert set(version_values(shared, reader).values) == set()


def test_one_who_has_left_reads_no_version_of_later_words(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    write(sheet, "Vores formål", coordinator)
    policy.shared, policy.since = frozenset({"purpose"}), {"purpose": clock.now()}
    version = keep_version(sheet=sheet, occasion=Occasion.SHARED, by=coordinator)
    policy.frozen = {"purpose": clock.now() - timedelta(hours=1)}
    assert version_values(version, reader).is_empty("purpose")


def test_one_who_came_later_reads_no_version_from_before(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    write(sheet, "Vores formål", coordinator)
    policy.shared = frozenset({"purpose"})  # others could read it already
    version = keep_version(sheet=sheet, occasion=Occasion.SHARED, by=coordinator)
    policy.since = {"purpose": clock.now()}
    assert list(versions_for(sheet, reader)) == []
    assert version_values(version, reader).is_empty("purpose")


def test_the_edition_rises_with_every_change(sheet: Sheet, coordinator: User) -> None:
    assert edition(sheet) == 0
    write(sheet, "a", coordinator)
    write(sheet, "b", coordinator)
    write(sheet, "c", coordinator, "methods")
    assert edition(sheet) == 3
