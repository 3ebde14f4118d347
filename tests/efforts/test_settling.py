"""Two people who write at once lose nothing."""

from typing import Any

import pytest

from brobygger.accounts.models import User
from brobygger.efforts.domain.answers import write_answers
from brobygger.efforts.domain.efforts import change_effort
from brobygger.efforts.domain.queries import answers_of
from brobygger.efforts.domain.settling import plain, settle
from brobygger.efforts.exceptions import ChangedMeanwhile
from brobygger.efforts.models import Effort
from brobygger.workspaces.models import Workspace
from tests.factories.efforts import make_effort


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "then"),
    [
        ("a", "b", "a", {"x": "b"}),  # only I changed it
        ("a", "a", "b", {}),  # only they did
        ("a", "b", "b", {}),  # both the same
        ("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", {"x": "A\nb\nc\nD"}),  # two places of a text
        (["a", "b"], ["a", "c"], ["a", "b", "d"], {"x": ["a", "d", "c"]}),  # lists
        ("", None, "", {}),
    ],
)
def test_what_only_one_changed_is_taken(base: Any, mine: Any, theirs: Any, then: Any) -> None:
    assert settle(stored={"x": theirs}, base={"x": base}, mine={"x": mine}) == then


@pytest.mark.parametrize("base", [{"x": "a"}, None])
def test_where_both_wrote_a_person_chooses(base: dict[str, Any] | None) -> None:
    with pytest.raises(ChangedMeanwhile) as refused:
        settle(stored={"x": "deres"}, base=base, mine={"x": "mit"})

    [rival] = refused.value.rivals
    assert (rival.mine, rival.theirs) == ("mit", "deres")


def test_answers_to_different_questions_both_stay(
    workspace: Workspace, coordinator: User, adviser: User
) -> None:
    effort = make_effort(workspace)
    base = {"why_need": "", "why_them": ""}
    write_answers(effort=effort, mine={"why_need": "Et", "why_them": ""}, base=base, by=adviser)
    write_answers(effort=effort, mine={"why_need": "", "why_them": "To"}, base=base, by=coordinator)

    assert answers_of(effort) == {"why_need": "Et", "why_them": "To"}


def test_the_one_who_wrote_first_is_named(
    workspace: Workspace, coordinator: User, adviser: User
) -> None:
    effort = make_effort(workspace)
    base = {"why_need": ""}
    write_answers(effort=effort, mine={"why_need": "Et"}, base=base, by=adviser)

    with pytest.raises(ChangedMeanwhile) as refused:
        write_answers(effort=effort, mine={"why_need": "To"}, base=base, by=coordinator)

    assert refused.value.who == adviser
    assert answers_of(effort) == {"why_need": "Et"}


def test_facts_are_settled_too(workspace: Workspace, coordinator: User, adviser: User) -> None:
    effort = make_effort(workspace, area="Nordbyen")
    base = {"title": effort.title, "area": "Nordbyen", "responsible": plain(coordinator)}
    mine: dict[str, Any] = {"title": effort.title, "area": "Sydbyen", "responsible": coordinator}
    change_effort(effort=effort, mine=mine | {"area": "Østbyen"}, base=base, by=adviser)

    with pytest.raises(ChangedMeanwhile):
        change_effort(effort=effort, mine=mine, base=base, by=coordinator)
    change_effort(effort=effort, mine={"title": "Nyt"}, base=base, by=coordinator)

    stored = Effort.objects.get()
    assert (stored.title, stored.area) == ("Nyt", "Østbyen")
