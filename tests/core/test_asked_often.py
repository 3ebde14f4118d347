"""Questions that stand ready answer as Django's own do."""

from uuid import uuid4

import pytest

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core.asked_often import answers, columns_of, object_of, standing
from brobygger.workspaces.models import Workspace


def test_the_person_of_a_page_is_the_person(db: None) -> None:
    hodan = User.objects.create(email="hodan@vestparken.example", name="Hodan")
    found = User.objects.get(pk=hodan.pk)
    assert found == hodan
    assert [(one.attname, getattr(found, one.attname)) for one in User._meta.concrete_fields] == [
        (one.attname, getattr(User.objects.get(email=hodan.email), one.attname))
        for one in User._meta.concrete_fields
    ]
    assert not found._state.adding


def test_nobody_has_that_key(db: None) -> None:
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=uuid4())


def test_an_object_is_made_of_its_columns(workspace: Workspace) -> None:
    question = f"SELECT {columns_of(Workspace, 'room')}, 1 FROM workspaces_workspace AS room"
    made = [
        object_of(Workspace, row) for row in answers(question + " WHERE id = %s", [workspace.pk])
    ]
    assert [vars(one).keys() for one in made] == [vars(workspace).keys()]
    assert made == [workspace]


def test_a_table_that_is_not_read_as_it_stands_is_refused() -> None:
    with pytest.raises(TypeError, match="fact_sources"):
        columns_of(Actor, "one")


def test_a_standing_question_is_asked_about_the_key(
    workspace: Workspace, other_workspace: Workspace
) -> None:
    question = standing(lambda key: Workspace.objects.filter(pk=key).values("slug"))
    assert answers(*question(workspace.pk)) == [(workspace.slug,)]
    assert answers(*question(other_workspace.pk)) == [(other_workspace.slug,)]
