"""The invented municipality: rich enough to try everything on, and made only once."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import QueryDict
from pytest_django.plugin import DjangoDbBlocker

from brobygger.accounts.demo import DEMO_USERS
from brobygger.accounts.models import User
from brobygger.actors.domain.alike import pairs_of
from brobygger.actors.domain.filters import filter_of
from brobygger.actors.domain.queries import find_actors
from brobygger.actors.domain.saved_filters import filters_for
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor, Uniting
from brobygger.agreements.models import Agreement, AgreementVersion
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.core import clock
from brobygger.demo.seed import seed
from brobygger.followup.models import StatusMeeting
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.finding import found_kinds, sheets_of
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Seeding takes seconds: once for all tests here, and gone again after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def fjordby(seeded: None, db: None) -> Workspace:
    return Workspace.objects.get(slug="fjordby")


def test_sixty_actors_of_all_kinds(fjordby: Workspace) -> None:
    actors = Actor.objects.in_workspace(fjordby)

    assert actors.count() >= 60
    assert {actor.kind for actor in actors} >= set(ActorKind) - {ActorKind.OTHER}
    assert all(actor.email.endswith(".example") for actor in actors if actor.email)


def test_some_filters_are_kept_and_find_somebody(fjordby: Workspace) -> None:
    coordinator = User.objects.get(memberships__workspace=fjordby, memberships__role="coordinator")
    own, shared = sorted(filters_for(fjordby, coordinator), key=lambda one: one.shared)
    assert (own.user, shared.user) == (coordinator, None)
    for one in (own, shared):
        hits = find_actors(fjordby, filter_of(QueryDict(one.query)))
        assert 0 < hits.actors.count() < Actor.objects.in_workspace(fjordby).count()


def test_everyone_on_the_demo_page_can_be_logged_in(fjordby: Workspace) -> None:
    assert set(User.objects.values_list("email", flat=True)) >= {one.email for one in DEMO_USERS}


def test_collaborations_stand_at_different_places_of_the_thread(
    fjordby: Workspace, run_jobs: Callable[[], int]
) -> None:
    run_jobs()

    assert {agreement.status for agreement in Agreement.objects.all()} == {
        "draft",
        "signing",
        "in_force",
    }
    assert Collaboration.objects.filter(closed_at__isnull=False).exists()
    assert Collaboration.objects.filter(agreements=None, closed_at=None).exists()
    assert StatusMeeting.objects.filter(starts_at__gt=clock.now()).count() >= 2
    assert AgreementVersion.objects.exclude(signed_pdf=b"").exclude(signed_pdf=None).exists()


def test_some_sheets_are_shared_and_some_are_not(fjordby: Workspace) -> None:
    shared = CollaborationSheet.objects.filter(shared_at__isnull=False)

    assert CollaborationSheet.objects.filter(shared_at__isnull=True).exists()
    assert sheet_values(shared.earliest("shared_at").sheet).text("purpose")


def test_a_second_time_changes_nothing(fjordby: Workspace) -> None:
    before = Actor.objects.count(), Collaboration.objects.count(), User.objects.count()

    seed()

    assert (Actor.objects.count(), Collaboration.objects.count(), User.objects.count()) == before


def test_two_pairs_wait_for_a_decision_and_one_was_put_together(fjordby: Workspace) -> None:
    assert {pair.one.name for pair in pairs_of(fjordby)} >= {
        "Fjordby Boldklub",
        "Sprogcaféen Ordet",
    }
    assert Uniting.objects.filter(workspace=fjordby, undone_at__isnull=True).count() == 1


def test_the_sheets_that_can_be_found_are_those_that_can_be_seen(fjordby: Workspace) -> None:
    every = list(Sheet.objects.all())
    assert every
    assert {one.owner_kind for one in every} <= found_kinds()
    for email in (one.email for one in DEMO_USERS):
        reader = User.objects.get(email=email)
        listed = set(Sheet.objects.filter(sheets_of(reader)))
        assert listed == {one for one in every if policy_of(one).can_view(reader, one)}
