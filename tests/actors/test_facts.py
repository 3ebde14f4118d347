"""Where each fact is from, who stands by it, who knows them, and what only they may say."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.domain.acquaintances import acquaintances_of, forget, know
from brobygger.actors.domain.actors import (
    confirm_actor,
    create_actor,
    tidied,
    update_actor,
    write,
)
from brobygger.actors.domain.background import background_label, check_background
from brobygger.actors.domain.confirming import confirm_fact
from brobygger.actors.domain.data import ActorData, ContactPersonData
from brobygger.actors.domain.merging import merge
from brobygger.actors.domain.provenance import (
    names_of,
    own_word,
    read_in,
    said_of_field,
    said_of_row,
)
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import ActorKind, FactSource, Visibility
from brobygger.actors.exceptions import BackgroundOfPerson, CprFound, FactGone
from brobygger.actors.models import Acquaintance, Actor
from brobygger.core import clock
from brobygger.privacy.domain.persons import find_person, rows_of
from brobygger.privacy.policy import policy
from brobygger.workspaces.domain.members import remove_member
from brobygger.workspaces.domain.settings import choose_words
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.actors import exchange, make_actor

MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def choir(workspace: Workspace, coordinator: User) -> Actor:
    """Written in by the coordinator in March."""
    with clock.travel_to(MARCH):
        return make_actor(
            workspace, "Koret", by=coordinator, phone="11", offers=["music"], needs=["accounting"]
        )


def change(actor: Actor, by: User, **said: Any) -> None:
    stored = Actor.objects.get(pk=actor.pk)
    data = replace(data_of(stored), **said)
    update_actor(actor=stored, data=data, base_version=stored.version, by=by)


def fresh(actor: Actor) -> Actor:
    found: Actor = Actor.objects.get(pk=actor.pk)
    return found


def test_each_fact_is_the_one_who_wrote_it(choir: Actor, coordinator: User, adviser: User) -> None:
    change(choir, adviser, phone="22", capacity=0)
    actor = fresh(choir)
    who = {name: said_of_field(actor, name).who for name in ("name", "phone", "capacity")}
    keys = {"name": coordinator, "phone": adviser, "capacity": adviser}
    assert who == {name: str(user.pk) for name, user in keys.items()}
    assert said_of_field(actor, "name").on == MARCH.date()
    assert names_of([said_of_field(actor, "phone")]) == {str(adviser.pk): str(adviser)}


def test_a_row_keeps_its_source_until_its_words_change(choir: Actor, adviser: User) -> None:
    data = data_of(fresh(choir))
    hidden = replace(data.offers[0], visibility=Visibility.WORKSPACE.value)
    said = replace(data.needs[0], text="hver måned")
    change(choir, adviser, offers=(hidden,), needs=(said,))
    actor = fresh(choir)
    offer, need = actor.offers.get(), actor.needs.get()
    assert said_of_row(actor, offer).on == MARCH.date()
    assert (said_of_row(actor, need).who, need.confirmed_on) == (str(adviser.pk), clock.today())
    assert offer.visibility == Visibility.WORKSPACE


def test_words_of_a_file_are_the_registers(choir: Actor) -> None:
    actor = fresh(choir)
    write(actor, replace(data_of(actor), town="Skive"), read_in("Foreningsportalen"))
    said = said_of_field(fresh(choir), "town")
    assert (said.source, said.who) == (FactSource.IMPORT, "Foreningsportalen")


def test_what_came_with_a_register_is_from_it(workspace: Workspace, coordinator: User) -> None:
    actor = Actor.objects.create(workspace=workspace, name="Klubben", source="Portalen", area="Øst")
    assert said_of_field(actor, "area").who == "Portalen"


def test_one_fact_is_confirmed_and_stays_who_said_it(
    choir: Actor, coordinator: User, adviser: User
) -> None:
    confirm_fact(actor=choir, field="phone", by=adviser)
    confirm_fact(actor=choir, field="offers", row=choir.offers.get().pk, by=adviser)
    actor = fresh(choir)
    phone, name = said_of_field(actor, "phone"), said_of_field(actor, "name")
    assert (phone.on, phone.who) == (clock.today(), str(coordinator.pk))
    assert name.on == MARCH.date()
    assert said_of_row(actor, actor.offers.get()).on == clock.today()
    assert said_of_row(actor, actor.needs.get()).on == MARCH.date()


def test_all_is_confirmed_at_once(choir: Actor, adviser: User) -> None:
    with clock.travel_to(datetime(2027, 12, 1, tzinfo=UTC)):
        assert said_of_field(fresh(choir), "phone").is_stale(clock.today())
        confirm_actor(actor=choir, by=adviser)
        actor = fresh(choir)
        assert not said_of_field(actor, "phone").is_stale(clock.today())
        assert said_of_row(actor, actor.needs.get()).on == clock.today()
    assert actor.confirmed_who == str(adviser.pk)


def test_a_fact_that_is_gone_is_not_confirmed(choir: Actor, adviser: User, reader: User) -> None:
    key = choir.offers.get().pk
    change(choir, adviser, offers=())
    for field, row in (("offers", key), ("town", None), ("notes", None), ("id", None), ("x", key)):
        with pytest.raises(FactGone):
            confirm_fact(actor=choir, field=field, row=row, by=adviser)
    with pytest.raises(PermissionDenied):
        confirm_fact(actor=choir, field="phone", by=reader)


def test_who_knows_them_goes_with_the_member(
    choir: Actor, coordinator: User, adviser: User, administrator: User
) -> None:
    know(actor=choir, by=coordinator)
    know(actor=choir, by=adviser, how="sang med", since_year=2019)
    know(actor=choir, by=adviser, how="sang med i ti år", since_year=2016)
    assert [one.how for one in acquaintances_of(choir)] == ["sang med i ti år", ""]
    remove_member(membership=Membership.objects.get(user=adviser), by=administrator)
    assert [one.membership.user for one in acquaintances_of(choir)] == [coordinator]
    assert forget(actor=choir, by=coordinator)
    assert not forget(actor=choir, by=coordinator)


def test_knowing_is_for_those_who_may_write_here(
    choir: Actor, reader: User, outsider: User, coordinator: User
) -> None:
    for user in (reader, outsider):
        with pytest.raises(PermissionDenied):
            know(actor=choir, by=user)
    with pytest.raises(CprFound):
        know(actor=choir, by=coordinator, how="010190-1234")


def test_only_the_actor_itself_says_its_background(choir: Actor, adviser: User) -> None:
    change(choir, adviser, background="Somalisk")
    assert fresh(choir).background == ""
    actor = fresh(choir)
    write(actor, replace(data_of(actor), background="Somalisk"), own_word(), own_word=True)
    change(choir, adviser, background="", town="Skive")
    actor = fresh(choir)
    assert (actor.background, actor.town) == ("Somalisk", "Skive")
    assert said_of_field(actor, "background").source == FactSource.SELF
    assert "Somalisk" not in actor.search_text + actor.search_terms


def test_nobody_says_a_persons_background(
    workspace: Workspace, choir: Actor, adviser: User
) -> None:
    new = create_actor(
        workspace=workspace, data=ActorData(name="Ny", background="Somalisk"), by=adviser
    )
    assert new.background == ""
    actor = fresh(choir)
    write(actor, replace(data_of(actor), background="Kirkelig"), own_word(), own_word=True)
    change(choir, adviser, kind=ActorKind.ENTHUSIAST)
    assert fresh(choir).background == ""
    with pytest.raises(BackgroundOfPerson):
        check_background(ActorData(name="Ida", kind=ActorKind.ENTHUSIAST, background="Kirkelig"))


def test_the_workspace_chooses_what_it_is_called(
    workspace: Workspace, administrator: User, coordinator: User
) -> None:
    assert background_label(workspace) == "Baggrund, som de selv fortæller"
    choose_words(workspace=workspace, by=administrator, background_label=" Kultur og tro ")
    assert background_label(workspace) == "Kultur og tro"
    with pytest.raises(PermissionDenied):
        choose_words(workspace=workspace, by=coordinator, background_label="Andet")


@pytest.mark.parametrize(
    "texts",
    [
        {"challenges": "010190-1234"},
        {"ideas": "010190-1234"},
        {"interests": "010190-1234"},
        {"capacity_text": "010190-1234"},
        {"background": "010190-1234"},
        {"email": "0101901234@mail.example"},
        {"wished_target_groups": ("010190-1234",)},
    ],
)
def test_no_new_text_takes_a_cpr_number(texts: dict[str, str]) -> None:
    with pytest.raises(CprFound):
        tidied(ActorData(name="Koret", **texts))  # type: ignore[arg-type]


def test_letters_of_every_script_stay_and_what_cannot_be_seen_goes() -> None:
    data = ActorData(
        name="\u202eجمعية النور 👩\u200d👩\u200d👧\x00",
        ideas="a\x07b\nc",
        wished_target_groups=("ung\x1bdom",),
        contact_persons=(ContactPersonData(name="Ida\u2066"),),
        offers=(replace(exchange("music"), text="x\ud800"),),
    )
    tidy = tidied(data)
    assert tidy.name == "جمعية النور 👩\u200d👩\u200d👧"
    assert (tidy.ideas, tidy.wished_target_groups) == ("ab\nc", ("ungdom",))
    assert (tidy.contact_persons[0].name, tidy.offers[0].text) == ("Ida", "x")


def test_a_circle_that_means_nothing_shuts_the_door() -> None:
    data = tidied(ActorData(name="Koret", visibility={"phone": "everyone", "notes": "public"}))
    assert data.visibility == {"phone": "workspace"}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ({}, {"phone": "parties"}, {"email": "parties"}, {"phone": "parties", "email": "parties"}),
        ({}, {"phone": "public"}, {"phone": "workspace"}, {"phone": "workspace"}),
        ({"phone": "parties"}, {}, {"phone": "parties"}, {}),
        ({"phone": "parties"}, {"phone": "parties"}, {}, {}),
        ({"phone": "parties"}, {}, {"phone": "workspace"}, {"phone": "workspace"}),
    ],
)
def test_two_who_choose_circles_at_once(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str], together: dict[str, str]
) -> None:
    began, my, their = (ActorData(name="Koret", visibility=one) for one in (base, mine, theirs))
    merged = merge(base=began, mine=my, theirs=their)
    assert (merged.data.visibility, merged.conflicts) == (together, ())


def test_whom_one_knows_is_in_ones_own_extract_and_goes_with_the_account(
    choir: Actor, adviser: User
) -> None:
    know(actor=choir, by=adviser, how="sang med")
    mine = rows_of(Acquaintance, policy()["actors.Acquaintance"], find_person(adviser.email))
    assert [row.how for row in mine] == ["sang med"]
