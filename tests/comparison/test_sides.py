"""T1 beside T2: same, different, only one; and what each difference becomes."""

import pytest
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.agreements.domain.queries import agreement_of, written
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.comparison.board import Board, Theme
from brobygger.comparison.domain.goals import Step, move_goal
from brobygger.comparison.domain.laying import Pairing, lay
from brobygger.comparison.domain.outcomes import make
from brobygger.comparison.engine import Verdict
from brobygger.comparison.models import Became, Goal, Outcome
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.models import Comment
from tests.comparison.conftest import Begin, laid
from tests.factories.collaborations import KVINDER, SENIORER, AsUser

BEGINS_WITH = laid


def board(
    collaboration: Collaboration,
    left: CollaborationSheet,
    right: CollaborationSheet,
    reader: User,
) -> Board:
    return lay(Pairing(left, right), [left, right], collaboration, reader)


def theme(found: Board, left: str, right: str) -> Theme:
    return next(
        one
        for one in found.themes
        if one.left and one.right and (one.left.field.id, one.right.field.id) == (left, right)
    )


@pytest.fixture
def page(ours: CollaborationSheet, theirs: CollaborationSheet) -> str:
    ids = [ours.collaboration_id, ours.sheet_id, theirs.sheet_id]
    return reverse("comparison:sides", args=ids)


@pytest.fixture
def seen(
    collaboration: Collaboration, ours: CollaborationSheet, theirs: CollaborationSheet, fatma: User
) -> Board:
    return board(collaboration, ours, theirs, fatma)


def test_two_purposes_are_said_differently(seen: Board) -> None:
    assert theme(seen, "purpose", "purpose").verdict is Verdict.DIFFERENT


def test_what_one_needs_meets_what_the_other_does(seen: Board) -> None:
    needed = theme(seen, "needed", "roles")
    assert [one.lines[0].label for one in needed.differences] == ["Føre regnskab"]
    assert needed.verdict is Verdict.DIFFERENT  # both name the task, with another role


def test_what_only_one_has_said(seen: Board) -> None:
    assert theme(seen, "resources", "resources").verdict is Verdict.LEFT_ONLY


def test_what_only_one_is_asked_stands_for_itself(seen: Board) -> None:
    assert "benefit" in {one.right.field.id for one in seen.asked_of_one if one.right}


def test_the_page_says_it_in_words(page: str, fatma: User, as_user: AsUser) -> None:
    text = as_user(fatma).get(page).content.decode()
    assert "Sagt forskelligt" in text
    assert f"Kun sagt af {KVINDER}" in text


def test_a_sheet_that_is_not_shared_is_not_there(
    begin: Begin, ours: CollaborationSheet, kurt: User, fatma: User, as_user: AsUser
) -> None:
    hidden = begin("t2_partner", SENIORER, kurt, {"purpose": "Hemmeligt"}, shared=False)
    address = reverse(
        "comparison:sides", args=[ours.collaboration_id, ours.sheet_id, hidden.sheet_id]
    )
    assert as_user(fatma).get(address).status_code == 404


def press(client: object, page: str, what: str, about: str, **more: str) -> None:
    client.post(page, {"do": f"{what}:{about}", **more})  # type: ignore[attr-defined]


def test_a_difference_becomes_a_goal_once(
    page: str, seen: Board, fatma: User, as_user: AsUser
) -> None:
    about = theme(seen, "purpose", "purpose").differences[0].about
    client = as_user(fatma)
    press(client, page, "goal", about)
    press(client, page, "goal", about)
    assert Goal.objects.count() == 1
    assert Outcome.objects.filter(became=Became.GOAL).count() == 1


def test_a_goal_is_taken_back_and_set_again(
    page: str, seen: Board, fatma: User, as_user: AsUser
) -> None:
    about = theme(seen, "purpose", "purpose").differences[0].about
    client = as_user(fatma)
    press(client, page, "goal", about)
    press(client, page, "undo", str(Outcome.objects.get().id))
    assert Goal.objects.get().removed_at is not None
    press(client, page, "goal", about)
    assert Goal.objects.filter(removed_at__isnull=True).count() == 1


def test_a_goal_is_short_and_both_parties_words_stand_beside_it(
    page: str, seen: Board, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    client = as_user(fatma)
    press(client, page, "goal", theme(seen, "purpose", "purpose").differences[0].about)
    assert Goal.objects.get().text == "Vi er enige om »Formålet med aktiviteten«."
    text = client.get(reverse("comparison:goals", args=[collaboration.id])).content.decode()
    assert f"{KVINDER}: Flere kvinder skal kende nogen at ringe til." in text
    assert f"{SENIORER}: Kvinderne skal selv kunne føre regnskab." in text


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("needed", "roles", "Vi er enige om »Føre regnskab«."),
        ("resources", "resources", "Vi har en aftale om »Lokaler«."),
    ],
)
def test_a_line_becomes_a_goal_about_what_it_names(
    page: str, seen: Board, fatma: User, as_user: AsUser, left: str, right: str, text: str
) -> None:
    press(as_user(fatma), page, "goal", theme(seen, left, right).differences[0].about)
    assert Goal.objects.get().text == text


