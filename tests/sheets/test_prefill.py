"""Nothing typed twice: empty fields take what is known and remember from where."""

from uuid import uuid4

import pytest

from brobygger.accounts.models import User
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import tool
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import Facts, FilledSheet, prefill
from brobygger.sheets.models import FieldOrigin, FieldValue, Sheet


def test_an_agreement_takes_from_the_activity_sheet(
    sheet: Sheet, agreement_sheet: Sheet, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=coordinator)
    own = {"task": "Lave kaffe", "role": "performing", "who": "Amina"}
    apply(sheet, SetRows("roles", (own,), 0), by=coordinator)
    lacking = {"task": "Passe børn", "role": "performing", "who": "Seniorerne"}
    apply(sheet, SetRows("needed", (lacking,), 0), by=coordinator)

    filled = prefill(agreement_sheet, by=coordinator, sheets=[FilledSheet(sheet, "Huset")])

    values = sheet_values(agreement_sheet)
    assert filled == ["purpose", "roles"]
    assert values.text("purpose") == "Et sted at mødes"
    assert [row["who"] for row in values.rows("roles")] == ["Huset (Amina)", "Seniorerne"]


def test_a_field_remembers_where_its_words_came_from(
    sheet: Sheet, agreement_sheet: Sheet, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=coordinator)
    prefill(agreement_sheet, by=coordinator, sheets=[FilledSheet(sheet, "Huset")])

    apply(agreement_sheet, SetText("purpose", "Et sted at mødes", "Vores sted"), by=coordinator)

    kept = FieldValue.objects.get(sheet=agreement_sheet, field_id="purpose")
    [origin] = FieldOrigin.objects.filter(sheet=agreement_sheet, field_id=kept.field_id)
    assert (origin.kind, origin.origin_id, kept.revision) == ("sheet", sheet.id, 2)


def test_the_collaborations_own_words_come_first(
    sheet: Sheet, agreement_sheet: Sheet, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Fra arket"), by=coordinator)
    facts = Facts(
        ("collaboration", uuid4()),
        {"purpose": "Fra samarbejdet", "parties": [{"organisation": "Huset", "email": ""}]},
    )
    prefill(agreement_sheet, by=coordinator, facts=facts, sheets=[FilledSheet(sheet, "Huset")])

    values = sheet_values(agreement_sheet)
    assert values.text("purpose") == "Fra samarbejdet"
    assert values.rows("parties") == [
        {"organisation": "Huset", "contact": "", "email": "", "phone": ""}
    ]


def test_what_is_written_already_is_left_alone(agreement_sheet: Sheet, coordinator: User) -> None:
    apply(agreement_sheet, SetText("purpose", "", "Vores egne ord"), by=coordinator)
    prefill(agreement_sheet, by=coordinator, facts=Facts(("x", uuid4()), {"purpose": "Andre"}))
    assert sheet_values(agreement_sheet).text("purpose") == "Vores egne ord"


def test_private_fields_are_never_taken(
    sheet: Sheet,
    agreement_sheet: Sheet,
    coordinator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apply(sheet, SetText("purpose", "", "Kun for os"), by=coordinator)
    open_tool = tool("t1_activity")
    secret = tuple(one.model_copy(update={"private": True}) for one in open_tool.fields)
    secret_tool = open_tool.model_copy(update={"fields": secret})

    def tool_of(one: Sheet) -> Tool:
        return secret_tool if one.tool_id == open_tool.id else tool(one.tool_id)

    monkeypatch.setattr(Sheet, "tool", property(tool_of))
    assert prefill(agreement_sheet, by=coordinator, sheets=[FilledSheet(sheet, "Huset")]) == []


def test_values_as_they_are_frozen(sheet: Sheet, coordinator: User) -> None:
    apply(sheet, SetText("purpose", "", "Et sted"), by=coordinator)
    apply(sheet, SetRows("resources", ({"what": "Lokaler"},), 0), by=coordinator)
    assert sheet_values(sheet).as_json() == {
        "tool": "t1_activity",
        "version": 2,
        "fields": {
            "purpose": "Et sted",
            "resources": [{"what": "Lokaler", "who": "", "amount": "", "when": ""}],
        },
    }
