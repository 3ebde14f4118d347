"""Goals: set, rewritten, reached, taken away and brought back; by the parties alone."""

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.domain.goals import set_goal
from brobygger.comparison.models import Goal
from tests.factories.collaborations import AsUser


def test_a_goal_is_set_and_everybody_sees_it(
    collaboration: Collaboration, fatma: User, kurt: User, as_user: AsUser
) -> None:
    page = reverse("comparison:goals", args=[collaboration.id])
    as_user(fatma).post(page, {"text": "Ti kvinder i bestyrelser", "by_on": "2027-06-01"})
    assert "Ti kvinder i bestyrelser" in as_user(kurt).get(page).content.decode()


def test_a_goal_without_words_is_none(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    page = reverse("comparison:goals", args=[collaboration.id])
    assert as_user(fatma).post(page, {"text": " "}).status_code == 422
    assert not Goal.objects.exists()


def test_the_same_words_are_one_goal(collaboration: Collaboration, fatma: User) -> None:
    first = set_goal(collaboration=collaboration, text="Ti kvinder", by=fatma)
    assert set_goal(collaboration=collaboration, text=" Ti kvinder ", by=fatma) == first


def test_the_steps_of_a_goal(collaboration: Collaboration, fatma: User, as_user: AsUser) -> None:
    goal = set_goal(collaboration=collaboration, text="Ti kvinder", by=fatma)
    page, client = reverse("comparison:goal", args=[collaboration.id, goal.id]), as_user(fatma)
    for step, reached, removed in (
        ("reach", True, False),
        ("reopen", False, False),
        ("remove", False, True),
        ("bring_back", False, False),
    ):
        client.post(page, {"do": step})
        goal.refresh_from_db()
        assert (bool(goal.reached_at), bool(goal.removed_at)) == (reached, removed)


def test_a_goal_just_removed_is_brought_back_from_the_page(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    goal = set_goal(collaboration=collaboration, text="Ti kvinder", by=fatma)
    page, client = reverse("comparison:goal", args=[collaboration.id, goal.id]), as_user(fatma)
    answer = client.post(page, {"do": "remove"}, follow=True)
    assert answer.context["just_removed"] == goal


def test_a_step_nobody_knows_is_none(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    goal = set_goal(collaboration=collaboration, text="Ti kvinder", by=fatma)
    page = reverse("comparison:goal", args=[collaboration.id, goal.id])
    assert as_user(fatma).post(page, {"do": "sell"}).status_code == 404


def test_a_goal_in_other_words(collaboration: Collaboration, fatma: User, as_user: AsUser) -> None:
    goal = set_goal(collaboration=collaboration, text="Ti kvinder", by=fatma)
    page = reverse("comparison:goal", args=[collaboration.id, goal.id])
    as_user(fatma).post(page, {"text": "Tyve kvinder", "by_on": ""})
    goal.refresh_from_db()
    assert goal.text == "Tyve kvinder"


def test_a_reader_of_the_municipality_sets_none(
    collaboration: Collaboration, reader: User, as_user: AsUser
) -> None:
    page = reverse("comparison:goals", args=[collaboration.id])
    assert as_user(reader).post(page, {"text": "Noget"}).status_code == 403
    assert not Goal.objects.exists()


def test_a_goal_of_another_collaboration_is_not_there(
    collaboration: Collaboration, outsider: User, as_user: AsUser
) -> None:
    assert (
        as_user(outsider).get(reverse("comparison:goals", args=[collaboration.id])).status_code
        == 404
    )
