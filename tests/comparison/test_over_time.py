"""Now beside what is wished, and last year beside now."""

from datetime import timedelta

import pytest
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.collaborations.models import CollaborationSheet
from brobygger.comparison.models import Became, Goal, Outcome
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetText, SetValue, apply
from brobygger.sheets.domain.versions import name_version
from brobygger.sheets.models import Comment, SheetVersion
from tests.comparison.conftest import Begin
from tests.factories.collaborations import KVINDER, AsUser


@pytest.fixture
def relation(begin: Begin, fatma: User) -> CollaborationSheet:
    """Sheet 3 of T1: they give, and want to do it together."""
    link = begin("t1_relation", KVINDER, fatma, {})
    field = next(one for one in link.sheet.tool.fields if one.kind == "pair")
    first, second, *_rest = [option.id for option in field.options]
    pair = {"present": [first], "wished": [second], "takes": "En fast aften om måneden"}
    apply(link.sheet, SetValue(field.id, {"pair": pair}, 0), by=fatma)
    return link


def about(client: object, page: str) -> str:
    board = client.get(page).context["board"]  # type: ignore[attr-defined]
    return str(board.face_to_face[0].differences[0].about)


def test_a_wish_becomes_a_goal_from_here_to_there(
    relation: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page, client = reverse("comparison:wished", args=[relation.sheet_id]), as_user(fatma)
    client.post(page, {"do": f"goal:{about(client, page)}"})
    text = Goal.objects.get().text
    assert text.startswith("Fra ")
    assert "En fast aften om måneden" in text


def test_what_is_and_what_is_wished_stand_beside_each_other(
    relation: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page = reverse("comparison:wished", args=[relation.sheet_id])
    found = as_user(fatma).get(page).context["board"].face_to_face[0].differences[0]
    [line] = found.shown
    assert [len(line.left), len(line.right)] == [1, 1]


def test_to_be_satisfied_is_a_full_answer(
    relation: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    field = next(one for one in relation.sheet.tool.fields if one.kind == "pair")
    present = field.options[0].id
    pair = {"present": [present], "satisfied": "yes"}
    apply(relation.sheet, SetValue(field.id, {"pair": pair}, 1), by=fatma)
    text = as_user(fatma).get(reverse("comparison:wished", args=[relation.sheet_id]))
    assert "Godt, som det er" in text.content.decode()


def test_a_sheet_without_wishes_has_no_such_page(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    assert as_user(fatma).get(reverse("comparison:wished", args=[ours.sheet_id])).status_code == 404


def test_last_year_lies_beside_now(ours: CollaborationSheet, fatma: User, as_user: AsUser) -> None:
    with clock.travel_to(clock.now() + timedelta(days=400)):
        was = ours.sheet.field_values.get(field_id="purpose").value["text"]
        apply(ours.sheet, SetText("purpose", was, was.replace("ringe til", "gå til")), by=fatma)
        text = as_user(fatma).get(reverse("comparison:then", args=[ours.sheet_id]))
    assert "Ændret" in text.content.decode()
    changed = text.context["board"].face_to_face[0].differences[0].lines[0]
    assert [piece.words for piece in changed.right if piece.changed] == ["gå"]


def test_a_named_version_lies_beside_now(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    version = name_version(sheet=ours.sheet, name="Mødet i marts", by=fatma)
    apply(ours.sheet, SetText("methods", "", "Vi spørger først."), by=fatma)
    page = reverse("comparison:then", args=[ours.sheet_id])
    text = as_user(fatma).get(page, {"version": str(version.id)}).content.decode()
    assert "Mødet i marts" in text
    assert "Nyt" in text


def test_a_change_becomes_a_question_of_our_own(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page, client = reverse("comparison:then", args=[ours.sheet_id]) + "?on=2020-01-01", None
    client = as_user(fatma)
    client.post(page, {"do": f"question:{about(client, page)}"})
    assert Comment.objects.get().is_question
    client.post(page, {"do": f"undo:{Outcome.objects.get().id}"})
    assert Comment.objects.get().removed_at is not None


def test_the_other_party_sees_no_wording_from_before(
    ours: CollaborationSheet, kurt: User, as_user: AsUser
) -> None:
    SheetVersion.objects.all().delete()
    page = reverse("comparison:then", args=[ours.sheet_id])
    assert as_user(kurt).get(page, {"on": f"{clock.today():%Y-%m-%d}"}).status_code == 404


def test_the_other_party_compares_with_a_version_it_could_read(
    ours: CollaborationSheet, fatma: User, kurt: User, as_user: AsUser
) -> None:
    name_version(sheet=ours.sheet, name="Mødet i marts", by=fatma)
    page = reverse("comparison:then", args=[ours.sheet_id])
    board = as_user(kurt).get(page, {"on": "2020-01-01"}).context["board"]
    assert board.left.title.startswith("Mødet i marts")
    assert board.same == len(board.face_to_face)


def test_what_is_unchanged_is_folded_and_has_no_buttons(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    version = name_version(sheet=ours.sheet, name="Mødet i marts", by=fatma)
    page = reverse("comparison:then", args=[ours.sheet_id])
    text = as_user(fatma).get(page, {"version": str(version.id)}).content.decode()
    assert "Uændret: 3 felter" in text
    assert "Gør til mål" not in text


def test_the_form_shows_the_day_it_compares_with(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page = reverse("comparison:then", args=[ours.sheet_id])
    form = as_user(fatma).get(page, {"in": str(ours.collaboration_id)}).context["form"]
    assert form["on"].value() == clock.today()


def test_what_stays_inside_becomes_no_goal(begin: Begin, fatma: User, as_user: AsUser) -> None:
    closing = begin("t1_closing", KVINDER, fatma, {"hold_on": "Gratis at prøve"}, shared=False)
    page, client = reverse("comparison:then", args=[closing.sheet_id]) + "?on=2020-01-01", None
    client = as_user(fatma)
    client.post(page, {"do": f"goal:{about(client, page)}"})
    assert not Goal.objects.exists()
    client.post(page, {"do": f"question:{about(client, page)}"})
    assert Outcome.objects.get().became == Became.QUESTION
    assert not Comment.objects.get().shared


def test_the_sheet_has_a_door_to_what_is_wished(
    relation: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page = as_user(fatma).get(reverse("sheets:sheet", args=[relation.sheet_id])).content.decode()
    assert reverse("comparison:wished", args=[relation.sheet_id]) in page


def test_the_sheet_has_a_door_to_how_it_was_when_it_was_shared(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    page = as_user(fatma).get(reverse("sheets:sheet", args=[ours.sheet_id])).content.decode()
    assert reverse("comparison:then", args=[ours.sheet_id]) in page
