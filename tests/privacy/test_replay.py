"""A backup put back brings nobody back."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson
from brobygger.core import clock
from brobygger.privacy.domain.erasing import erase, plan_erasure
from brobygger.privacy.domain.erasure_log import KEY, LOG
from brobygger.privacy.domain.persons import contact_as_person, find_person
from brobygger.privacy.domain.replay import erase_again
from brobygger.workspaces.models import Workspace
from tests.factories.people import make_member, make_user
from tests.privacy.test_exporting import make_contact

EMAIL = "anna@mail.example"
LONG_AGO = timedelta(days=365)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_who_was_erased_after_the_backup_is_erased_again(db: None) -> None:
    made_at = clock.now()
    make_user(EMAIL)
    erase(plan_erasure(find_person(EMAIL)), by=None)
    make_user(EMAIL)  # as the backup has it

    assert erase_again(since=made_at) == (1, 0)
    assert not User.objects.filter(email=EMAIL).exists()


def test_who_came_back_after_an_erasure_before_the_backup_stays(db: None) -> None:
    make_user(EMAIL)
    erase(plan_erasure(find_person(EMAIL)), by=None)
    make_user(EMAIL)

    assert erase_again(since=clock.now()) == (0, 0)
    assert User.objects.filter(email=EMAIL).exists()


def test_a_contact_person_goes_by_the_key_of_their_row(workspace: Workspace) -> None:
    contact = make_contact(workspace, email="")
    key = contact.pk
    erase(plan_erasure(contact_as_person(contact)), by=None)
    again = make_contact(workspace, email="")
    ContactPerson.objects.filter(pk=again.pk).update(id=key)

    assert erase_again(since=clock.now() - LONG_AGO) == (1, 0)
    assert not ContactPerson.objects.exists()


def test_an_only_administrator_of_the_backup_is_told_of(workspace: Workspace) -> None:
    user = make_member(workspace, "administrator")
    plan = plan_erasure(find_person(user.email))
    second = make_member(workspace, "coordinator")
    workspace.memberships.filter(user=second).update(role="administrator")
    erase(plan_erasure(plan.person), by=None)
    workspace.memberships.update(role="coordinator")
    make_member(workspace, "administrator")

    assert erase_again(since=clock.now() - LONG_AGO) == (0, 1)


def test_the_log_names_nobody_and_is_ours_alone(db: None, folder: Path) -> None:
    make_user(EMAIL)
    erase(plan_erasure(find_person(EMAIL)), by=None)

    assert EMAIL not in (folder / LOG).read_text()
    assert {oct((folder / name).stat().st_mode)[-3:] for name in (LOG, KEY)} == {"600"}


def test_a_line_broken_off_by_a_crash_is_passed_over(db: None, folder: Path) -> None:
    (folder / LOG).write_text('{"at": "2026-')

    assert erase_again(since=clock.now() - LONG_AGO) == (0, 0)
