"""Lifting a sheet to a newer edition of its tool: shown first, nothing lost, and undone again."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from brobygger.accounts.models import User
from brobygger.catalog import tools
from brobygger.catalog.schema import Tool
from brobygger.sheets.domain.commands import SetChoice, SetRows, SetText, apply
from brobygger.sheets.domain.comments import comments_for, park_question
from brobygger.sheets.domain.lifting import NothingToLift, leftovers, lift, lower
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.sheets.edition_news import news_of
from brobygger.sheets.editions import newest_edition
from brobygger.sheets.models import Occasion, Sheet
from brobygger.sheets.seeing import seen_by
from brobygger.workspaces.models import Workspace
from tests.sheets.conftest import TestPolicy

AsUser = Callable[[User], Client]


def words(text: str) -> dict[str, str]:
    return {"da": text, "en": text}


def option(key: str) -> dict[str, object]:
    return {"id": key, "title": words(key.title())}


def edition(number: int, fields: list[dict[str, object]]) -> Tool:
    """A tool whose fields lie under each other."""
    return Tool.model_validate(
        {
            "id": "probe", "version": number, "title": words("Prøve"), "summary": words("Om"),
            "when": words("Nu"), "people": words("Alle"), "belongs_to": "organisation",
            "steps": [{"title": words("Ét"), "text": words("To"), "minutes": 5}],
            "sources": ["boligsociale_bidrag"], "paper": {"rows": 12},
            "fields": [
                {**one, "area": {"column": 1, "width": 12, "row": at, "height": 1}}
                for at, one in enumerate(fields, start=1)
            ],
        }
    )  # fmt: skip


def field(key: str, kind: str = "text", title: str = "", **more: object) -> dict[str, object]:
    return {
        "id": key, "kind": kind, "title": words(title or key.title()),
        "question": words("Hvad?"), **more,
    }  # fmt: skip


def columns(*keys: str) -> list[dict[str, object]]:
    return [{"id": key, "title": words(key.title())} for key in keys]


FIRST = edition(
    1,
    [
        field("purpose"),
        field("dreams"),
        field("how", "choice", choices=[option("share"), option("apart")], several=True),
        field("things", "table", table=columns("what", "price")),
    ],
)
SECOND = edition(
    2,
    [
        field("purpose", title="Det fælles formål"),
        field("how", "choice", choices=[option("share"), option("mix")], several=True),
        field("things", "table", table=columns("what", "when")),
        field("results"),
    ],
)


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, int], Tool]:
    """The catalogue with the first edition; the second is published later."""
    found = dict(tools._library()) | {("probe", 1): FIRST}
    newest: dict[str, int] = {}

    def numbers() -> dict[str, int]:
        newest.clear()
        return newest | dict(sorted(found))

    monkeypatch.setattr(tools, "_library", lambda: found)
    monkeypatch.setattr(tools, "_newest", numbers)
    return found


@pytest.fixture
def sheet(policy: TestPolicy, workspace: Workspace, coordinator: User) -> Sheet:
    """A sheet of the first edition with something in every field."""
    made = create_sheet(
        workspace=workspace, tool=FIRST, title="Prøve", owner_kind="test", by=coordinator
    )
    apply(made, SetText("purpose", "", "At mødes"), by=coordinator)
    apply(made, SetText("dreams", "", "En have"), by=coordinator)
    apply(made, SetChoice("how", ("share", "apart"), 0), by=coordinator)
    apply(made, SetRows("things", ({"what": "Stole", "price": "200"},), 0), by=coordinator)
    return made


def publish(library: dict[tuple[str, int], Tool]) -> None:
    library["probe", 2] = SECOND


def test_a_sheet_keeps_its_edition_until_it_is_lifted(
    sheet: Sheet, library: dict[tuple[str, int], Tool], coordinator: User
) -> None:
    assert newest_edition(sheet) is None
    publish(library)
    assert sheet.tool.version == 1
    assert newest_edition(sheet) == SECOND


def test_what_changes_is_told_first(sheet: Sheet, library: dict[tuple[str, int], Tool]) -> None:
    publish(library)
    news = news_of(sheet, SECOND)
    assert [one.id for one in news.come] == ["results"]
    assert [(one.field.id, list(one.words)) for one in news.gone] == [("dreams", ["En have"])]
    by_id = {one.field.id: one for one in news.reworded}
    assert by_id["purpose"].title
    assert not by_id["purpose"].stays_behind
    assert (by_id["how"].come, by_id["how"].gone) == (["Mix"], ["Apart"])
    assert by_id["how"].stays_behind == ["Share", "Apart"]
    assert "200" in by_id["things"].stays_behind[0]


def test_lifted_it_has_the_new_fields_and_loses_no_word(
    sheet: Sheet, library: dict[tuple[str, int], Tool], coordinator: User
) -> None:
    publish(library)
    before = lift(sheet=sheet, to=2, by=coordinator)
    values = sheet_values(sheet)
    assert sheet.tool == SECOND
    assert values.text("purpose") == "At mødes"
    assert values.choice("how") == ("share",)
    assert values.rows("things") == [{"what": "Stole", "when": ""}]
    assert (before.occasion, before.tool_version) == (Occasion.BEFORE_LIFT, 1)
    left = {one.field.id: one.words for one in leftovers(sheet, seen_by(coordinator, sheet))}
    assert left["dreams"] == ["En have"]
    assert left["how"] == ["Share", "Apart"]
    assert "200" in left["things"][0]


def test_what_was_said_about_a_field_that_is_gone_is_still_read(
    sheet: Sheet, library: dict[tuple[str, int], Tool], coordinator: User
) -> None:
    asked = park_question(sheet=sheet, field_id="dreams", text="Hvilken have?", by=coordinator)
    publish(library)
    lift(sheet=sheet, to=2, by=coordinator)
    assert list(comments_for(sheet, coordinator)) == [asked]


def test_it_is_undone_and_what_was_written_since_stays(
    sheet: Sheet, library: dict[tuple[str, int], Tool], coordinator: User
) -> None:
    publish(library)
    lift(sheet=sheet, to=2, by=coordinator)
    apply(sheet, SetText("purpose", "At mødes", "At mødes tit"), by=coordinator)
    apply(sheet, SetText("results", "", "Ti nye"), by=coordinator)
    lower(sheet=sheet, by=coordinator)
    values = sheet_values(sheet)
    assert sheet.tool == FIRST
    assert (values.text("purpose"), values.text("dreams")) == ("At mødes tit", "En have")
    assert values.choice("how") == ("share", "apart")
    assert values.rows("things") == [{"what": "Stole", "price": "200"}]
    left = leftovers(sheet, seen_by(coordinator, sheet))
    assert [(one.field.id, one.words) for one in left] == [("results", ["Ti nye"])]


def test_only_to_the_edition_that_was_shown_and_only_by_writers(
    sheet: Sheet, library: dict[tuple[str, int], Tool], coordinator: User, reader: User
) -> None:
    with pytest.raises(NothingToLift):
        lift(sheet=sheet, to=1, by=coordinator)
    with pytest.raises(NothingToLift):
        lower(sheet=sheet, by=coordinator)
    publish(library)
    with pytest.raises(NothingToLift):
        lift(sheet=sheet, to=3, by=coordinator)
    for verb in (lambda: lift(sheet=sheet, to=2, by=reader), lambda: lower(sheet=sheet, by=reader)):
        with pytest.raises(PermissionDenied):
            verb()


def test_the_pages_tell_lift_and_undo(
    sheet: Sheet, library: dict[tuple[str, int], Tool], as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    address = f"/sheets/{sheet.id}/edition/"
    assert "Det er den nyeste" in client.get(address).text
    publish(library)
    assert "ny udgave" in client.get(f"/sheets/{sheet.id}/").text
    page = client.get(address).text
    assert all(words in page for words in ("Results", "Det fælles formål", "En have", "Apart"))
    client.post(address, {"do": "lift", "to": "2"})
    page = client.get(f"/sheets/{sheet.id}/").text
    assert "Stod i en tidligere udgave" in page
    assert "En have" in page
    assert "Fortryd skiftet" in client.get(address).text
    client.post(address, {"do": "lower"})
    sheet.refresh_from_db()
    assert sheet.tool_version == 1


def test_readers_do_not_see_what_is_left_over(
    sheet: Sheet, library: dict[tuple[str, int], Tool], as_user: AsUser, coordinator: User,
    reader: User,
) -> None:  # fmt: skip
    publish(library)
    lift(sheet=sheet, to=2, by=coordinator)
    page = as_user(reader).get(f"/sheets/{sheet.id}/").text
    assert "En have" not in page
    assert as_user(reader).get(f"/sheets/{sheet.id}/edition/").status_code == 403


def test_a_version_of_the_old_edition_is_compared_and_brought_back_as_far_as_it_fits(
    sheet: Sheet, library: dict[tuple[str, int], Tool], as_user: AsUser, coordinator: User
) -> None:
    publish(library)
    lift(sheet=sheet, to=2, by=coordinator)
    apply(sheet, SetText("purpose", "At mødes", "Noget andet"), by=coordinator)
    client = as_user(coordinator)
    page = client.get(f"/sheets/{sheet.id}/versions/compare/?from=1&to=now").text
    assert "<del>Apart" in page
    seen = {"seen": str(sum(sheet.field_values.values_list("revision", flat=True)))}
    client.post(f"/sheets/{sheet.id}/versions/1/restore/", seen)
    values = sheet_values(Sheet.objects.get(pk=sheet.pk))
    assert (values.text("purpose"), values.choice("how")) == ("At mødes", ("share",))
