"""The register narrowed to those on the list of an effort."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.facets import facets_of
from brobygger.actors.domain.filters import Filter
from brobygger.actors.models import SavedFilter
from brobygger.efforts.domain.efforts import make_move
from brobygger.efforts.domain.mapped import look_at
from brobygger.efforts.enums import EffortStatus
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import Look, Move
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.collaborations import AsUser
from tests.factories.efforts import make_effort, make_mapped
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def effort(workspace: Workspace) -> Effort:
    """The choir and the club are on its list; the school is not."""
    made = make_effort(workspace, title="Sommer på gården", status=EffortStatus.MAPPING)
    make_mapped(made, "Koret")
    make_mapped(made, "Klubben")
    make_actor(workspace, "Skolen")
    return made


def test_only_those_on_the_list_and_a_chip_that_says_so(
    workspace: Workspace, effort: Effort, reader: User, as_user: AsUser
) -> None:
    page = as_user(reader).get(_list(), {"effort": str(effort.pk)}).text
    rows = page[page.index("data-bb-rows") :]
    assert "Koret" in rows
    assert "Skolen" not in rows
    assert "Indsats: Sommer på gården" in page


def test_one_set_aside_is_not_on_it(
    workspace: Workspace, effort: Effort, coordinator: User, as_user: AsUser
) -> None:
    row = MappedActor.objects.get(actor__name="Koret")
    look_at(mapped=row, look=Look.SET_ASIDE, by=coordinator)
    page = as_user(coordinator).get(_list(), {"effort": str(effort.pk)}).text
    assert "Koret" not in page[page.index("data-bb-rows") :]


def test_it_is_a_facet_with_its_number(
    workspace: Workspace, effort: Effort, reader: User, as_user: AsUser
) -> None:
    over = make_effort(workspace, title="Forbi", status=EffortStatus.MAPPING)
    make_mapped(over, "Korsang")
    make_move(effort=over, move=Move.CLOSE, by=make_member(workspace, "coordinator"), reason="Slut")
    counts = facets_of(workspace, Filter(query="kor"))["effort"]
    assert [(one.value, one.number) for one in counts] == [(str(effort.pk), 1)]
    page = as_user(reader).get(reverse("actors:facets", args=["birkelund"])).text
    assert "Sommer på gården" in page
    assert "Forbi" not in page, "what is over is no filter to choose"


def test_it_is_kept_shared_and_exported(
    workspace: Workspace, effort: Effort, coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    query = f"effort={effort.pk}"
    client.post(f"{reverse('actors:save_filter', args=['birkelund'])}?{query}", {"name": "Sommer"})
    assert SavedFilter.objects.get().query == query
    kept = client.get(reverse("actors:saved_filters", args=["birkelund"])).text
    assert "Indsats: Sommer på gården" in kept
    page = client.get(f"{reverse('actors:export', args=['birkelund'])}?{query}").text
    assert "Indsats: Sommer på gården" in page
    address = f"{reverse('actors:export', args=['birkelund'])}?{query}"
    answer = client.post(address, {"format": "csv", "audience": "own"}, follow=True)
    content = b"".join(answer) if answer.streaming else answer.content
    assert b"Koret" in content
    assert b"Skolen" not in content


def test_another_workspaces_effort_is_nobody_and_has_no_name(
    workspace: Workspace, other_workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    theirs = make_effort(other_workspace, title="Hemmeligt", status=EffortStatus.MAPPING)
    make_mapped(theirs, "Deres kor")
    page = as_user(reader).get(_list(), {"effort": str(theirs.pk)}).text
    assert "Hemmeligt" not in page
    assert "Deres kor" not in page


def test_nonsense_is_nobody(effort: Effort, reader: User, as_user: AsUser) -> None:
    answer = as_user(reader).get(_list(), {"effort": "x'; --"})
    assert answer.status_code == 200
    assert "Koret" not in answer.text


def test_the_effort_leads_to_its_part_of_the_register(
    effort: Effort, coordinator: User, as_user: AsUser
) -> None:
    page = as_user(coordinator).get(reverse("efforts:effort", args=["birkelund", effort.pk])).text
    assert f"{_list()}?effort={effort.pk}" in page


def test_many_efforts_cost_no_more(
    workspace: Workspace, effort: Effort, reader: User, as_user: AsUser
) -> None:
    client, address = as_user(reader), reverse("actors:facets", args=["birkelund"])
    client.get(address)
    number = _questions(client, address)
    for title in ("Vinter", "Efterår", "Forår"):
        make_mapped(make_effort(workspace, title=title, status=EffortStatus.MAPPING), title)
    assert _questions(client, address) == number


def _questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def _list() -> str:
    return reverse("actors:list", args=["birkelund"])
