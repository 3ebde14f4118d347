"""A partner's sheet, of which some fields are shared: read as a page of its own, without holes."""

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.collaborations.models import CollaborationSheet
from tests.factories.collaborations import AsUser

SAID = "felter, du kan læse. Resten af arket er ikke delt."


def test_the_partner_is_told_once_that_there_is_more(
    ours: CollaborationSheet, kurt: User, as_user: AsUser
) -> None:
    text = as_user(kurt).get(reverse("sheets:sheet", args=[ours.sheet_id])).content.decode()
    assert text.count(SAID) == 1
    assert "bb-sheet-grid--some" in text


def test_the_owner_sees_the_sheet_as_it_lies_on_the_paper(
    ours: CollaborationSheet, fatma: User, as_user: AsUser
) -> None:
    text = as_user(fatma).get(reverse("sheets:sheet", args=[ours.sheet_id])).content.decode()
    assert SAID not in text
    assert "bb-sheet-grid--some" not in text
