"""An invitation lets one person in, once, and explains itself ever after."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.db import connections
from django.http import HttpRequest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import (
    actors_represented_by,
    end_representation,
    invite_representative,
)
from brobygger.actors.enums import ActorKind
from brobygger.audit.models import AuditEvent
from brobygger.authorization.roles import Role
from brobygger.core import clock
from brobygger.links.models import AccessLink
from brobygger.notifications.models import Notification
from brobygger.workspaces.domain.members import invite_member, remove_member
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]
RunJobs = Callable[[], int]
MEMBERS = "/w/birkelund/members/"


def the_path(mail: Notification) -> str:
    found = re.search(r"/invitation/[\w-]+/", mail.text)
    assert found is not None, mail.text
    return found[0]


def who(client: Client) -> Any:
    request = HttpRequest()
    request.session = client.session
    return get_user(request)


def member(user: User) -> Membership:
    return Membership.objects.select_related("workspace").get(user=user)


@pytest.fixture
def nete(workspace: Workspace, administrator: User) -> User:
    invite_member(
        workspace=workspace,
        email="nete@mail.example",
        name="Nete Ny",
        role=Role.ADVISER,
        by=administrator,
    )
    return User.objects.get(email="nete@mail.example")


@pytest.fixture
def path(nete: User, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch) -> str:
    # The words of a mail go when it is sent; here it stays to be read.
    monkeypatch.setattr("brobygger.notifications.tasks.send_notification.defer", lambda **_: None)
    run_jobs()
    return the_path(Notification.objects.get(kind="member_invited"))


def test_the_page_says_who_invites_to_what_and_changes_nothing(path: str, nete: User) -> None:
    browser = Client()
    browser.get(path)
    page = browser.get(path).text
    assert "Du er inviteret til Birkelund Kommune" in page
    assert "Administrator fra Birkelund Kommune har inviteret dig" in page
    assert "Retter oplysninger" in page
    assert "nete@mail.example" in page
    assert AccessLink.objects.get().used_at is None
    assert not who(browser).is_authenticated


def test_the_button_lets_the_person_in(path: str, nete: User) -> None:
    browser = Client()
    response = browser.post(path)
    assert response["Location"] == "/w/birkelund/"
    assert who(browser) == nete
    assert AuditEvent.objects.filter(event="workspace.member_came", by_id=nete.id).count() == 1


def test_a_used_invitation_says_when_and_how_to_log_in(path: str, nete: User) -> None:
    Client().post(path)
    for response in (Client().get(path), Client().post(path)):
        assert response.status_code == 410
        assert "Du brugte linket" in response.text
        assert 'href="/account/login/"' in response.text


def test_an_old_invitation_still_says_how_to_get_in(path: str, nete: User) -> None:
    browser = Client()
    with clock.travel_to(clock.now() + timedelta(days=15)):
        response = browser.post(path)
    assert response.status_code == 410
    assert "Invitationen er for gammel" in response.text
    assert not who(browser).is_authenticated


def test_who_is_no_longer_a_member_is_not_let_in(
    path: str, nete: User, administrator: User
) -> None:
    remove_member(membership=member(nete), by=administrator)
    browser = Client()
    assert browser.get(path).status_code == 410
    assert browser.post(path).status_code == 410
    assert not who(browser).is_authenticated


def test_a_closed_account_is_not_opened(path: str, nete: User) -> None:
    User.objects.filter(pk=nete.pk).update(is_active=False)
    browser = Client()
    assert browser.post(path)["Location"] == "/account/inactive/"
    assert not who(browser).is_authenticated
    assert AccessLink.objects.get().used_at is None


def test_somebody_else_who_is_logged_in_is_told_and_logged_out(
    path: str, nete: User, reader: User, as_user: AsUser
) -> None:
    browser = as_user(reader)
    assert "Lige nu er du logget ind som" in browser.get(path).text
    browser.post(path)
    assert who(browser) == nete


def test_a_second_step_still_has_to_be_passed(path: str, nete: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(nete, generate_totp_secret())
    browser = Client()
    response = browser.post(path)
    assert response.status_code == 302
    assert response["Location"] != "/w/birkelund/"
    assert not who(browser).is_authenticated


def test_the_job_that_runs_twice_sends_one_mail(nete: User, run_jobs: RunJobs) -> None:
    from brobygger.invitations.handlers import invite_new_member

    run_jobs()
    by = User.objects.get(email="administrator@birkelund.example")
    invite_new_member({"membership_id": str(member(nete).id), "by_id": str(by.id)})
    assert Notification.objects.filter(kind="member_invited").count() == 1
    assert AccessLink.objects.count() == 1


def test_the_list_of_members_tells_how_far_each_has_come(
    path: str, nete: User, administrator: User, as_user: AsUser
) -> None:
    browser = as_user(administrator)
    page = browser.get(MEMBERS).text
    assert "ikke kommet endnu. Linket virker til" in page
    assert "Send invitationen igen" in page
    Client().post(path)
    page = browser.get(MEMBERS).text
    assert "Kom ind" in page
    assert "Send invitationen igen" not in page


def test_whoever_came_in_with_a_code_has_come(
    path: str, nete: User, administrator: User, as_user: AsUser
) -> None:
    User.objects.filter(pk=nete.pk).update(last_login=clock.now())
    assert "Kom ind" in as_user(administrator).get(MEMBERS).text


def test_whoever_came_in_with_a_code_closed_the_link(path: str, nete: User) -> None:
    User.objects.filter(pk=nete.pk).update(last_login=clock.now())
    browser = Client()
    for response in (browser.get(path), browser.post(path)):
        assert response.status_code == 410
        assert "Du er allerede kommet ind" in response.text
    assert not who(browser).is_authenticated


def test_a_link_is_closed_with_one_button(
    path: str, nete: User, administrator: User, as_user: AsUser
) -> None:
    browser = as_user(administrator)
    link = AccessLink.objects.get()
    page = browser.post(f"/links/{link.id}/close/", follow=True).text
    assert "Linket til nete@mail.example er lukket" in page
    assert "Linket er lukket" in page
    response = Client().post(path)
    assert response.status_code == 410
    assert "Måske er der sendt en nyere invitation" in response.text


def test_only_those_who_manage_members_close_their_links(
    path: str, coordinator: User, outsider: User, as_user: AsUser
) -> None:
    link = AccessLink.objects.get()
    for user in (coordinator, outsider):
        assert as_user(user).post(f"/links/{link.id}/close/").status_code == 404
    assert Client().get(path).status_code == 200


def test_another_invitation_replaces_the_first(
    path: str, nete: User, administrator: User, as_user: AsUser
) -> None:
    again = f"{MEMBERS}{member(nete).id}/invite/"
    browser = as_user(administrator)
    assert "Der er sendt en invitation i dag" in browser.post(again, follow=True).text
    with clock.travel_to(clock.now() + timedelta(days=2)):
        page = browser.post(again, follow=True).text
        assert "En ny invitation er sendt til nete@mail.example" in page
        assert Client().post(path).status_code == 410
        newest = Notification.objects.filter(kind="member_invited").latest("created_at")
        assert Client().post(the_path(newest))["Location"] == "/w/birkelund/"


def test_a_representative_is_let_in_the_same_way(
    workspace: Workspace, coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    choir = make_actor(workspace, "Sangkoret", kind=ActorKind.ASSOCIATION)
    representation = invite_representative(actor=choir, email="f@kor.example", by=coordinator)
    path = the_path(Notification.objects.get(kind="representative_invited"))
    browser = Client()
    assert "Vil du repræsentere Sangkoret?" in browser.get(path).text
    assert browser.post(path)["Location"] == "/s/"
    assert list(actors_represented_by(who(browser))) == [choir]
    page = as_user(coordinator).get(f"/w/birkelund/actors/{choir.id}/").text
    assert "Kom ind" in page
    end_representation(representation=representation, by=coordinator)
    assert Client().get(path).status_code == 410


def test_the_page_of_an_actor_sends_again_and_closes(
    workspace: Workspace, coordinator: User, adviser: User, as_user: AsUser
) -> None:
    choir = make_actor(workspace, "Sangkoret", kind=ActorKind.ASSOCIATION)
    representation = invite_representative(actor=choir, email="f@kor.example", by=coordinator)
    page = f"/w/birkelund/actors/{choir.id}/"
    link = AccessLink.objects.get()
    assert "Luk linket" not in as_user(adviser).get(page).text
    assert as_user(adviser).post(f"/links/{link.id}/close/").status_code == 404
    browser = as_user(coordinator)
    assert "Luk linket" in browser.get(page).text
    assert browser.post(f"/links/{link.id}/close/")["Location"] == f"{page}#representatives"
    again = f"{page}representatives/{representation.id}/invite/"
    assert "En ny invitation er sendt" in browser.post(again, follow=True).text
    assert AccessLink.objects.filter(revoked_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visitors", [2, 5])
def test_of_many_who_come_at_once_one_gets_in(visitors: int, run_jobs: RunJobs) -> None:
    from tests.factories.people import make_member, make_workspace

    workspace = make_workspace("birkelund", "Birkelund Kommune")
    by = make_member(workspace, "administrator")
    choir = make_actor(workspace, "Sangkoret", kind=ActorKind.ASSOCIATION)
    invite_representative(actor=choir, email="f@kor.example", by=by)
    path = the_path(Notification.objects.get(kind="representative_invited"))
    start, answers = Barrier(visitors), []

    def come() -> None:
        start.wait()
        answers.append(Client().post(path).status_code)
        connections.close_all()

    threads = [Thread(target=come) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, *[410] * (visitors - 1)]
    assert AuditEvent.objects.filter(event="representative.came").count() == 1
