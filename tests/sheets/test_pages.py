"""The page of a sheet: filling in by button, by field, and paper."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from brobygger.accounts.models import User
from brobygger.audit.timeline import events_for
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import FilledSheet, prefill, rename_sheet
from brobygger.sheets.models import RivalText, Sheet
from tests.paper.reading import words

AsUser = Callable[[User], Client]


def at(sheet: Sheet, rest: str = "") -> str:
    return f"/sheets/{sheet.id}/{rest}"


def field(client: Client, sheet: Sheet, name: str, data: dict[str, Any]) -> Any:
    return client.post(at(sheet, f"fields/{name}/"), data, headers={"HX-Request": "true"})


def test_the_page_shows_every_field_and_what_is_written(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et sted <b>at mødes</b>"), by=coordinator)
    page = as_user(coordinator).get(at(sheet)).content.decode()
    assert all(one.title.da in page for one in sheet.tool.fields)
    assert "Et sted &lt;b&gt;at mødes&lt;/b&gt;" in page
    assert "Testens samarbejde" in page


def test_the_page_takes_the_same_queries_whatever_is_written(
    sheet: Sheet, as_user: AsUser, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for name in ("purpose", "methods", "characteristics"):
        apply(sheet, SetText(name, "", "ord"), by=coordinator)
        apply(sheet, SetText(name, "", "andre ord"), by=coordinator)
    client = as_user(coordinator)
    with django_assert_max_num_queries(20):
        client.get(at(sheet))


def test_the_button_saves_every_field(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    response = as_user(coordinator).post(
        at(sheet, "save/"),
        {
            "purpose-revision": "0",
            "purpose": "Et sted\r\nat mødes",
            "partner_methods-revision": "0",
            "partner_methods": ["share", "free"],
            "resources-revision": "0",
            "resources-count": "2",
            "resources-0-what": "Lokaler",
            "resources-1-what": "",
        },
        follow=True,
    )
    values = sheet_values(sheet)
    assert values.text("purpose") == "Et sted\nat mødes"
    assert values.choice("partner_methods") == ("share", "free")
    assert [row["what"] for row in values.rows("resources")] == ["Lokaler"]
    assert "Arket er gemt" in response.content.decode()


def test_a_refused_field_is_shown_again_and_the_rest_is_saved(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    response = as_user(coordinator).post(
        at(sheet, "save/"),
        {
            "purpose-revision": "0",
            "purpose": "Ring til 010190-1234",
            "methods-revision": "0",
            "methods": "Vi lytter",
        },
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ring til 010190-1234</textarea>" in page
    assert "ligner et CPR-nummer" in page
    assert (sheet_values(sheet).text("purpose"), sheet_values(sheet).text("methods")) == (
        "",
        "Vi lytter",
    )


def test_a_megabyte_of_text_is_refused_and_kept_on_the_page(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    long = "x" * 1_000_000
    response = field(
        as_user(coordinator), sheet, "purpose", {"purpose-revision": "0", "purpose": long}
    )
    assert response.status_code == 422
    assert long in response.content.decode()
    assert "20000" in response.content.decode()


def test_one_field_is_saved_and_its_state_told(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    response = field(
        as_user(coordinator), sheet, "purpose", {"purpose-revision": "0", "purpose": "Hej"}
    )
    assert "Gemt kl." in response.content.decode()
    assert 'name="purpose-revision" value="1"' in response.content.decode()
    assert "HX-Retarget" not in response


def test_somebody_elses_change_comes_back_with_the_field(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    apply(sheet, SetText("purpose", "", "Vi mødes tirsdag"), by=coordinator)
    apply(sheet, SetText("purpose", "Vi mødes tirsdag", "Vi ses tirsdag"), by=adviser)
    sent = {"purpose-revision": "1", "purpose": "Vi mødes tirsdag aften"}
    response = field(as_user(coordinator), sheet, "purpose", sent)
    assert response["HX-Retarget"] == "#field-purpose"
    assert "Vi ses tirsdag aften</textarea>" in response.content.decode()


def test_two_wordings_are_shown_side_by_side_and_settled(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et hold"), by=adviser)
    client = as_user(coordinator)
    shown = field(client, sheet, "purpose", {"purpose-revision": "0", "purpose": "Et kor"})
    assert "Et hold" in shown.content.decode()
    assert "Et kor" in shown.content.decode()

    rival = RivalText.objects.get()
    field(
        client,
        sheet,
        "purpose",
        {"purpose-revision": "1", "purpose": "Et hold", "do": f"settle:purpose:{rival.id}:other"},
    )
    assert sheet_values(sheet).text("purpose") == "Et kor"


@pytest.mark.parametrize("htmx", [True, False])
def test_a_line_is_removed(sheet: Sheet, as_user: AsUser, coordinator: User, htmx: bool) -> None:
    apply(sheet, SetRows("resources", ({"what": "Lokaler"}, {"what": "Penge"}), 0), by=coordinator)
    rows = sheet_values(sheet).raw("resources")["rows"]
    sent = {"resources-revision": "1", "resources-count": "2", "do": "remove:resources:0"}
    for index, row in enumerate(rows):
        sent |= {f"resources-{index}-id": row["id"], f"resources-{index}-what": row["what"]}
    address = at(sheet, "fields/resources/") if htmx else at(sheet, "save/")
    as_user(coordinator).post(address, sent, headers={"HX-Request": "true"} if htmx else {})
    assert [row["what"] for row in sheet_values(sheet).rows("resources")] == ["Penge"]


def test_a_line_is_added_without_javascript(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    sent = {"needed-revision": "0", "needed-count": "0", "do": "add:needed"}
    response = client.post(at(sheet, "save/"), sent)
    assert response["Location"] == at(sheet, "?blank=needed#field-needed")
    assert 'name="needed-2-task"' in client.get(at(sheet, "?blank=needed")).content.decode()


def test_a_prefilled_field_links_back(
    sheet: Sheet, agreement_sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et sted"), by=coordinator)
    prefill(agreement_sheet, by=coordinator, sheets=[FilledSheet(sheet, "Huset")])
    page = as_user(coordinator).get(at(agreement_sheet)).content.decode()
    source = f"{at(sheet)}#field-purpose"
    told = f'Hentet fra <a href="{source}">Kvindecafé i Vesterparken · Vesterparkens Venner</a>'
    assert told in page


def test_a_reader_sees_and_cannot_write(sheet: Sheet, as_user: AsUser, reader: User) -> None:
    page = as_user(reader).get(at(sheet)).content.decode()
    assert "<textarea" not in page
    assert field(as_user(reader), sheet, "purpose", {"purpose": "x"}).status_code == 403
    assert as_user(reader).post(at(sheet, "save/"), {}).status_code == 403


def test_for_others_the_sheet_is_not_there(sheet: Sheet, as_user: AsUser, outsider: User) -> None:
    for address in (at(sheet), at(sheet, "a3.pdf"), at(sheet, "blank.pdf")):
        assert as_user(outsider).get(address).status_code == 404
    assert field(as_user(outsider), sheet, "purpose", {"purpose": "x"}).status_code == 404


def test_a_field_the_tool_has_not_is_not_found(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    assert field(as_user(coordinator), sheet, "findes_ikke", {}).status_code == 404


def test_the_paper_says_what_is_saved(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=coordinator)
    client = as_user(coordinator)
    filled = words(client.get(at(sheet, "a3.pdf")).content)
    assert "Et sted at mødes" in filled
    assert "Vesterparkens Venner" in filled
    assert "Et sted at mødes" not in words(client.get(at(sheet, "blank.pdf")).content)


def test_the_page_in_english(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    page = client.get(at(sheet)).content.decode()
    assert "Save the sheet" in page
    assert "Gem arket" not in page


def test_a_private_field_is_for_those_who_write(
    sheet: Sheet,
    as_user: AsUser,
    coordinator: User,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apply(sheet, SetText("purpose", "", "Kun for os"), by=coordinator)
    fields = tuple(
        one.model_copy(update={"private": one.id == "purpose"}) for one in sheet.tool.fields
    )
    secret_tool = sheet.tool.model_copy(update={"fields": fields})
    monkeypatch.setattr(Sheet, "tool", property(lambda _: secret_tool))

    assert "Kun for os" in as_user(coordinator).get(at(sheet)).content.decode()
    assert "Kun for os" not in as_user(reader).get(at(sheet)).content.decode()
    assert "Kun for os" not in words(as_user(reader).get(at(sheet, "a3.pdf")).content)


def test_a_cell_names_its_column_for_narrow_fields(
    sheet: Sheet, as_user: AsUser, coordinator: User, reader: User
) -> None:
    rows = ({"what": "Lokaler", "when": "Hverdage"},)
    apply(sheet, SetRows("resources", rows, 0), by=coordinator)
    page = as_user(reader).get(at(sheet)).content.decode()
    assert '<td role="cell" data-label="Hvornår">Hverdage</td>' in page


def test_the_page_says_what_the_sheet_is_called_and_whose_it_is(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    page = as_user(coordinator).get(at(sheet)).content.decode()
    assert "<h1>Kvindecafé i Vesterparken</h1>" in page
    assert f"{sheet.tool.title.da} · Vesterparkens Venner · Kun jeres eget" in page


def test_the_writer_names_the_sheet(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    as_user(coordinator).post(at(sheet, "save/"), {"sheet-title": "  Kaffe \n og kage "})
    sheet.refresh_from_db()
    assert sheet.title == "Kaffe og kage"
    assert "sheet.renamed" in [one.event for one in events_for("sheet", sheet.id)]


def test_without_a_name_the_sheet_is_called_what_the_tool_is(
    sheet: Sheet, coordinator: User
) -> None:
    rename_sheet(sheet=sheet, title=" ", by=coordinator)
    assert sheet.title == sheet.tool.title.da


def test_the_reader_does_not_name_it(sheet: Sheet, as_user: AsUser, reader: User) -> None:
    assert "sheet-title" not in as_user(reader).get(at(sheet)).content.decode()
    with pytest.raises(PermissionDenied):
        rename_sheet(sheet=sheet, title="Andet", by=reader)


def test_a_name_that_cannot_be_is_shown_again(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    answer = as_user(coordinator).post(at(sheet, "save/"), {"sheet-title": "Om 010190-1234"})
    assert answer.status_code == 422
    assert 'value="Om 010190-1234"' in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.title == "Kvindecafé i Vesterparken"


def test_saving_does_not_take_back_the_name_another_gave(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    seen = sheet.title
    rename_sheet(sheet=sheet, title="Ny", by=adviser)
    as_user(coordinator).post(
        at(sheet, "save/"), {"sheet-title": seen, "sheet-title-seen": seen, "purpose": "Ord"}
    )
    sheet.refresh_from_db()
    assert sheet.title == "Ny"
