"""The list: built on what is known, with the reason in words."""

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.exceptions import CprFound
from brobygger.actors.models import Actor, Relation
from brobygger.efforts.domain.groups import add_group, group_by, place
from brobygger.efforts.domain.mapped import add_actor, drop_actor, look_at, take_proposals
from brobygger.efforts.domain.proposals import proposed, said, with_reasons
from brobygger.efforts.domain.queries import actors_matching, first_unseen, numbers_of
from brobygger.efforts.domain.snowball import confirm_naming, name_actor, recognised
from brobygger.efforts.enums import EffortStatus, Origin
from brobygger.efforts.exceptions import NameTaken
from brobygger.efforts.models import Effort, MappedActor, Naming
from brobygger.efforts.policies import Look
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.efforts import make_effort, make_mapped


@pytest.fixture
def effort(workspace: Workspace) -> Effort:
    """For children in Nordbyen, with football."""
    return make_effort(
        workspace,
        status=EffortStatus.MAPPING,
        area="Nordbyen",
        target_groups=["children"],
        activity_areas=["football"],
    )


def reasons(effort: Effort, actor: Actor) -> list[str]:
    [one] = with_reasons(effort, proposed(effort).filter(pk=actor.pk))
    return said(one.reasons)


def test_the_register_proposes_those_that_fit_best_first(
    effort: Effort, workspace: Workspace
) -> None:
    some = make_actor(workspace, "Koret", target_groups=("children",))
    best = make_actor(
        workspace,
        "Boldklubben",
        area="Nordbyen",
        target_groups=("children",),
        activity_areas=("football",),
    )
    make_actor(workspace, "Skakklubben", area="Sydbyen")

    assert list(proposed(effort)) == [best, some]
    assert reasons(effort, best) == [
        "Findes i Nordbyen",
        "Er til for børn",
        "Arbejder med fodbold",
    ]


def test_access_to_the_target_group_counts(effort: Effort, workspace: Workspace) -> None:
    school = make_actor(workspace, "Skolen", offers=("target_group:children",))

    assert reasons(effort, school) == ["Kan give adgang til børn"]


def test_earlier_efforts_like_it_are_remembered(effort: Effort, workspace: Workspace) -> None:
    earlier = make_effort(workspace, title="Sidste sommer", target_groups=["children"])
    other = make_effort(workspace, title="Noget andet", target_groups=["seniors"])
    row = make_mapped(earlier, "Gårdklubben")
    make_mapped(other, "Seniorerne")

    assert list(proposed(effort)) == [row.actor]
    assert reasons(effort, row.actor) == ["Var med i indsatsen »Sidste sommer«"]


def test_taking_writes_down_why_and_never_twice(
    effort: Effort, workspace: Workspace, adviser: User
) -> None:
    actor = make_actor(workspace, "Koret", target_groups=("children",))
    stranger = make_actor(workspace, "Skakklubben")

    assert take_proposals(effort=effort, actors=[actor.pk, stranger.pk], by=adviser) == 1
    assert take_proposals(effort=effort, actors=[actor.pk], by=adviser) == 0
    row = MappedActor.objects.get()
    assert (row.reasons, row.origin) == ([["target_group", "children"]], Origin.REGISTER)
    assert not proposed(effort).exists()


def test_a_reader_takes_nobody(effort: Effort, workspace: Workspace, reader: User) -> None:
    actor = make_actor(workspace, "Koret", target_groups=("children",))

    with pytest.raises(PermissionDenied):
        take_proposals(effort=effort, actors=[actor.pk], by=reader)

    assert not MappedActor.objects.exists()


def test_another_registers_actor_is_refused(
    effort: Effort, other_workspace: Workspace, coordinator: User
) -> None:
    theirs = make_actor(other_workspace, "Naboens kor")

    with pytest.raises(Actor.DoesNotExist):
        add_actor(effort=effort, actor=theirs, by=coordinator)


