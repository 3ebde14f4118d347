"""The sheet on paper, typed in from paper, and as data."""

import csv
import json

from django.test import Client

from brobygger.accounts.models import User
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.domain.photos import add_photo
from brobygger.sheets.models import Sheet
from tests.paper.reading import check, pages, words
from tests.sheets.conftest import TestPolicy
from tests.sheets.pictures import photo


def fill(sheet: Sheet, by: User) -> None:
    apply(sheet, SetText("purpose", "", "=SUM(A1) er et sted at mødes"), by=by)
    apply(sheet, SetText("methods", "", "Kaffe først"), by=by)
    rows = ({"id": "1", "task": "Lave kaffe", "role": "performing", "who": "Kurt"},)
    apply(sheet, SetRows("roles", rows, 0), by=by)


def test_the_page_gives_all_papers(client: Client, sheet: Sheet, coordinator: User) -> None:
    client.force_login(coordinator)
    page = client.get(f"/sheets/{sheet.id}/paper/").content.decode()
    for name in ("a3.pdf", "a4.pdf", "blank.pdf", "blank-a4.pdf", "data.csv", "data.json"):
        assert f"/sheets/{sheet.id}/{name}" in page


def test_a_filled_sheet_stands_on_a4(client: Client, sheet: Sheet, coordinator: User) -> None:
    fill(sheet, coordinator)
    client.force_login(coordinator)
    pdf = client.get(f"/sheets/{sheet.id}/a4.pdf").content
    check(pdf, size="A4")
    assert "Kaffe først" in words(pdf)
    blank = client.get(f"/sheets/{sheet.id}/blank-a4.pdf").content
    assert "Kaffe først" not in words(blank)


def test_photos_follow_after_the_sheet(client: Client, sheet: Sheet, coordinator: User) -> None:
    add_photo(sheet=sheet, field_id="", content=photo(), by=coordinator)
    add_photo(sheet=sheet, field_id="purpose", content=photo(30), by=coordinator)
    client.force_login(coordinator)
    for size in ("A3", "A4"):
        pdf = client.get(f"/sheets/{sheet.id}/{size.lower()}.pdf?photos=1").content
        check(pdf, size=size)
        assert "Fotos af papiret" in pages(pdf)[-2]
        assert sheet.tool.field("purpose").title.text in pages(pdf)[-1]


def test_paper_and_data_hold_only_what_is_shared(
    client: Client, sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    fill(sheet, coordinator)
    add_photo(sheet=sheet, field_id="methods", content=photo(), by=coordinator)
    policy.shared = frozenset({"purpose"})
    client.force_login(reader)
    for name in ("a3.pdf?photos=1", "a4.pdf?photos=1"):
        text = words(client.get(f"/sheets/{sheet.id}/{name}").content)
        assert "et sted at mødes" in text
        assert "Kaffe først" not in text
        assert "Fotos af papiret" not in text
    for name in ("data.csv", "data.json"):
        text = client.get(f"/sheets/{sheet.id}/{name}").content.decode()
        assert "et sted at mødes" in text
        assert "Kaffe først" not in text


def test_data_as_json(client: Client, sheet: Sheet, coordinator: User) -> None:
    fill(sheet, coordinator)
    client.force_login(coordinator)
    said = json.loads(client.get(f"/sheets/{sheet.id}/data.json").content)
    assert (said["format"], said["tool"]["id"]) == ("brobygger-sheet", "t1_activity")
    fields = {one["id"]: one for one in said["fields"]}
    assert fields["methods"]["value"] == "Kaffe først"
    assert fields["roles"]["value"][0]["task"] == "Lave kaffe"
    assert "Kurt" in fields["roles"]["words"][0]
    assert fields["resources"]["value"] is None


def test_data_as_a_table_nothing_of_which_is_run(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    fill(sheet, coordinator)
    client.force_login(coordinator)
    text = client.get(f"/sheets/{sheet.id}/data.csv").content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(text[1:].splitlines(), delimiter=";"))
    answers = {(row["Felt-id"], row["Del"]): row["Svar"] for row in rows}
    assert answers["purpose", ""] == "'=SUM(A1) er et sted at mødes"
    assert answers["roles", "Rolle"] == "Udførende"
    assert answers["resources", ""] == ""


def typing(sheet: Sheet, field_id: str) -> str:
    return f"/sheets/{sheet.id}/paper/type/{field_id}/"


def test_typing_in_goes_through_the_fields_in_their_order(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    ids = [one.id for one in sheet.tool.fields]
    add_photo(sheet=sheet, field_id="", content=photo(), by=coordinator)
    client.force_login(coordinator)
    begun = client.get(f"/sheets/{sheet.id}/paper/type/", follow=True)
    assert begun.request["PATH_INFO"] == typing(sheet, ids[0])
    page = begun.content.decode()
    assert f"Felt 1 af {len(ids)}." in page
    assert str(sheet.photos.get().id) in page

    for place, field_id in enumerate(ids):
        sent = {"do": "next", f"{field_id}-revision": "0"}
        sent |= {field_id: "Skrevet ind"} if field_id == "purpose" else {}
        answer = client.post(typing(sheet, field_id), sent)
        last = place + 1 == len(ids)
        there = f"/sheets/{sheet.id}/paper/typed/" if last else typing(sheet, ids[place + 1])
        assert answer.headers["Location"] == there
    done = client.get(f"/sheets/{sheet.id}/paper/typed/").content.decode()
    assert f"1 af {len(ids)} felter er skrevet ind" in done
    assert sheet.field_values.get().value == {"text": "Skrevet ind"}


def test_what_cannot_be_saved_stays_in_its_field(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    client.force_login(coordinator)
    sent = {"do": "next", "purpose": "010190-1111", "purpose-revision": "0"}
    answer = client.post(typing(sheet, "purpose"), sent)
    assert answer.status_code == 422
    assert "010190-1111" in answer.content.decode()


def test_a_line_more_and_back_to_the_photos(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    client.force_login(coordinator)
    more = client.post(typing(sheet, "roles"), {"do": "add:roles", "roles-revision": "0"})
    assert more.headers["Location"] == f"{typing(sheet, 'roles')}?blank=roles"
    to_photos = client.post(typing(sheet, "purpose"), {"do": "photos", "purpose-revision": "0"})
    there = to_photos.headers["Location"]
    assert there == f"/sheets/{sheet.id}/photos/?from=purpose"
    assert typing(sheet, "purpose") in client.get(there).content.decode()


def test_a_reader_types_nothing_in(client: Client, sheet: Sheet, reader: User) -> None:
    client.force_login(reader)
    assert client.get(typing(sheet, "purpose")).status_code == 403
    assert "Begynd at skrive ind" not in client.get(f"/sheets/{sheet.id}/paper/").content.decode()


def test_asking_is_constant(
    client: Client, sheet: Sheet, coordinator: User, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        content = photo(20 + number)
        add_photo(sheet=sheet, field_id="purpose", content=content, by=coordinator)
    client.force_login(coordinator)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(f"/sheets/{sheet.id}/paper/")
