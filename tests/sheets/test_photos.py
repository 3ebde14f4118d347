"""Photographs of paper beside a field: added, seen by those who may, taken away, brought back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.photos import MOST, add_photo, photos_for, remove_photo
from brobygger.sheets.models import Photo, Sheet
from brobygger.sheets.pictures import PhotoRefused
from tests.sheets.conftest import TestPolicy
from tests.sheets.pictures import photo


def sent(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.fixture
def shown(sheet: Sheet, coordinator: User) -> Photo:
    return add_photo(sheet=sheet, field_id="purpose", content=photo(), by=coordinator)


def address(sheet: Sheet, photo: Photo, more: str = ".jpg") -> str:
    return f"/sheets/{sheet.id}/photos/{photo.id}{more}"


def test_a_photo_is_kept_beside_its_field(client: Client, sheet: Sheet, coordinator: User) -> None:
    client.force_login(coordinator)
    answer = client.post(
        f"/sheets/{sheet.id}/fields/purpose/photos/", {"taken": sent(photo())}, follow=True
    )

    kept = sheet.photos.get()
    assert kept.field_id == "purpose"
    assert "Billedet er gemt." in answer.content.decode()
    assert address(sheet, kept) in answer.content.decode()
    picture = client.get(address(sheet, kept))
    assert picture["Content-Type"] == "image/jpeg"
    assert "private" in picture["Cache-Control"]
    assert address(sheet, kept, "-small.jpg") in client.get(f"/sheets/{sheet.id}/").content.decode()


def test_several_at_once_and_the_wrong_one_is_told_by_name(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    client.force_login(coordinator)
    files = [sent(photo(), "side1.jpg"), sent(b"%PDF-1.7", "side2.pdf")]
    answer = client.post(f"/sheets/{sheet.id}/photos/", {"photo": files})

    assert answer.status_code == 422
    assert "side2.pdf" in answer.content.decode()
    assert sheet.photos.filter(field_id="").count() == 1


def test_nothing_chosen_is_said(client: Client, sheet: Sheet, coordinator: User) -> None:
    client.force_login(coordinator)
    answer = client.post(f"/sheets/{sheet.id}/fields/purpose/photos/")
    assert answer.status_code == 422
    assert "Vælg eller tag et billede først." in answer.content.decode()


def test_a_huge_post_is_refused_before_it_is_read(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    client.force_login(coordinator)
    answer = client.post(
        f"/sheets/{sheet.id}/photos/", {}, headers={"content-length": str(100 * 1024 * 1024)}
    )
    assert answer.status_code == 413


def test_the_same_picture_twice_is_one(sheet: Sheet, shown: Photo, coordinator: User) -> None:
    again = add_photo(sheet=sheet, field_id="purpose", content=photo(), by=coordinator)
    assert again == shown


def test_there_is_an_end_to_it(sheet: Sheet, coordinator: User) -> None:
    for number in range(MOST):
        add_photo(sheet=sheet, field_id="", content=photo(20 + number), by=coordinator)
    with pytest.raises(PhotoRefused, match="plads"):
        add_photo(sheet=sheet, field_id="", content=photo(), by=coordinator)


def test_a_reader_adds_none(client: Client, sheet: Sheet, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        add_photo(sheet=sheet, field_id="purpose", content=photo(), by=reader)
    client.force_login(reader)
    files = {"photo": sent(photo())}
    assert client.post(f"/sheets/{sheet.id}/fields/purpose/photos/", files).status_code == 403


def test_who_reads_the_field_sees_the_photo(
    client: Client, sheet: Sheet, policy: TestPolicy, shown: Photo, reader: User
) -> None:
    client.force_login(reader)
    policy.shared = frozenset({"purpose"})
    assert client.get(address(sheet, shown)).status_code == 200
    policy.shared = frozenset({"methods"})
    for path in (
        address(sheet, shown),
        address(sheet, shown, "-small.jpg"),
        f"/sheets/{sheet.id}/fields/purpose/photos/",
    ):
        assert client.get(path).status_code == 404
    assert str(shown.id) not in client.get(f"/sheets/{sheet.id}/paper/").content.decode()


def test_a_photo_of_the_whole_page_is_for_those_who_read_it_all(
    client: Client, sheet: Sheet, coordinator: User, reader: User
) -> None:
    page = add_photo(sheet=sheet, field_id="", content=photo(), by=coordinator)
    client.force_login(reader)
    assert client.get(address(sheet, page)).status_code == 404
    assert client.get(f"/sheets/{sheet.id}/photos/").status_code == 404
    assert photos_for(sheet, reader) == []


def test_a_photo_added_after_one_left_is_not_seen(
    sheet: Sheet, policy: TestPolicy, shown: Photo, reader: User
) -> None:
    assert photos_for(sheet, reader) == [shown]
    policy.frozen = {"purpose": shown.at - timedelta(minutes=1)}
    assert photos_for(sheet, reader) == []


def test_taken_away_and_brought_back(
    client: Client, sheet: Sheet, shown: Photo, coordinator: User
) -> None:
    client.force_login(coordinator)
    page = client.post(address(sheet, shown, "/"), {"do": "remove"}, follow=True)
    assert "Fortryd" in page.content.decode()
    assert client.get(address(sheet, shown)).status_code == 404

    client.post(address(sheet, shown, "/"), {"do": "undo"})
    assert client.get(address(sheet, shown)).status_code == 200


def test_after_thirty_days_it_is_gone(
    client: Client, sheet: Sheet, shown: Photo, coordinator: User
) -> None:
    remove_photo(photo=shown, by=coordinator)
    client.force_login(coordinator)
    with clock.travel_to(clock.now() + timedelta(days=31)):
        client.post(address(sheet, shown, "/"), {"do": "undo"})
    shown.refresh_from_db()
    assert shown.removed_at is not None


def test_what_is_typed_is_saved_on_the_way_to_the_photos(
    client: Client, sheet: Sheet, coordinator: User
) -> None:
    client.force_login(coordinator)
    path = f"/sheets/{sheet.id}/fields/methods/photos/save/"
    typed = {"purpose": "Et sted at mødes", "purpose-revision": "0"}
    answer = client.post(path, typed)
    assert answer.headers["Location"] == f"/sheets/{sheet.id}/fields/methods/photos/"
    assert sheet.field_values.get(field_id="purpose").value["text"] == "Et sted at mødes"

    refused = client.post(path, {"methods": "010190-1111", "methods-revision": "0"})
    assert refused.status_code == 422
    assert "010190-1111" in refused.content.decode()