def test_who_matches_leaves_out_those_set_aside(effort: Effort, adviser: User) -> None:
    workspace = effort.workspace
    fits = make_actor(workspace, "Koret", target_groups=("children",))
    aside = make_mapped(effort, make_actor(workspace, "Banden", target_groups=("children",)))
    look_at(mapped=aside, look=Look.SET_ASIDE, by=adviser)

    assert list(actors_matching(effort)) == [fits]


def test_next_card_goes_round(effort: Effort, adviser: User) -> None:
    first, second = make_mapped(effort, "Aben"), make_mapped(effort, "Bien")

    assert first_unseen(effort, second) == first
    look_at(mapped=first, look=Look.LOOK, by=adviser)
    assert first_unseen(effort, first) == second
    assert numbers_of(effort).seen == 1


def test_what_left_the_register_is_off_the_list_until_it_is_back(
    effort: Effort, coordinator: User
) -> None:
    row = make_mapped(effort)
    remove_actor(actor=row.actor, by=coordinator)

    assert numbers_of(effort).total == 0
    assert MappedActor.objects.exists()


def test_dropping_leaves_the_register_alone(effort: Effort, adviser: User) -> None:
    row = make_mapped(effort)
    drop_actor(mapped=row, by=adviser)

    assert Actor.objects.filter(name="Kvindeforeningen", deleted_at=None).exists()


def test_groups_by_kind_and_what_another_moved_stays(effort: Effort, adviser: User) -> None:
    row = make_mapped(effort)
    assert group_by(effort=effort, way="kind", by=adviser) == 1
    group = add_group(effort=effort, name="Kender børnene", by=adviser)

    assert place(effort=effort, wanted={row.pk: ("", str(group.pk))}, by=adviser) == (0, 1)
    row.refresh_from_db()
    assert row.group
    assert row.group.name == "Forening"
    seen = str(row.group_id)
    assert place(effort=effort, wanted={row.pk: (seen, str(group.pk))}, by=adviser) == (1, 0)


def test_a_groups_name_is_taken_once(effort: Effort, adviser: User) -> None:
    add_group(effort=effort, name="Sport", by=adviser)

    with pytest.raises(NameTaken):
        add_group(effort=effort, name="sport", by=adviser)


def test_the_named_one_is_written_in_with_who_named_it(effort: Effort, adviser: User) -> None:
    row = make_mapped(effort)
    named, new = name_actor(by_actor=row, actor=None, name="Gårdklubben", by=adviser)

    assert new
    assert named.origin == Origin.SUGGESTED
    assert Naming.objects.get().by == row
    relation = Relation.objects.get()
    assert {relation.actor_a, relation.actor_b} == {row.actor, named.actor}


def test_a_second_naming_adds_no_second_card(effort: Effort, adviser: User) -> None:
    row, other = make_mapped(effort), make_mapped(effort, "Koret")
    named, _new = name_actor(by_actor=row, actor=None, name="Gårdklubben", by=adviser)
    again, new = name_actor(by_actor=other, actor=named.actor, name="", by=adviser)

    assert (again, new) == (named, False)
    assert named.named_by.count() == 2


def test_a_naming_is_confirmed(effort: Effort, adviser: User) -> None:
    row = make_mapped(effort)
    named, _new = name_actor(by_actor=row, actor=None, name="Gårdklubben", by=adviser)
    confirm_naming(naming=named.named_by.get(), by=adviser)

    assert Naming.objects.get().confirmed_on is not None


def test_names_are_recognised(effort: Effort) -> None:
    same = make_actor(effort.workspace, "Vestparkens Kvindeforening")
    [one, two, three] = recognised(
        effort, ["vestparkens kvindeforening", "Vestparken Kvindeforening", "Helt anden", "  "]
    )

    assert one.same == same
    assert two.alike == (same,)
    assert not two.is_clear
    assert three.is_clear
    assert three.same is None


def test_a_cpr_number_is_caught(effort: Effort, adviser: User) -> None:
    row = make_mapped(effort)

    with pytest.raises(CprFound):
        name_actor(by_actor=row, actor=None, name="Ole 010190-1234", by=adviser)
