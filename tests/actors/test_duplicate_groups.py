"""Those who may all be one hang together in a group with a page of its own."""

import itertools
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.domain.alike import decide, refresh, refresh_all
from brobygger.actors.domain.alike_groups import MOST_IN_GROUP, groups_of, pairs_by_group, regroup
from brobygger.actors.domain.uniting_many import disagreements
from brobygger.actors.models import Actor, PossibleDuplicate, Uniting
from brobygger.actors.models.uniting import PairDecision
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.collaborations import AsUser, make_collaboration

pytestmark = pytest.mark.django_db

SUN, SUNS, SUNNY, BIRD = "Solsikken", "Foreningen Solsikken", "Solsiken", "Viben"


@pytest.fixture
def suns(workspace: Workspace) -> dict[str, Actor]:
    """Three who look alike, and one who does not."""
    facts = {SUN: ("11111111", "Vi syr"), SUNS: ("22222222", "Vi strikker"), SUNNY: ("", "")}
    made = {
        name: make_actor(workspace, name=name, postcode="7000", phone=phone, description=text)
        for name, (phone, text) in facts.items()
    }
    made[BIRD] = make_actor(workspace, name=BIRD)
    refresh(workspace)
    return made


def test_three_who_look_alike_are_one_group(workspace: Workspace, suns: dict[str, Actor]) -> None:
    (group,) = groups_of(workspace)
    pairs = pairs_by_group(workspace, [group["key"]])[group["key"]]
    assert len(pairs) == group["pairs"] == 3
    assert {pair.group for pair in pairs} == {group["key"]}


