"""One field at a time: a plain page with the map of the sheet, without any script."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from brobygger.accounts.models import User
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.models import Sheet
from tests.sheets.conftest import TestPolicy

AsUser = Callable[[User], Client]


def at(sheet: Sheet, field: str) -> str:
    return f"/sheets/{sheet.id}/fields/{field}/"


def order(sheet: Sheet) -> list[str]:
    return [one.id for one in sheet.tool.fields]


def send(client: Client, sheet: Sheet, field: str, text: str, do: str = "next") -> Any:
    data = {f"{field}-revision": "0", field: text, "do": do, "walk": "1"}
    return client.post(at(sheet, field), data)


def test_the_page_holds_the_field_and_a_map_of_links_with_names(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=coordinator)
    page = as_user(coordinator).get(at(sheet, order(sheet)[1])).text
    links = re.findall(
        r'<a class="bb-sheetmap__cell[^>]*href="([^"]+)"([^>]*)>(.*?)</a>', page, re.DOTALL
    )
    assert [url for url, _, _ in links] == [at(sheet, one) for one in order(sheet)]
    assert [bool(rest) for _, rest, _ in links].index(True) == 1
    names = [re.sub(r"<[^>]+>|\s+", " ", text) for _, _, text in links]
    assert all(one.title.da in name for one, name in zip(sheet.tool.fields, names, strict=True))
    assert sum("udfyldt" in name for name in names) == 1
    assert page.count("<textarea") <= 2  # the field's own and the comment's


def test_next_saves_and_goes_on_and_the_last_leads_to_the_sheet(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    ids = order(sheet)
    response = send(client, sheet, "purpose", "Et sted at mødes")
    assert response["Location"] == at(sheet, ids[ids.index("purpose") + 1])
    assert sheet_values(sheet).text("purpose") == "Et sted at mødes"
    last = client.post(at(sheet, ids[-1]), {"do": "done", "walk": "1"})
    assert last["Location"] == f"/sheets/{sheet.id}/"
    back = client.post(at(sheet, ids[1]), {"do": "previous", "walk": "1"})
    assert back["Location"] == at(sheet, ids[0])


def test_staying_says_that_it_is_saved(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    client = as_user(coordinator)
    response = send(client, sheet, "purpose", "Hej", do="stay")
    assert response["Location"] == at(sheet, "purpose")
    page = client.get(at(sheet, "purpose")).text
    assert "Feltet er gemt." in page
    assert "Gemt kl." in page


def test_what_is_refused_stays_on_the_page(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    response = send(as_user(coordinator), sheet, "purpose", "Ring til 010190-1234")
    assert response.status_code == 422
    assert "Ring til 010190-1234</textarea>" in response.text
    assert "ligner et CPR-nummer" in response.text
    assert "bb-sheetmap" in response.text


def test_a_megabyte_is_told_and_kept_on_the_page(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    response = send(as_user(coordinator), sheet, "purpose", "æ" * 1_000_000)
    assert response.status_code == 422
    assert "æ" * 1_000_000 in response.text
    assert "20000" in response.text


def test_two_tabs_stop_at_the_choice_between_their_words(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    send(client, sheet, "purpose", "Vi mødes tirsdag")
    response = send(client, sheet, "purpose", "Vi mødes onsdag")
    assert response["Location"] == at(sheet, "purpose")
    page = client.get(at(sheet, "purpose")).text
    assert "Vælg, hvad der skal stå" in page
    assert "Vi mødes onsdag" in page


def test_a_double_click_changes_nothing(sheet: Sheet, as_user: AsUser, coordinator: User) -> None:
    client = as_user(coordinator)
    for _ in range(2):
        send(client, sheet, "purpose", "Vi mødes tirsdag")
    kept = sheet.field_values.get(field_id="purpose")
    assert (kept.revision, sheet.rival_texts.count()) == (1, 0)


def test_a_reader_turns_the_leaves_and_writes_nothing(
    sheet: Sheet, policy: TestPolicy, as_user: AsUser, coordinator: User, reader: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et <b>sted</b>"), by=coordinator)
    policy.shared = frozenset({"purpose", "methods"})
    client = as_user(reader)
    page = client.get(at(sheet, "purpose")).text
    assert "Et &lt;b&gt;sted&lt;/b&gt;" in page
    assert "Gem og videre" not in page
    assert page.count('class="bb-sheetmap__cell') == 2
    assert send(client, sheet, "purpose", "Mit").status_code == 403


def test_a_field_that_is_not_shown_is_not_there(
    sheet: Sheet, policy: TestPolicy, as_user: AsUser, reader: User
) -> None:
    policy.shared = frozenset({"purpose"})
    client = as_user(reader)
    assert client.get(at(sheet, "methods")).status_code == 404
    assert client.get(at(sheet, "nowhere")).status_code == 404
    assert client.get(f"/sheets/{sheet.id}/fields/methods/history/").status_code == 403


def test_logged_out_while_writing_the_words_come_back(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    client.logout()
    response = send(client, sheet, "purpose", "Det må ikke gå tabt")
    assert response.status_code in {302, 403}
    assert sheet_values(sheet).is_empty("purpose")


def test_the_sheet_shows_the_map_and_where_to_go_on(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    first = order(sheet)[0]
    assert "Begynd med det første felt" in client.get(f"/sheets/{sheet.id}/").text
    send(client, sheet, "purpose", "Hej")
    page = client.get(f"/sheets/{sheet.id}/").text
    assert "Fortsæt med det næste tomme felt" in page
    assert "bb-sheet-overview" not in client.get(f"/sheets/{sheet.id}/?whole=1").text
    assert first


def test_one_field_costs_the_same_whatever_is_said(
    sheet: Sheet, as_user: AsUser, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for name in ("purpose", "methods", "characteristics"):
        apply(sheet, SetText(name, "", "ord"), by=coordinator)
    client = as_user(coordinator)
    for number in range(8):
        client.post(at(sheet, "purpose") + "say/", {"comment": f"Ord {number}", "do": "park"})
    with django_assert_max_num_queries(16):
        client.get(at(sheet, "purpose"))
