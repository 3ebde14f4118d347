"""Agreement and follow-up as stops on the thread."""

from collections.abc import Iterator

import pytest

from brobygger.accounts.models import User
from brobygger.agreements import station as agreement
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.agreements.domain.freezing import end_agreement
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.models import Agreement, Signatory
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import StationState, stations
from brobygger.core import clock
from brobygger.followup import station as followup
from brobygger.followup.models import StatusMeeting
from tests.factories.agreements import (
    make_agreement,
    make_frozen,
    make_in_force,
    make_signed,
)
from tests.followup.conftest import SIGNED


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with clock.travel_to(SIGNED):
        yield


def test_they_stand_on_the_thread_in_their_order() -> None:
    keys = [station.key for station in stations()]

    assert keys.index("agreement") < keys.index("followup")


def test_before_an_agreement(collaboration: Collaboration, fatma: User, reader: User) -> None:
    view = agreement.build_station(collaboration, fatma)

    assert view.state is StationState.AHEAD
    assert [action.label for action in view.actions] == ["Begynd aftalen"]
    assert agreement.build_station(collaboration, reader).actions == []


def test_a_draft_with_gaps(collaboration: Collaboration, fatma: User) -> None:
    start_agreement(collaboration=collaboration, by=fatma)

    view = agreement.build_station(collaboration, fatma)

    assert view.state is StationState.PRESENT
    assert "mangler 5 ting" in view.summary
    assert view.next_step is not None
    assert view.next_step.label == "Skriv i aftalen"


def test_a_finished_draft(collaboration: Collaboration, fatma: User, adviser: User) -> None:
    make_agreement(collaboration, fatma)

    view = agreement.build_station(collaboration, fatma)

    assert view.next_step is not None
    assert view.next_step.label == "Gør aftalen klar til underskrift"
    assert agreement.build_station(collaboration, adviser).next_step is None


def test_round_to_be_signed(collaboration: Collaboration, fatma: User, coordinator: User) -> None:
    first, second = signatories_of(make_frozen(collaboration, coordinator))
    Signatory.objects.filter(id=first.id).update(email=fatma.email)
    make_signed(second)

    mine = agreement.build_station(collaboration, fatma)
    other = agreement.build_station(collaboration, coordinator)

    assert mine.summary == "1 af 2 har skrevet under."
    assert mine.next_step is not None
    assert other.next_step is None
    assert [line.note for line in mine.lines] == [
        "Mangler: Underskriver 2",
        "Skrev under 1. december 2026",
    ]


def test_in_force_and_ended(collaboration: Collaboration, coordinator: User) -> None:
    make_in_force(collaboration, coordinator)
    assert agreement.build_station(collaboration, coordinator).state is StationState.DONE

    end_agreement(agreement=Agreement.objects.get(), by=coordinator)

    assert agreement.build_station(collaboration, coordinator).summary == "Aftalen er slut."


def test_follow_up_waits_for_the_agreement(collaboration: Collaboration, fatma: User) -> None:
    view = followup.build_station(collaboration, fatma)

    assert (view.state, view.actions) == (StationState.AHEAD, ())


def test_follow_up_shows_what_is_next(
    meetings: list[StatusMeeting], collaboration: Collaboration, fatma: User
) -> None:
    view = followup.build_station(collaboration, fatma)

    assert view.state is StationState.PRESENT
    assert "torsdag den 4. marts 2027" in view.summary
    assert len(view.lines) == 3


def test_follow_up_is_done_when_all_meetings_are(
    meetings: list[StatusMeeting], collaboration: Collaboration, fatma: User
) -> None:
    with clock.travel_to(meetings[3].starts_at.replace(year=2028)):
        view = followup.build_station(collaboration, fatma)

    assert view.state is StationState.DONE
