"""The thread: exactly one present station, one next step, the same page for every party."""

from itertools import product

import pytest

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.collaborations.models import Collaboration, Party
from brobygger.collaborations.stations import Station, StationAction, StationState, StationView
from brobygger.desk.thread import Stop, Thread, place, thread_of
from tests.collaborations.conftest import amina, collaboration, kurt, seniors, women
from tests.factories.collaborations import AsUser, write_something

__all__ = ["amina", "collaboration", "kurt", "seniors", "women"]
DONE, PRESENT, AHEAD = StationState.DONE, StationState.PRESENT, StationState.AHEAD


def placed(*says: StationState, closed: bool = False) -> list[StationState]:
    def station(number: int, state: StationState) -> tuple[Station, StationView]:
        view = StationView(state, "")
        return Station(str(number), "", number, lambda _collaboration, _user: view), view

    stops = place([station(*one) for one in enumerate(says)], closed=closed)
    return [stop.state for stop in stops]


def test_the_first_not_done_is_the_present_one() -> None:
    assert placed(DONE, DONE, AHEAD, AHEAD) == [DONE, DONE, PRESENT, AHEAD]


def test_the_last_that_has_begun_is_the_present_one() -> None:
    assert placed(DONE, PRESENT, PRESENT, AHEAD) == [DONE, DONE, PRESENT, AHEAD]


@pytest.mark.parametrize("says", list(product(StationState, repeat=4)))
def test_at_most_one_is_present_and_only_done_lies_before_it(
    says: tuple[StationState, ...],
) -> None:
    states = placed(*says)
    assert states.count(PRESENT) == (0 if set(says) == {DONE} else 1)
    assert states == sorted(states, key=[DONE, PRESENT, AHEAD].index)
    assert PRESENT not in placed(*says, closed=True)


def keys_and_states(collaboration: Collaboration, user: User) -> dict[str, StationState]:
    return {stop.station.key: stop.state for stop in thread_of(collaboration, user).stops}


def test_a_new_collaboration_stands_at_the_dialogue(
    collaboration: Collaboration, amina: User
) -> None:
    assert keys_and_states(collaboration, amina) == {
        "match": DONE,
        "dialogue": PRESENT,
        "comparison": AHEAD,
        "agreement": AHEAD,
        "followup": AHEAD,
        "story": AHEAD,
    }
    step = thread_of(collaboration, amina).next_step
    assert step is not None
    assert step.label == "Begynd jeres ark"


def test_when_a_sheet_is_shared_the_agreement_comes(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    write_something(link.sheet, amina)
    share_sheet(link=link, by=amina)
    for who in (amina, kurt):
        step = thread_of(collaboration, who).next_step
        assert step is not None
        assert step.label == "Begynd aftalen"
    states = keys_and_states(collaboration, amina)
    assert (states["comparison"], states["agreement"]) == (AHEAD, PRESENT), "nobody waits for it"


def test_the_facilitator_invites_those_who_cannot_see_it(
    collaboration: Collaboration, coordinator: User, reader: User
) -> None:
    step = thread_of(collaboration, coordinator).next_step
    assert step is not None
    assert step.label == "Invitér Kvindeforeningen"
    assert thread_of(collaboration, reader).next_step is None


def test_every_party_gets_the_page(
    collaboration: Collaboration, amina: User, kurt: User, reader: User, as_user: AsUser
) -> None:
    for who in (amina, kurt, reader):
        page = as_user(who).get(f"/s/{collaboration.id}/").content.decode()
        names = [page.index(f">{name}<") for name in party_names(collaboration)]
        assert names == sorted(names)


def party_names(collaboration: Collaboration) -> list[str]:
    return list(
        collaboration.parties.order_by("actor__sort_name").values_list("actor__name", flat=True)
    )


def test_nobody_else_gets_the_page(
    collaboration: Collaboration, outsider: User, stranger: User, as_user: AsUser
) -> None:
    for who in (outsider, stranger):
        assert as_user(who).get(f"/s/{collaboration.id}/").status_code == 404


def test_an_unshared_sheet_is_not_hinted_at(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, as_user: AsUser
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    own = as_user(amina).get(f"/s/{collaboration.id}/").content.decode()
    other = as_user(kurt).get(f"/s/{collaboration.id}/").content.decode()
    assert str(link.sheet_id) in own
    assert str(link.sheet_id) not in other
    assert "Vores bidrag" not in other


def test_the_story_is_told_with_names(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, as_user: AsUser
) -> None:
    amina.name = "Amina Yusuf"
    amina.save()
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    write_something(link.sheet, amina)
    share_sheet(link=link, by=amina)
    page = as_user(kurt).get(f"/s/{collaboration.id}/").content.decode()
    assert "Amina Yusuf delte noget af et ark: Kvindeforeningen" in page


def test_who_withdrew_stays_in_the_story(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, as_user: AsUser
) -> None:
    withdraw_party(party=Party.objects.get(actor=women), by=amina)
    assert as_user(amina).get(f"/s/{collaboration.id}/").status_code == 404
    page = as_user(kurt).get(f"/s/{collaboration.id}/").content.decode()
    assert "Har trukket sig ud" in page


def test_a_closed_one_offers_to_go_on(
    collaboration: Collaboration, amina: User, as_user: AsUser
) -> None:
    close_collaboration(collaboration=collaboration, by=amina)
    page = as_user(amina).get(f"/s/{collaboration.id}/").content.decode()
    assert "Genåbn samarbejdet" in page
    assert "Næste skridt" not in page


def test_the_next_step_is_told_in_the_words_of_its_own_station() -> None:
    def stop(key: str, view: StationView, state: StationState) -> Stop:
        return Stop(Station(key, key, 1, lambda _collaboration, _user: view), view, state)

    invite = StationAction("Invitér koret", "/x/")
    behind = StationView(StationState.DONE, "Ingen fra koret er med endnu.", next_step=invite)
    here = StationView(StationState.PRESENT, "Næste møde er på mandag.")
    thread = Thread(
        Collaboration(),
        [stop("dialog", behind, StationState.DONE), stop("opfølgning", here, StationState.PRESENT)],
    )

    assert thread.next_step == invite
    assert thread.next_stop is not None
    assert thread.next_stop.view.summary == "Ingen fra koret er med endnu."
