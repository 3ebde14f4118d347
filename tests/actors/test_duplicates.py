"""Who may be the same: found by what they share, told in words, never dear."""

import random
from collections.abc import Set as AbstractSet
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brobygger.actors.domain.data import ActorData, ContactPersonData, ContactPointData
from brobygger.actors.domain.duplicates import (
    CROWD,
    MOST,
    Candidate,
    Certainty,
    Facts,
    Finder,
    Sign,
    all_facts,
    facts_of,
    find_all,
    load_facts,
    pairs_within,
)
from brobygger.actors.domain.evidence import judge
from brobygger.actors.domain.facts import plain_emails, plain_phones
from brobygger.actors.domain.likeness import take_apart
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace
from tests.actors.duplicate_names import ONE, TWO
from tests.factories.actors import make_actor

NAMES = st.text(min_size=1, max_size=40)
WORDS = st.lists(
    st.sampled_from(["Solsikken", "Fjordby", "Skak", "Mødre", "Østre", "Hus", "3", "IF"]),
    min_size=1,
    max_size=5,
)


def test_a_hand_told_list_of_names() -> None:
    """In one register, everybody among everybody else: hardly one missed, none made up."""
    facts = [_facts(number, name) for number, name in enumerate(_names())]
    found = {frozenset((pair.one, pair.other)) for pair in pairs_within(facts)}
    one = {frozenset((2 * n, 2 * n + 1)) for n in range(len(ONE))}
    two = {frozenset((2 * n, 2 * n + 1)) for n in range(len(ONE), len(ONE) + len(TWO))}
    recall = len(found & one) / len(one)
    precision = len(found & one) / len(found & (one | two))
    assert (recall >= 0.95, precision) == (True, 1.0), (_told(one - found), _told(found & two))


@pytest.mark.parametrize(("name", "other"), TWO)
def test_two_are_told_apart_also_when_nobody_else_is_there(name: str, other: str) -> None:
    assert _ask(_facts(1, name), _facts(2, other)) is None


def test_the_same_cvr_and_name_is_certain_and_says_why() -> None:
    found = _ask(_facts(1, "Solsikken; cvr=33333333"), _facts(2, "solsikken; cvr=33333333"))
    assert found is not None
    assert found.certainty == Certainty.CERTAIN
    assert found.signs[:2] == (Sign.CVR, Sign.SAME_WORDS)
    assert str(found.signs[0].text) == "Samme CVR-nummer"


def test_a_new_name_with_the_old_cvr_is_likely() -> None:
    found = _ask(_facts(1, "Ungementorerne; cvr=33333333"), _facts(2, "Broen; cvr=33333333"))
    assert found is not None
    assert found.certainty == Certainty.LIKELY


def test_a_cvr_a_whole_town_hall_shares_is_no_sign() -> None:
    schools = [_facts(n, f"{name} Skole; cvr=33333333") for n, name in enumerate("ABCDEFG")]
    assert pairs_within(schools) == []


def test_a_mailbox_that_many_share_is_no_sign() -> None:
    clubs = ["Solsikken", "Viben", "Broen", "Ankeret", "Kompasset", "Fyret", "Lygten"]
    shared = [_facts(n, f"{name}; email=fritid@fjordby.example") for n, name in enumerate(clubs)]
    assert pairs_within(shared) == []
    assert len(pairs_within(shared[:2])) == 1


def test_a_person_in_two_boards_does_not_make_them_one() -> None:
    kasserer = ContactPersonData(name="Bo", email="bo@mail.example")
    one, two = (
        facts_of(name, ActorData(name=name, contact_persons=(kasserer,)))
        for name in ("Solsikken", "Viben")
    )
    assert _ask(one, two) is None


def test_a_number_among_the_contact_points_counts() -> None:
    point = ContactPointData(kind=ContactPointKind.PHONE, value="0045 11 22 33 44")
    one = facts_of(1, ActorData(name="Broen", contact_points=(point,)))
    found = _ask(one, facts_of(2, ActorData(name="De Brobyggende", phone="11223344")))
    assert found is not None
    assert Sign.PHONE in found.signs