def test_a_goal_taken_away_leaves_the_difference_open_until_it_is_brought_back(
    page: str, seen: Board, fatma: User
) -> None:
    found = theme(seen, "purpose", "purpose").differences[0]
    outcome = make(
        board=seen,
        about=found.about,
        became=Became.GOAL,
        collaboration=Collaboration.objects.get(),
        by=fatma,
    )
    goal = Goal.objects.get()
    move_goal(goal=goal, step=Step.REMOVE, by=fatma)
    outcome.refresh_from_db()
    assert outcome.undone_at is not None
    move_goal(goal=goal, step=Step.BRING_BACK, by=fatma)
    outcome.refresh_from_db()
    assert outcome.undone_at is None


def test_where_only_one_speaks_it_is_said_once(page: str, fatma: User, as_user: AsUser) -> None:
    text = as_user(fatma).get(page).content.decode()
    silence = f"{SENIORER} har ikke skrevet om det her, eller har ikke delt det med jer."
    assert text.count(silence) == 1


def test_a_difference_becomes_a_question_both_can_read(
    page: str, seen: Board, fatma: User, as_user: AsUser
) -> None:
    press(as_user(fatma), page, "question", theme(seen, "purpose", "purpose").differences[0].about)
    question = Comment.objects.get()
    assert question.shared
    assert "at ringe til" in question.text


def test_a_difference_becomes_a_clause_in_the_draft_which_is_begun(
    page: str, seen: Board, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    press(as_user(fatma), page, "clause", theme(seen, "needed", "roles").differences[0].about)
    agreement = agreement_of(collaboration)
    assert agreement is not None
    tasks = [row["task"] for row in written(agreement.draft)["roles"]]
    assert "Føre regnskab" in tasks


def test_words_in_the_draft_are_taken_out_again(
    page: str, seen: Board, collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    client = as_user(fatma)
    press(client, page, "clause", theme(seen, "purpose", "purpose").differences[0].about)
    agreement = agreement_of(collaboration)
    assert agreement is not None
    before = written(agreement.draft)["purpose"]
    assert f"{SENIORER}: Kvinderne skal selv kunne føre regnskab." in before
    press(client, page, "undo", str(Outcome.objects.get().id))
    assert SENIORER not in written(agreement.draft).get("purpose", "")


def test_what_somebody_wrote_on_is_left_in_the_draft(
    page: str, seen: Board, collaboration: Collaboration, fatma: User, kurt: User, as_user: AsUser
) -> None:
    client = as_user(fatma)
    press(client, page, "clause", theme(seen, "purpose", "purpose").differences[0].about)
    agreement = agreement_of(collaboration)
    assert agreement is not None
    stands = written(agreement.draft)["purpose"]
    changed = SetText("purpose", stands, stands.replace("selv kunne", "altid kunne"))
    apply(agreement.draft, changed, by=kurt)
    press(client, page, "undo", str(Outcome.objects.get().id))
    assert "altid kunne" in written(agreement.draft)["purpose"]
    assert Outcome.objects.get().undone_at is None


def test_other_words_for_the_same_are_settled(
    page: str, seen: Board, fatma: User, as_user: AsUser
) -> None:
    press(as_user(fatma), page, "agreed", theme(seen, "purpose", "purpose").differences[0].about)
    assert Outcome.objects.get().became == Became.AGREED


def test_a_reader_makes_nothing(page: str, seen: Board, reader: User, as_user: AsUser) -> None:
    press(as_user(reader), page, "goal", theme(seen, "purpose", "purpose").differences[0].about)
    assert not Goal.objects.exists()


def test_a_difference_that_is_gone_makes_nothing(page: str, fatma: User, as_user: AsUser) -> None:
    answer = as_user(fatma).post(page, {"do": "goal:0000"}, follow=True)
    assert "Arkene er ændret imens" in answer.content.decode()


def test_two_of_the_same_tool_lie_side_by_side_without_being_told_to(
    begin: Begin, collaboration: Collaboration, ours: CollaborationSheet, kurt: User
) -> None:
    other = begin("t1_activity", SENIORER, kurt, {"purpose": "Noget helt andet"})
    found = board(collaboration, ours, other, kurt)
    assert theme(found, "purpose", "purpose").verdict is Verdict.DIFFERENT
