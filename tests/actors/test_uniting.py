"""Two that are one are put together, everything follows, and they can be taken apart again."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ActorData, ContactPersonData, LocationData
from brobygger.actors.domain.relations import add_relation
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.sides import BOTH, GONE, KEPT, sides_of
from brobygger.actors.domain.uniting import standing_of, successor, take_apart, unite
from brobygger.actors.enums import RelationKind
from brobygger.actors.exceptions import CannotUnite
from brobygger.actors.models import Actor, ContactPerson, Relation, Representation, Uniting
from brobygger.actors.transfer.register import load_register
from brobygger.agreements.models import Signatory
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.models import Party
from brobygger.core import clock
from brobygger.links.domain.links import issue_link
from brobygger.links.models import AccessLink, Purpose
from brobygger.matching.domain.resting import let_rest
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.collaborations import make_collaboration, make_representative
from tests.factories.people import make_member

BO = ContactPersonData(name="Bo Berg", phone="11 22 33 44")
BO_WITH_MAIL = ContactPersonData(name="Bo Berg", phone="11223344", email="bo@sol.example")
EVA = ContactPersonData(name="Eva Lund")


@pytest.fixture
def sun(workspace: Workspace) -> Actor:
    return make_actor(
        workspace, name="Solsikken", phone="11111111", contact_persons=(BO,), offers=("accounting",)
    )


@pytest.fixture
def again(workspace: Workspace) -> Actor:
    return make_actor(
        workspace,
        name="Foreningen Solsikken",
        email="post@sol.example",
        phone="22222222",
        contact_persons=(BO_WITH_MAIL, EVA),
        offers=("accounting", "resource:premises"),
        source="portal",
        external_id="7",
    )


def test_rows_come_together_without_repeats(sun: Actor, again: Actor, coordinator: User) -> None:
    unite(kept=sun, gone=again, choices={}, by=coordinator)
    data = _data(sun)
    assert [(one.name, one.email) for one in data.contact_persons] == [
        ("Bo Berg", "bo@sol.example"),
        ("Eva Lund", ""),
    ]
    assert sorted(offer.term for offer in data.offers) == ["accounting", "premises"]


def test_a_person_chooses_field_by_field(sun: Actor, again: Actor, coordinator: User) -> None:
    unite(kept=sun, gone=again, choices={"name": GONE, "phone": KEPT}, by=coordinator)
    data = _data(sun)
    assert (data.name, data.phone) == ("Foreningen Solsikken", "11111111")
    assert data.email == "post@sol.example", "what only the other knows comes along"


def test_texts_may_both_stand(workspace: Workspace, coordinator: User) -> None:
    one = make_actor(workspace, name="Viben", notes="Ring efter kl. 17.")
    two = make_actor(workspace, name="Viben", notes="Har nøgle.", description="En kreds.")
    assert sides_of(one, two).differences[0].proposed == BOTH
    unite(kept=one, gone=two, choices={}, by=coordinator)
    assert _data(one).notes == "Ring efter kl. 17.\n\nHar nøgle."


def test_its_own_word_is_proposed_before_ours(sun: Actor, again: Actor) -> None:
    said = ["self", (clock.today() - timedelta(days=90)).isoformat()]
    Actor.objects.filter(pk=again.pk).update(fact_sources={"phone": said})
    proposed = {one.field: one.proposed for one in sides_of(sun, _stored(again)).differences}
    assert proposed["phone"] == GONE


def test_whoever_stays_keeps_its_name_unless_somebody_chooses(
    sun: Actor, again: Actor, coordinator: User
) -> None:
    Actor.objects.filter(pk=again.pk).update(
        fact_sources={"name": ["workspace", (clock.today() + timedelta(days=1)).isoformat()]}
    )
    name = sun.name
    unite(kept=sun, gone=_stored(again), choices={}, by=coordinator)
    assert _data(sun).name == name


def test_the_other_is_out_of_the_register_and_leads_on(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    unite(kept=sun, gone=again, choices={}, by=coordinator)
    assert list(Actor.objects.in_workspace(workspace)) == [sun]
    assert list(Actor.objects.removed_in(workspace)) == []
    assert successor(workspace.pk, again.pk) == sun.pk


def test_everything_that_names_it_follows(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    third = make_actor(workspace, name="Broen")
    collaboration = make_collaboration(workspace, (again, third))
    relation = add_relation(actor=again, other=third, kind=RelationKind.KNOWS, by=coordinator)
    person = make_representative(again, "eva@sol.example")
    resting = let_rest(actor=again, other=third, by=coordinator)
    link = _profile_link(again, coordinator)
    unite(kept=sun, gone=again, choices={}, by=coordinator)
    relation.refresh_from_db()
    resting.refresh_from_db()
    assert Party.objects.filter(collaboration=collaboration, actor=sun).exists()
    assert sun.pk in (relation.actor_a_id, relation.actor_b_id)
    assert sun.pk in (resting.actor_a_id, resting.actor_b_id)
    assert Representation.objects.get(user=person).actor_id == sun.pk
    assert AccessLink.objects.get(pk=link.pk).subject_id == sun.pk


def test_taken_apart_both_are_as_they_were(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    third = make_actor(workspace, name="Broen")
    collaboration = make_collaboration(workspace, (again, third))
    relation = add_relation(actor=again, other=third, kind=RelationKind.KNOWS, by=coordinator)
    before = _data(sun), _data(again), _stored(sun).fact_sources, _stored(again).fact_sources
    uniting = unite(kept=sun, gone=again, choices={"name": GONE}, by=coordinator)
    assert take_apart(uniting=uniting, by=coordinator) == ()
    after = _data(sun), _data(again), _stored(sun).fact_sources, _stored(again).fact_sources
    assert after == before
    assert {row.id for row in after[1].offers} == {row.id for row in before[1].offers}
    assert Party.objects.filter(collaboration=collaboration, actor=again).exists()
    assert Relation.objects.get(pk=relation.pk).actor_a_id == again.pk
    assert successor(workspace.pk, again.pk) is None


def test_later_changes_stay_where_they_belong(sun: Actor, again: Actor, coordinator: User) -> None:
    uniting = unite(kept=sun, gone=again, choices={"phone": GONE}, by=coordinator)
    _say(sun, coordinator, phone="33333333", town="Fjordby")
    ContactPerson.objects.filter(name="Eva Lund").update(title="Formand")
    assert standing_of(_stored(sun))[0].left == ("phone",)
    assert take_apart(uniting=uniting, by=coordinator) == ("phone",)
    assert (_data(sun).phone, _data(sun).town) == ("33333333", "Fjordby")
    assert _data(again).phone == "22222222"
    assert _data(again).contact_persons[1].title == "Formand"


@pytest.mark.parametrize("first", [0, 1])
def test_a_into_b_into_c_is_undone_in_any_order(
    first: int, sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    last = make_actor(workspace, name="Solsikkerne", languages=("da",))
    everybody = (again, sun, last)
    before = [_data(one) for one in everybody]
    steps = [
        unite(kept=sun, gone=again, choices={"phone": GONE}, by=coordinator),
        unite(kept=last, gone=sun, choices={}, by=coordinator),
    ]
    assert successor(workspace.pk, again.pk) == last.pk
    assert {person.name for person in _data(last).contact_persons} == {"Bo Berg", "Eva Lund"}
    for step in (steps[first], steps[1 - first]):
        take_apart(uniting=step, by=coordinator)
    assert [_data(one) for one in everybody] == before
    assert not Actor.objects.filter(merged_into__isnull=False).exists()


def test_undoing_the_first_leads_what_named_it_home(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    collaboration = make_collaboration(workspace, (again, make_actor(workspace, name="Broen")))
    last = make_actor(workspace, name="Solsikkerne")
    step = unite(kept=sun, gone=again, choices={}, by=coordinator)
    unite(kept=last, gone=sun, choices={}, by=coordinator)
    take_apart(uniting=step, by=coordinator)
    assert Party.objects.filter(collaboration=collaboration, actor=again).exists()
    assert _data(last).email == "", "what it brought to the last one goes along home"


def test_doing_it_twice_changes_nothing(sun: Actor, again: Actor, coordinator: User) -> None:
    once = unite(kept=sun, gone=again, choices={}, by=coordinator)
    assert unite(kept=sun, gone=again, choices={"name": GONE}, by=coordinator) == once
    take_apart(uniting=once, by=coordinator)
    version = _stored(sun).version
    take_apart(uniting=once, by=coordinator)
    assert _stored(sun).version == version


def test_in_a_ring_it_is_refused(sun: Actor, again: Actor, coordinator: User) -> None:
    unite(kept=sun, gone=again, choices={}, by=coordinator)
    with pytest.raises(CannotUnite, match="lige sat sammen"):
        unite(kept=again, gone=sun, choices={}, by=coordinator)
    with pytest.raises(CannotUnite, match="to forskellige"):
        unite(kept=sun, gone=sun, choices={}, by=coordinator)


def test_two_of_one_collaboration_stay_two(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    collaboration = make_collaboration(workspace, (sun, again))
    with pytest.raises(CannotUnite, match="begge med"):
        unite(kept=sun, gone=again, choices={}, by=coordinator)
    withdraw_party(party=Party.objects.get(actor=again), by=coordinator)
    unite(kept=sun, gone=again, choices={}, by=coordinator)
    assert collaboration.parties.filter(actor=again, withdrew_at__isnull=False).exists()


def test_the_one_that_has_withdrawn_goes(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    make_collaboration(workspace, (sun, again))
    withdraw_party(party=Party.objects.get(actor=sun), by=coordinator)
    with pytest.raises(CannotUnite, match="Byt om"):
        unite(kept=sun, gone=again, choices={}, by=coordinator)


def test_our_own_organisation_is_the_one_that_stays(
    sun: Actor, again: Actor, coordinator: User
) -> None:
    Actor.objects.filter(pk=again.pk).update(is_host=True)
    with pytest.raises(CannotUnite, match="egen organisation"):
        unite(kept=sun, gone=again, choices={}, by=coordinator)


def test_nobody_gets_to_read_more_than_before(workspace: Workspace, coordinator: User) -> None:
    home = LocationData(name="Stuen", street="Engvej 1")
    one = make_actor(workspace, name="Viben")
    two = make_actor(workspace, name="Viben", kind="enthusiast", locations=(home,), phone="1234567")
    uniting = unite(kept=one, gone=two, choices={"kind": KEPT}, by=coordinator)
    assert _data(one).locations[0].visibility == "parties"
    assert _data(one).visibility["phone"] == "parties"
    take_apart(uniting=uniting, by=coordinator)
    assert _data(two).locations[0].visibility == ""


def test_an_adviser_may_not(sun: Actor, again: Actor, adviser: User) -> None:
    with pytest.raises(PermissionDenied):
        unite(kept=sun, gone=again, choices={}, by=adviser)
    assert not Uniting.objects.exists()


def test_another_register_is_not_reached(
    sun: Actor, other_workspace: Workspace, coordinator: User
) -> None:
    theirs = make_actor(other_workspace, name="Solsikken")
    with pytest.raises(CannotUnite):
        unite(kept=sun, gone=theirs, choices={}, by=coordinator)


def test_a_signed_wording_keeps_its_names() -> None:
    """Signatories stay with the actor that the frozen text names."""
    from brobygger.actors.domain.references import told_of

    assert f"{Signatory._meta.label}.actor" in told_of()


@pytest.mark.django_db(transaction=True)
def test_two_people_in_a_ring_at_the_same_time_never_wait_for_each_other() -> None:
    from tests.factories.people import make_workspace

    workspace = make_workspace("birkelund", "Birkelund Kommune")
    by = make_member(workspace, "coordinator")
    one, two = (make_actor(workspace, name=name) for name in ("Viben", "Vibens"))
    done: list[str] = []

    def put_together(kept: Actor, gone: Actor) -> None:
        try:
            unite(kept=kept, gone=gone, choices={}, by=by)
            done.append("done")
        except CannotUnite:
            done.append("refused")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=put_together, args=pair) for pair in ((one, two), (two, one))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(done) == ["done", "refused"]
    assert connection.is_usable()
    assert Actor.objects.filter(merged_into__isnull=False).count() == 1


def _data(actor: Actor) -> ActorData:
    return data_of(_stored(actor))


def _stored(actor: Actor) -> Actor:
    stored: Actor = with_rows(Actor.objects.filter(pk=actor.pk)).get()
    return stored


def _say(actor: Actor, by: User, **words: str) -> None:
    from dataclasses import replace

    stored = _stored(actor)
    data = replace(data_of(stored), **words)  # type: ignore[arg-type]
    update_actor(actor=stored, data=data, base_version=stored.version, by=by)


def _profile_link(actor: Actor, by: User) -> AccessLink:
    link, _token = issue_link(
        purpose=Purpose.PROFILE,
        subject=("actor", actor.pk),
        by=by,
        expires_at=clock.now() + timedelta(days=1),
        workspace_id=actor.workspace_id,
    )
    return link


def test_half_an_address_does_not_win_over_a_whole_one(
    workspace: Workspace, coordinator: User
) -> None:
    whole = make_actor(workspace, name="Viben", street="Engvej 1", postcode="7000", town="Fjordby")
    half = make_actor(workspace, name="Viben", postcode="7000", town="fjordby")
    assert sides_of(whole, half).differences == ()
    unite(kept=half, gone=whole, choices={}, by=coordinator)
    assert _data(half).street == "Engvej 1"


def test_a_file_that_comes_again_finds_the_one_that_stayed(
    sun: Actor, again: Actor, coordinator: User, workspace: Workspace
) -> None:
    uniting = unite(kept=sun, gone=again, choices={}, by=coordinator)
    register = load_register(workspace)
    assert register.by_source["portal", "7"].id == sun.pk
    assert register.by_id[again.pk].id == sun.pk, "by the key in our own file too"
    # The import gives the one that stayed the number of the other.
    Actor.objects.filter(pk=sun.pk).update(source="portal", external_id="7")
    take_apart(uniting=uniting, by=coordinator)
    assert (_stored(again).external_id, _stored(sun).external_id) == ("7", "")