def test_different_cvr_numbers_speak_against() -> None:
    one, two = (f"Solsikken; cvr={cvr}" for cvr in ("33333333", "44444444"))
    found = _ask(_facts(1, one), _facts(2, two))
    assert found is not None
    assert (found.certainty, Sign.OTHER_CVR in found.signs) == (Certainty.PERHAPS, True)


def test_the_source_tells_its_own_apart() -> None:
    one, two = (ActorData(name="Solsikken", source="portal", external_id=n) for n in ("1", "2"))
    assert _ask(facts_of(1, one), facts_of(2, two)) is None


def test_spellings_of_numbers_and_addresses() -> None:
    assert plain_phones("+45 11 22 33 44 / 0045 55667788") == ("11223344", "55667788")
    assert plain_phones("00 00 00 00") == plain_phones("123") == ()
    assert plain_emails("A@X.example; b@x.example") == ("a@x.example", "b@x.example")


@given(WORDS, st.randoms(use_true_random=False))
def test_order_case_and_noise_do_not_matter(words: list[str], draw: random.Random) -> None:
    shuffled = draw.sample(words, len(words))
    noisy = f"Foreningen {' '.join(shuffled).upper()} f.m.b.a."
    assert take_apart(noisy).key == take_apart(" ".join(words)).key


@given(NAMES, NAMES)
def test_what_is_found_does_not_depend_on_who_asks(one: str, other: str) -> None:
    here, there = (facts_of(name, ActorData(name=name)) for name in (f"{one}1x", f"{other}2x"))
    assert _kernel(_ask(here, there)) == _kernel(_ask(there, here))


@given(NAMES)
def test_any_name_is_its_own_likeness(name: str) -> None:
    facts = facts_of(1, ActorData(name=name, postcode="7000"))
    found = _ask(facts, facts._replace(key=2))
    assert found is not None
    assert found.certainty >= Certainty.LIKELY


def test_ten_thousand_of_one_name_cost_no_more_than_ten_thousand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd = all_facts((n, ActorData(name="Foreningen Fælles")) for n in range(10_000))
    judged = 0

    def counted(*told: Any) -> Any:
        nonlocal judged
        judged += 1
        return judge(*told)

    monkeypatch.setattr("brobygger.actors.domain.duplicates.judge", counted)
    found = find_all(crowd[:2000], crowd[2000:])
    assert judged <= 8000 * CROWD
    assert max(len(one.candidates) for one in found.values()) == MOST
    assert min(one.more for one in found.values()) > 1000


def test_an_actor_is_not_its_own_duplicate() -> None:
    facts = [_facts(1, "Solsikken")]
    assert Finder(facts).find(facts[0]).candidates == ()


@pytest.mark.django_db
def test_stored_actors_have_the_same_facts(workspace: Workspace) -> None:
    actor = make_actor(workspace, name="Solsikken", email="Post@Sol.example", postcode="DK-7000")
    loaded = load_facts(Actor.objects.filter(pk=actor.pk))[0]
    assert loaded.key == actor.pk
    assert set(loaded.emails) == {"post@sol.example"}
    assert loaded.postcodes == {"7000"}


def _ask(known: Facts, asked: Facts) -> Candidate | None:
    found = Finder([known]).find(asked).candidates
    return found[0] if found else None


def _kernel(found: Candidate | None) -> tuple[Certainty, frozenset[Sign]] | None:
    return (found.certainty, frozenset(found.signs)) if found else None


def _facts(key: int, told: str) -> Facts:
    """ "name; field=value" as facts of an actor in Fjordby."""
    name, *rest = (part.strip() for part in told.split(";"))
    values = {"postcode": "7000", "town": "Fjordby"} | dict(part.split("=") for part in rest)
    return facts_of(key, ActorData(name=name, **values))  # type: ignore[arg-type]


def _names() -> list[str]:
    return [name for pair in (*ONE, *TWO) for name in pair]


def _told(pairs: "AbstractSet[frozenset[object]] | AbstractSet[frozenset[int]]") -> list[list[str]]:
    names = _names()
    return [[names[place] for place in pair if isinstance(place, int)] for pair in pairs]
