"""SQL we write ourselves, inside the questions of the ORM."""

from brobygger.core.written_sql import condition, figure
from brobygger.workspaces.models import Membership, Workspace


def test_a_condition_and_a_figure_find_their_columns(workspace: Workspace) -> None:
    begins = condition("{name} LIKE %s", ["Birke%"], name="name")
    length = figure("length({name}) * %s", [2], name="name")
    found = Workspace.objects.filter(begins).annotate(twice=length).values_list("name", "twice")
    assert list(found) == [(workspace.name, 2.0 * len(workspace.name))]


def test_they_find_them_in_a_question_inside_another_of_the_same_table(
    workspace: Workspace, other_workspace: Workspace
) -> None:
    inside = Workspace.objects.filter(condition("{name} = %s", [workspace.name], name="name"))
    assert list(Workspace.objects.filter(pk__in=inside.values("pk"))) == [workspace]
    assert list(Workspace.objects.exclude(pk__in=inside.values("pk"))) == [other_workspace]


def test_two_are_the_same_when_they_say_the_same() -> None:
    one, same, other = (condition("{name} = %s", [said], name="name") for said in "aab")
    assert one == same
    assert hash(one) == hash(same)
    assert one != other


def test_a_column_of_a_related_table(workspace: Workspace) -> None:
    there = condition("{slug} = %s", [workspace.slug], slug="workspace__slug")
    assert not Membership.objects.filter(there).exists()
