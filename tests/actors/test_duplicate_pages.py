"""The list of possible duplicates, both side by side, and the way back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.domain.alike import decide, pairs_of, refresh, refresh_all, resembles
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Actor, DuplicateSearch, PossibleDuplicate, Uniting
from brobygger.actors.models.uniting import PairDecision
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.collaborations import AsUser, make_collaboration

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(workspace: Workspace) -> PossibleDuplicate:
    make_actor(workspace, name="Solsikken", postcode="7000", phone="11111111")
    make_actor(workspace, name="Foreningen Solsikken", postcode="7000", phone="22222222")
    make_actor(workspace, name="Viben")
    refresh(workspace)
    found: PossibleDuplicate = PossibleDuplicate.objects.get()
    return found


def test_the_list_shows_both_and_why(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser
) -> None:
    page = _get(as_user(coordinator), "actors:duplicates")
    for words in ("Solsikken", "Foreningen Solsikken", "Samme navn, når", "Samme postnummer"):
        assert words in page
    assert "Viben" not in page


def test_a_representatives_old_address_leads_to_who_it_became(
    pair: PossibleDuplicate, coordinator: User, stranger: User, as_user: AsUser
) -> None:
    gone, kept = Actor.objects.get(pk=pair.other_id), Actor.objects.get(pk=pair.one_id)
    add_representative(actor=gone, user=stranger, by=coordinator)
    unite(kept=kept, gone=gone, choices={}, by=coordinator)
    old = reverse("actors:own_profile", args=[gone.pk])
    response = as_user(stranger).get(old)
    assert response.headers["Location"] == reverse("actors:own_profile", args=[kept.pk])
    assert as_user(coordinator).get(old).status_code == 404


def test_a_new_one_is_found_by_the_worker(pair: PossibleDuplicate, workspace: Workspace) -> None:
    make_actor(workspace, name="Solsiken", postcode="7000")
    assert refresh_all() == 1
    assert PossibleDuplicate.objects.count() == 3
    assert refresh_all() == 0, "nothing has changed since"


def test_what_no_longer_looks_alike_is_taken_off(
    pair: PossibleDuplicate, workspace: Workspace
) -> None:
    Actor.objects.filter(pk=pair.one_id).update(
        name="Broen", search_name="broen", updated_at=clock.now()
    )
    refresh_all()
    assert not PossibleDuplicate.objects.exists()


def test_they_are_two_and_nobody_is_asked_again(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser, workspace: Workspace
) -> None:
    client = as_user(coordinator)
    _post(client, "actors:decide_pair", pair.pk, decision="two")
    refresh(workspace, whole=True)
    assert list(pairs_of(workspace)) == []
    assert list(pairs_of(workspace, PairDecision.TWO)) == [pair]
    _post(client, "actors:decide_pair", pair.pk, decision="")
    assert list(pairs_of(workspace)) == [pair]


def test_later_is_a_month(pair: PossibleDuplicate, coordinator: User, workspace: Workspace) -> None:
    decide(pair=pair, decision=PairDecision.LATER, by=coordinator)
    refresh_all()
    assert list(pairs_of(workspace)) == []
    PossibleDuplicate.objects.update(decided_at=clock.now() - timedelta(days=31))
    refresh_all()
    assert list(pairs_of(workspace)) == [pair]


def test_put_together_from_the_page_and_undone_from_the_message(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    page = _get(client, "actors:unite", pair.one_id, pair.other_id)
    assert "11111111" in page
    assert "22222222" in page
    answer = _post(
        client, "actors:put_together", pair.one_id, pair.other_id, **{"choose-phone": "gone"}
    )
    uniting = Uniting.objects.get()
    assert uniting.fields["phone"] == ["11111111", "22222222"]
    after = client.get(answer).content.decode()
    assert reverse("actors:take_apart", args=["birkelund", uniting.pk]) in after
    _post(client, "actors:take_apart", uniting.pk)
    assert Actor.objects.get(pk=pair.other_id).deleted_at is None


def test_the_old_page_and_the_profile_link_lead_on(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser
) -> None:
    unite(kept=pair.one, gone=pair.other, choices={}, by=coordinator)
    client = as_user(coordinator)
    old = reverse("actors:detail", args=["birkelund", pair.other_id])
    assert client.get(old).headers["Location"].endswith(f"{pair.one_id}/")
    assert "Skil dem igen" in _get(client, "actors:detail", pair.one_id)


def test_a_refusal_is_told_in_words(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser, workspace: Workspace
) -> None:
    make_collaboration(workspace, (pair.one, pair.other))
    client = as_user(coordinator)
    answer = _post(client, "actors:put_together", pair.one_id, pair.other_id)
    assert "begge med i" in client.get(answer).content.decode()
    assert not Uniting.objects.exists()


def test_one_just_written_in_is_asked_about_at_once(
    pair: PossibleDuplicate, coordinator: User, as_user: AsUser, workspace: Workspace
) -> None:
    new = make_actor(workspace, name="Vibens")
    page = _get(as_user(coordinator), "actors:detail", new.pk)
    assert "Er det den samme?" in page


def test_while_it_is_being_written_in(
    pair: PossibleDuplicate, adviser: User, as_user: AsUser
) -> None:
    client = as_user(adviser)
    address = reverse("actors:alike", args=["birkelund"])
    assert "Solsikken" in client.get(address, {"name": "solsikkens"}).content.decode()
    assert client.get(address, {"name": "Noget helt andet"}).content.decode().strip() == ""


def test_a_telephone_number_is_enough_to_ask(workspace: Workspace) -> None:
    make_actor(workspace, name="Broen", phone="+45 12 34 56 78")
    hits = resembles(workspace, ActorData(name="Et helt andet navn", phone="12345678"))
    assert [actor.name for actor, _hit in hits] == ["Broen"]


def test_removed_ones_are_not_asked_about(
    pair: PossibleDuplicate, coordinator: User, workspace: Workspace
) -> None:
    remove_actor(actor=pair.one, by=coordinator)
    assert list(pairs_of(workspace)) == []


def test_looking_through_is_asked_once(
    workspace: Workspace, coordinator: User, as_user: AsUser, run_jobs: Callable[[], int]
) -> None:
    client = as_user(coordinator)
    _post(client, "actors:look")
    _post(client, "actors:look")
    assert run_jobs() == 1
    assert DuplicateSearch.objects.get().asked_at is None


def test_the_number_of_questions_does_not_grow(
    workspace: Workspace, coordinator: User, as_user: AsUser, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        make_actor(workspace, name=f"Kreds{number:02d} Nord", email=f"{number // 2}@x.example")
    refresh(workspace)
    client = as_user(coordinator)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        _get(client, "actors:duplicates")


def test_a_name_nobody_can_type_is_like_nobody(adviser: User, as_user: AsUser) -> None:
    address = reverse("actors:alike", args=["birkelund"])
    for name in ("Ko\x00ret", "Koret\x00", "\u202eteroK", "x" * 9000):
        assert as_user(adviser).get(address, {"name": name}).status_code == 200


def test_an_adviser_has_no_such_page(adviser: User, as_user: AsUser, workspace: Workspace) -> None:
    address = reverse("actors:duplicates", args=["birkelund"])
    assert as_user(adviser).get(address).status_code == 403


def _get(client: Client, name: str, *keys: object) -> str:
    answer = client.get(reverse(name, args=["birkelund", *keys]))
    assert answer.status_code == 200
    return answer.content.decode()


def _post(client: Client, name: str, *keys: object, **said: str) -> str:
    answer = client.post(reverse(name, args=["birkelund", *keys]), said)
    assert answer.status_code == 302
    return answer.headers["Location"]