def test_the_page_shows_all_of_them_and_why(
    suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    key = _key()
    assert _address("duplicate_group", key) in _get(client, "duplicates")
    page = _get(client, "duplicate_group", key)
    for words in (SUN, SUNS, SUNNY, "Samme postnummer", "Hører ikke til her"):
        assert words in page
    assert BIRD not in page


def test_all_are_put_together_with_the_words_that_were_chosen(
    suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    kept, other, third = suns[SUN], suns[SUNS], suns[SUNNY]
    query = {"kept": str(kept.pk), "with": [str(one.pk) for one in (kept, other, third)]}
    page = client.get(_address("compare"), query).content.decode()
    assert "11111111" in page
    assert "22222222" in page
    chosen = {"choose-phone": str(other.pk), "choose-description": "both"}
    answer = client.post(_address("put_several_together"), query | chosen)
    kept.refresh_from_db()
    assert kept.phone == "22222222"
    assert kept.description == "Vi syr\n\nVi strikker"
    assert Uniting.objects.filter(kept=kept, undone_at__isnull=True).count() == 2
    after = client.get(answer.headers["Location"]).content.decode()
    assert SUNNY in after
    client.post(_address("several_apart"), {"uniting": list(_done())})
    assert Actor.objects.filter(deleted_at__isnull=True, name__startswith="Sols").count() == 2
    kept.refresh_from_db()
    assert (kept.phone, kept.description) == ("11111111", "Vi syr")


def test_some_are_put_together_and_the_rest_wait(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    two = {"kept": str(suns[SUN].pk), "with": [str(suns[SUNS].pk)]}
    as_user(coordinator).post(_address("put_several_together"), two)
    refresh_all()
    (group,) = groups_of(workspace)
    (pair,) = pairs_by_group(workspace, [group["key"]])[group["key"]]
    assert {pair.one, pair.other} == {suns[SUN], suns[SUNNY]}


def test_a_refusal_leaves_everybody_as_they_were(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    make_collaboration(workspace, (suns[SUN], suns[SUNNY]))
    several = {"kept": str(suns[SUN].pk), "with": [str(suns[SUNS].pk), str(suns[SUNNY].pk)]}
    client = as_user(coordinator)
    answer = client.post(_address("put_several_together"), several)
    assert "begge med i" in client.get(answer.headers["Location"]).content.decode()
    assert not Uniting.objects.exists()


def test_one_that_is_not_of_the_group_leaves_it(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    key = _key()
    said = {"actor": str(suns[SUNNY].pk), "group": str(key)}
    answer = as_user(coordinator).post(_address("decide_group", key), said)
    assert answer.headers["Location"] == _address("duplicate_group", key)
    (pair,) = pairs_by_group(workspace, [key])[key]
    assert suns[SUNNY] not in (pair.one, pair.other)
    assert PossibleDuplicate.objects.filter(decision=PairDecision.TWO).count() == 2


def test_none_of_them_are_the_same(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    key = _key()
    client = as_user(coordinator)
    client.post(_address("decide_group", key), {"decision": "two"})
    assert not groups_of(workspace)
    over = client.get(_address("duplicate_group", key))
    assert over.headers["Location"] == _address("duplicates")


def test_what_hung_together_by_one_pair_comes_apart(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User
) -> None:
    link = PossibleDuplicate.objects.get(one=suns[SUN], other=suns[SUNNY])
    decide(pair=link, decision=PairDecision.TWO, by=coordinator)
    assert groups_of(workspace).count() == 1, "they both look like the third"
    link = PossibleDuplicate.objects.get(one=suns[SUNS], other=suns[SUNNY])
    decide(pair=link, decision=PairDecision.TWO, by=coordinator)
    (group,) = groups_of(workspace)
    assert group["pairs"] == 1


def test_no_group_is_too_long_to_look_at(workspace: Workspace, suns: dict[str, Actor]) -> None:
    chain = [make_actor(workspace, name=f"Led {n}") for n in range(MOST_IN_GROUP + 5)]
    chain.sort(key=lambda one: one.pk)
    PossibleDuplicate.objects.bulk_create(
        PossibleDuplicate(workspace=workspace, one=one, other=other, certainty=1)
        for one, other in itertools.pairwise(chain)
    )
    regroup(workspace)
    found = pairs_by_group(workspace, [row["key"] for row in groups_of(workspace)])
    assert sum(len(pairs) for pairs in found.values()) == 3 + len(chain) - 1
    for pairs in found.values():
        assert len({key for one in pairs for key in (one.one_id, one.other_id)}) <= MOST_IN_GROUP


def test_the_one_that_is_the_house_is_the_one_that_stays(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    Actor.objects.filter(pk=suns[SUNNY].pk).update(is_host=True)
    several = {"kept": str(suns[SUN].pk), "with": [str(suns[SUNS].pk), str(suns[SUNNY].pk)]}
    page = as_user(coordinator).get(_address("compare"), several).content.decode()
    assert f'name="kept" value="{suns[SUNNY].pk}"' in page


def test_nothing_is_asked_where_only_one_says_something(suns: dict[str, Actor]) -> None:
    asked = [one.field for one in disagreements(suns[SUNNY], [suns[SUN]])]
    assert "phone" not in asked
    assert "name" in asked


def test_a_removed_one_is_in_no_group(
    workspace: Workspace, suns: dict[str, Actor], coordinator: User
) -> None:
    for name in (SUN, SUNS):
        remove_actor(actor=suns[name], by=coordinator)
    assert not groups_of(workspace)


def test_the_number_of_questions_does_not_grow(
    workspace: Workspace, coordinator: User, as_user: AsUser, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_actor(
            workspace,
            name=f"Kreds {'abcdef'[number // 2] * 3} Nord",
            email=f"{number // 2}@x.example",
        )
    refresh(workspace)
    client = as_user(coordinator)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        _get(client, "duplicates")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        _get(client, "duplicate_group", _key())


def test_strangers_and_nonsense(
    suns: dict[str, Actor], coordinator: User, stranger: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    assert client.get(_address("compare"), {"kept": "x", "with": "y"}).status_code == 404
    alone = {"kept": str(suns[SUN].pk), "with": str(suns[SUN].pk)}
    assert client.get(_address("compare"), alone).headers["Location"] == _address("duplicates")
    assert client.post(_address("several_apart"), {"uniting": "x"}).status_code == 404
    assert as_user(stranger).get(_address("duplicate_group", _key())).status_code == 404


def _done() -> list[str]:
    return [str(key) for key in Uniting.objects.values_list("pk", flat=True)]


def _key() -> UUID:
    group = PossibleDuplicate.objects.filter(decision="").order_by("-certainty", "id")[0].group
    assert group is not None
    return group


def _address(name: str, *keys: object) -> str:
    return reverse(f"actors:{name}", args=["birkelund", *keys])


def _get(client: Client, name: str, *keys: object) -> str:
    answer = client.get(_address(name, *keys))
    assert answer.status_code == 200
    return answer.content.decode()


def test_in_english_what_was_done_can_be_undone_and_not_cancelled(
    suns: dict[str, Actor], coordinator: User, as_user: AsUser
) -> None:
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    two = {"kept": str(suns[SUN].pk), "with": [str(suns[SUNS].pk)]}
    done = client.post(_address("put_several_together"), two).headers["Location"]
    page = client.get(done, headers={"accept-language": "en"}).content.decode()
    assert ">Undo</button>" in page
    assert "Cancel" not in page
