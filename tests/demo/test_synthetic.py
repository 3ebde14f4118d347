"""Invented registers: the same for the same seed, skewed as real ones, fit to be searched."""

from collections import Counter
from datetime import date

import pytest

from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import find_actors
from brobygger.actors.models import Actor
from brobygger.demo.synthetic import fill, synthetic_actors
from brobygger.workspaces.models import Workspace

TODAY = date(2026, 11, 21)


def test_the_same_seed_gives_the_same_register_and_the_next_another() -> None:
    first = list(synthetic_actors(50, seed=3, today=TODAY))
    assert first == list(synthetic_actors(50, seed=3, today=TODAY))
    assert first != list(synthetic_actors(50, seed=4, today=TODAY))


def test_a_small_register_is_the_beginning_of_a_large_one() -> None:
    small = list(synthetic_actors(20, today=TODAY))
    assert list(synthetic_actors(60, today=TODAY))[:20] == small


def test_a_few_kinds_and_places_are_most_of_it() -> None:
    actors = list(synthetic_actors(2000, today=TODAY))
    assert Counter(actor.kind for actor in actors).most_common(1)[0][0] == "association"
    common = Counter(actor.area for actor in actors).most_common()
    assert common[0][1] > 5 * common[-1][1]
    names = Counter(actor.name for actor in actors)
    assert 0 < len(actors) - len(names) < len(actors) / 5


def test_some_have_said_what_they_wish_and_most_have_not() -> None:
    actors = list(synthetic_actors(1000, today=TODAY))
    for name in ("wished_target_groups", "capacity", "challenges", "ideas", "interests"):
        told = sum(getattr(actor, name) not in (None, "", ()) for actor in actors)
        assert 50 < told < 500, name
    assert any(actor.capacity == 0 for actor in actors)
    assert 0 < sum(bool(actor.visibility) for actor in actors) < 250


@pytest.mark.django_db
def test_it_can_be_found_like_any_register(workspace: Workspace) -> None:
    assert fill(workspace, 120, today=TODAY) == 120
    stored = Actor.objects.in_workspace(workspace)
    assert stored.count() == 120
    some = stored.exclude(search_terms="").first()
    assert some is not None
    assert some in find_actors(workspace, Filter(query=some.name)).actors
