"""Everything stored on one person: all their rows, nobody else's secrets, and where others name
them."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.db import models

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson
from brobygger.privacy.domain.exporting import export_person
from brobygger.privacy.domain.persons import (
    contact_as_person,
    find_person,
    path_to_workspace,
    rows_of,
)
from brobygger.privacy.exceptions import NobodyFound
from brobygger.privacy.policy import policy, tables
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.agreements import make_in_force
from tests.factories.collaborations import make_collaboration
from tests.privacy.test_rules import row_of

EMAIL = "anna@mail.example"


def opened(content: bytes) -> tuple[dict[str, Any], zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return json.loads(archive.read("brobygger.json")), archive


def extract(email: str = EMAIL, **how: Any) -> tuple[dict[str, Any], zipfile.ZipFile]:
    options = {"language": "da", "by": None, "with_words": True, "progress": None} | how
    return opened(export_person(find_person(email), **options))


def make_contact(workspace: Workspace, email: str = EMAIL, **known: Any) -> ContactPerson:
    actor = make_actor(workspace, "Kvarteret", **known)
    return ContactPerson.objects.create(
        workspace=workspace, actor=actor, name="Anna And", email=email, phone="12 34 56 78"
    )


WITH_ADDRESS = [
    model
    for model in tables()
    if (entry := policy().get(model._meta.label)) and entry.person and entry.person.email
]


@pytest.mark.parametrize("model", WITH_ADDRESS, ids=lambda model: model._meta.label)
def test_a_row_with_somebodys_address_is_in_their_extract(
    model: type[models.Model], db: None
) -> None:
    row = row_of(model)
    entry = policy()[model._meta.label]
    assert entry.person
    assert entry.person.email
    model._base_manager.filter(pk=row.pk).update(**{entry.person.email: EMAIL})

    told, _ = extract(EMAIL.upper())

    [part] = [one for one in told["tables"] if one["label"] == model._meta.label]
    assert part["why"] == entry.why
    assert str(row.pk) in json.dumps(part["rows"])


def test_what_they_wrote_is_with_it(coordinator: User, workspace: Workspace) -> None:
    make_in_force(make_collaboration(workspace, by=coordinator), coordinator)

    told, _ = extract(coordinator.email)

    labels = {part["label"] for part in told["tables"]}
    assert labels >= {"accounts.User", "workspaces.Membership", "sheets.FieldValue"}


def test_no_secret_is_written(coordinator: User) -> None:
    coordinator.set_password("hemmeligt-kodeord")
    coordinator.save()

    told, _ = extract(coordinator.email)

    assert coordinator.password not in json.dumps(told)


def test_others_words_are_quoted_for_those_who_look_after_the_data(workspace: Workspace) -> None:
    make_contact(workspace, notes="Ring til Anna And.")

    told, archive = extract()

    assert any("Ring til Anna And." in one["words"] for one in told["named_by_others"])
    assert "Ring til Anna And." in archive.read("brobygger.html").decode()


def test_and_only_counted_for_the_person(workspace: Workspace) -> None:
    make_contact(workspace, notes="Ring til Anna And.")

    told, _ = extract(with_words=False)

    assert [(one["count"], one["words"]) for one in told["named_by_others"]] == [(1, [])]


def test_their_agreements_are_with_it_as_pdf(coordinator: User, workspace: Workspace) -> None:
    version = make_in_force(make_collaboration(workspace, by=coordinator), coordinator)

    signatory = version.signatories.all()[0]

    _, archive = extract(signatory.email)

    [name] = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert archive.read(name) == bytes(version.signed_pdf or b"")


def test_the_page_is_in_the_language_asked_for(workspace: Workspace) -> None:
    make_contact(workspace)

    _, archive = extract(language="en")

    assert "What Brobygger holds on a person" in archive.read("brobygger.html").decode()


def test_a_contact_person_is_told_of_one_workspace_only(
    workspace: Workspace, other_workspace: Workspace
) -> None:
    mine, theirs = make_contact(workspace), make_contact(other_workspace)

    content = export_person(
        contact_as_person(mine), language="da", by=None, with_words=True, progress=None
    )

    assert str(mine.pk) in json.dumps(opened(content)[0])
    assert str(theirs.pk) not in json.dumps(opened(content)[0])


def test_nobody_is_known_under_another_address(db: None) -> None:
    with pytest.raises(NobodyFound):
        find_person("ingen@mail.example")


def test_every_table_of_a_workspace_knows_its_way_there() -> None:
    """A table without a way is never shown to a workspace's administrator, on purpose."""
    without = {
        model._meta.app_label
        for model in tables()
        if policy()[model._meta.label].personal and path_to_workspace(model) is None
    }
    everybodys = {"core", "accounts", "account", "mfa", "socialaccount", "sessions"}

    assert without <= everybodys | {"notifications"}


def test_nothing_of_others_is_taken(coordinator: User, adviser: User) -> None:
    entry = policy()["accounts.User"]

    assert list(rows_of(User, entry, find_person(adviser.email))) == [adviser]
