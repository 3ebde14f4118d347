"""Five to visit: chosen by reasons one can read, unlike each other, and never a hidden list."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.efforts.models import Effort
from brobygger.visits.domain.five import Candidate, five_to_visit, spread
from brobygger.visits.domain.resting import REST, let_rest, wake
from brobygger.visits.models import RestingVisit, Visit
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.visits.conftest import NOW

As = Callable[[User], Client]


def names(workspace: Workspace) -> list[str]:
    return [one.actor.name for one in five_to_visit(workspace)]


def candidate(name: str, kind: str = "association", place: str = "", area: str = "") -> Candidate:
    areas = frozenset([area]) if area else frozenset()
    return Candidate(uuid4(), name, kind, place, areas, ("derfor",), 2)


@pytest.fixture
def register(workspace: Workspace, coordinator: User) -> list[Actor]:
    kinds = [ActorKind.ASSOCIATION, ActorKind.SCHOOL, ActorKind.COMPANY, ActorKind.LIBRARY]
    return [
        make_actor(workspace, f"{word}huset", by=coordinator, kind=kinds[number % 4])
        for number, word in enumerate(["Bi", "Ko", "Ræve", "Ugle", "Ørne", "Åle", "Mus"])
    ]


def test_five_with_reasons_in_words(workspace: Workspace, register: list[Actor]) -> None:
    five = five_to_visit(workspace)

    assert len({one.actor.pk for one in five}) == 5
    assert all("I har ikke besøgt dem endnu." in one.reasons for one in five)


def test_the_same_all_month_and_others_the_next(
    workspace: Workspace, register: list[Actor]
) -> None:
    first = names(workspace)
    with clock.travel_to(NOW + timedelta(days=20)):
        assert names(workspace) == first
    months = []
    for later in range(1, 7):
        with clock.travel_to(NOW + timedelta(days=31 * later)):
            months.append(names(workspace))
    assert any(one != first for one in months)


def test_not_five_football_clubs_from_one_street() -> None:
    clubs = [candidate(f"Boldklub {n}", place="stadionvej", area="sport") for n in range(20)]
    rest = [candidate("Kor", area="music"), candidate("Skole", kind="school", place="byvej")]

    chosen = spread([*clubs, *rest], 5, "2026-12")

    assert {"Kor", "Skole"} < {one.name for one in chosen}


def test_what_an_effort_looks_for_comes_first_and_says_so(
    workspace: Workspace, register: list[Actor], coordinator: User
) -> None:
    fits = make_actor(workspace, "Legestuen", by=coordinator, target_groups=("children",))
    Effort.objects.create(workspace=workspace, title="Flere børn med", target_groups=["children"])

    [found] = [one for one in five_to_visit(workspace) if one.actor == fits]

    assert "De er sammen med dem, indsatsen »Flere børn med« er for." in found.reasons


def test_for_one_effort_the_plan_knows_which(
    workspace: Workspace, register: list[Actor], coordinator: User, as_user: As
) -> None:
    effort = Effort.objects.create(workspace=workspace, title="Skoler", activity_areas=["sport"])
    client, path = as_user(coordinator), reverse("visits:five", args=["birkelund"])
    assert "indsatsen »Skoler«" in client.get(f"{path}?effort={effort.pk}").text
    at_once = reverse("visits:at_once", args=["birkelund", register[0].pk])

    client.post(at_once, {"effort": str(effort.pk)})

    assert Visit.objects.get().effort == effort


def test_not_now_rests_in_the_open_and_can_be_undone(
    workspace: Workspace, register: list[Actor], adviser: User, as_user: As
) -> None:
    client, path = as_user(adviser), reverse("visits:five", args=["birkelund"])
    first = five_to_visit(workspace)[0].actor

    client.post(reverse("visits:rest", args=["birkelund", first.pk]))

    assert first.name not in names(workspace)
    assert len(names(workspace)) == 5
    assert "Adviser sagde »ikke nu«" in client.get(path).text
    resting = RestingVisit.objects.get()
    client.post(reverse("visits:wake", args=["birkelund", resting.pk]))
    assert names(workspace)[0] == first.name


def test_a_rest_runs_out(workspace: Workspace, register: list[Actor], adviser: User) -> None:
    first = five_to_visit(workspace)[0].actor
    let_rest(actor=first, by=adviser)

    assert RestingVisit.objects.at_rest().count() == 1
    with clock.travel_to(NOW + REST + timedelta(days=1)):
        assert RestingVisit.objects.at_rest().count() == 0


def test_planned_with_one_click_and_only_once(
    workspace: Workspace, register: list[Actor], adviser: User, as_user: As
) -> None:
    client, actor = as_user(adviser), five_to_visit(workspace)[0].actor
    path = reverse("visits:at_once", args=["birkelund", actor.pk])

    client.post(path)
    response = client.post(path)

    visit = Visit.objects.get()
    assert response["Location"] == reverse("visits:change", args=["birkelund", visit.pk])
    assert actor.name not in names(workspace)
    page = client.get(reverse("visits:five", args=["birkelund"])).text
    assert "1 besøg er planlagt eller holdt" in page


@pytest.mark.parametrize("role", ["reader", "outsider"])
def test_only_those_who_write_visits_let_rest(
    register: list[Actor], adviser: User, request: pytest.FixtureRequest, role: str
) -> None:
    who = request.getfixturevalue(role)
    resting = let_rest(actor=register[0], by=adviser)
    with pytest.raises(PermissionDenied):
        let_rest(actor=register[1], by=who)
    with pytest.raises(PermissionDenied):
        wake(resting=resting, by=who)


def test_an_empty_register_says_what_to_do(
    workspace: Workspace, coordinator: User, as_user: As
) -> None:
    page = as_user(coordinator).get(reverse("visits:five", args=["birkelund"])).text

    assert reverse("actors:import", args=["birkelund"]) in page


def test_as_many_questions_however_long_the_register_is(
    workspace: Workspace,
    coordinator: User,
    register: list[Actor],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        create_actor(workspace=workspace, data=ActorData(name=f"Nr. {number}"), by=coordinator)

    with django_assert_num_queries(5):
        five_to_visit(workspace)
