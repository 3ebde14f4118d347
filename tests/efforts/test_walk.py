"""The words of the walk are plain, and its map tells how far one is."""

from django.utils import translation

from brobygger.accounts.models import User
from brobygger.efforts.domain.answers import write_answers
from brobygger.efforts.domain.queries import Numbers, answers_of
from brobygger.efforts.models import Effort
from brobygger.efforts.walk import STEPS, step_after, step_before, stops_of
from brobygger.workspaces.models import Workspace
from tests.consistency.test_plain_language import HARDEST, lix
from tests.factories.efforts import make_effort


def words() -> list[str]:
    return [
        str(one)
        for step in STEPS
        for one in (step.discuss, *step.help, *(asked.help for asked in step.asked))
    ]


def test_the_guidance_is_easy_to_read() -> None:
    assert lix(" ".join(words())) <= HARDEST


def test_every_word_is_said_in_english_too() -> None:
    danish = words()
    with translation.override("en"):
        english = words()

    assert [one for one in danish if one in english] == []


def test_one_goes_back_and_forth() -> None:
    assert [step_before(STEPS[0].page), step_after(STEPS[-1].page)] == [None, None]
    assert step_after("why") == STEPS[1]
    assert step_before("clarification") == STEPS[0]


def test_the_map_tells_what_is_done_begun_and_ahead(
    workspace: Workspace, coordinator: User
) -> None:
    effort: Effort = make_effort(workspace)
    mine = {"our_role": "Vi støtter"}
    write_answers(effort=effort, mine=mine, base={"our_role": ""}, by=coordinator)
    stops = stops_of(effort, Numbers(total=4, unseen=0), answers_of(effort), "list")

    states = {stop.step.page: stop.state for stop in stops}
    assert states["why"] == "ahead"
    assert states["clarification"] == "begun"
    assert states["cards"] == "done"
    assert [stop.step.page for stop in stops if stop.here] == ["list"]
    assert {stop.step.page: stop.told for stop in stops}["clarification"] == "1 af 5"
