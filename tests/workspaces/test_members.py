"""Who is a member, and what they may do: seen and changed by the administrator."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.authorization.roles import Role
from brobygger.notifications.models import Notification
from brobygger.workspaces.domain.members import change_role, remove_member
from brobygger.workspaces.exceptions import LastAdministrator, NoLongerMember
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.people import make_member, make_user

AsUser = Callable[[User], Client]
RunJobs = Callable[[], int]
PAGE = "/w/birkelund/members/"
NEW = {"name": "Nete Ny", "email": "nete@mail.example", "role": "adviser"}


def member(user: User) -> Membership:
    return Membership.objects.select_related("workspace").get(user=user)


def address(user: User, verb: str) -> str:
    return f"{PAGE}{member(user).id}/{verb}/"


def role_of(user: User) -> str:
    return member(user).role


def recorded(event: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event=event))


def test_the_list_tells_who_and_what_they_may(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    page = as_user(administrator).get(PAGE).text
    assert reader.email in page
    assert "Ser registret og arbejdsrummets samarbejder" in page
    assert "Medlem siden" in page


def test_neighbours_members_are_not_in_the_list(
    administrator: User, outsider: User, as_user: AsUser
) -> None:
    assert outsider.email not in as_user(administrator).get(PAGE).text


def test_an_invitation_makes_an_account_and_a_member(
    administrator: User, workspace: Workspace, as_user: AsUser
) -> None:
    page = as_user(administrator).post(f"{PAGE}invite/", NEW, follow=True).text
    user = User.objects.get(email="nete@mail.example")
    assert (user.name, role_of(user)) == ("Nete Ny", "adviser")
    assert "Invitationen er sendt til nete@mail.example." in page
    assert [["user", str(user.id)]] in [e.related for e in recorded("workspace.member_added")]


def test_the_mail_is_sent_once(
    administrator: User, as_user: AsUser, run_jobs: RunJobs, mailoutbox: list[Any]
) -> None:
    browser = as_user(administrator)
    for _ in range(2):
        browser.post(f"{PAGE}invite/", NEW)
        run_jobs()
    assert [mail.to for mail in mailoutbox] == [["Nete Ny <nete@mail.example>"]]
    assert "Din rolle: Rådgiver." in mailoutbox[0].body


def test_who_was_removed_before_the_mail_hears_nothing(
    administrator: User, as_user: AsUser, run_jobs: RunJobs
) -> None:
    as_user(administrator).post(f"{PAGE}invite/", NEW)
    Membership.objects.filter(user__email=NEW["email"]).delete()
    run_jobs()
    assert not Notification.objects.filter(kind="member_invited").exists()


def test_a_member_invited_again_gets_the_role(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    again = {"name": "Læser", "email": reader.email.upper(), "role": "coordinator"}
    page = as_user(administrator).post(f"{PAGE}invite/", again, follow=True).text
    assert role_of(reader) == "coordinator"
    assert "var medlem i forvejen og har nu rollen Koordinator." in page


@pytest.mark.parametrize("wrong", [{"email": "nete"}, {"role": "party"}, {"name": ""}])
def test_a_wrong_invitation_is_shown_again(
    administrator: User, as_user: AsUser, wrong: dict[str, str]
) -> None:
    answer = as_user(administrator).post(f"{PAGE}invite/", NEW | wrong)
    assert answer.status_code == 422
    assert not User.objects.filter(name="Nete Ny").exists()


def test_another_role(administrator: User, reader: User, as_user: AsUser) -> None:
    page = as_user(administrator).post(
        address(reader, "role"), {"role": "coordinator"}, follow=True
    )
    assert role_of(reader) == "coordinator"
    assert "har nu rollen Koordinator." in page.text
    assert len(recorded("workspace.role_changed")) == 1


def test_the_same_role_is_no_change(administrator: User, reader: User, as_user: AsUser) -> None:
    as_user(administrator).post(address(reader, "role"), {"role": "reader"})
    assert recorded("workspace.role_changed") == []


@pytest.mark.parametrize("role", ["party", "king", ""])
def test_no_such_role(administrator: User, reader: User, as_user: AsUser, role: str) -> None:
    page = as_user(administrator).post(address(reader, "role"), {"role": role}, follow=True).text
    assert "Vælg en rolle fra listen" in page
    assert role_of(reader) == "reader"


def test_a_removed_member_sees_nothing_here(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    as_user(administrator).post(address(reader, "remove"))
    assert as_user(reader).get("/w/birkelund/").status_code == 404
    assert len(recorded("workspace.member_removed")) == 1


def test_a_removal_can_be_undone(
    administrator: User, reader: User, as_user: AsUser, run_jobs: RunJobs
) -> None:
    browser = as_user(administrator)
    page = browser.post(address(reader, "remove"), follow=True)
    browser.post(f"{PAGE}restore/", {"ticket": page.context["removed"].ticket})
    assert role_of(reader) == "reader"
    assert not Notification.objects.exists()


def test_undoing_keeps_a_role_given_meanwhile(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    browser = as_user(administrator)
    ticket = browser.post(address(reader, "remove"), follow=True).context["removed"].ticket
    browser.post(f"{PAGE}invite/", NEW | {"email": reader.email, "role": "coordinator"})
    browser.post(f"{PAGE}restore/", {"ticket": ticket})
    assert role_of(reader) == "coordinator"


def test_a_ticket_works_only_where_it_was_made(
    administrator: User, reader: User, outsider: User, as_user: AsUser
) -> None:
    page = as_user(administrator).post(address(reader, "remove"), follow=True)
    ticket = {"ticket": page.context["removed"].ticket}
    page = as_user(outsider).post("/w/nabokommune/members/restore/", ticket, follow=True)
    assert "Det kan ikke fortrydes længere." in page.text
    assert not Membership.objects.filter(user=reader).exists()


def test_the_last_administrator_stays(administrator: User, as_user: AsUser) -> None:
    browser = as_user(administrator)
    again = NEW | {"email": administrator.email, "role": "reader"}
    for path, form in (
        (address(administrator, "remove"), {}),
        (address(administrator, "role"), {"role": "reader"}),
        (f"{PAGE}invite/", again),
    ):
        page = browser.post(path, form, follow=True).text
        assert "skal have mindst én administrator" in page
    assert role_of(administrator) == "administrator"


def test_an_account_that_is_closed_is_nobody_to_leave_it_to(
    administrator: User, reader: User
) -> None:
    Membership.objects.filter(user=reader).update(role="administrator")
    User.objects.filter(pk=reader.pk).update(is_active=False)
    with pytest.raises(LastAdministrator):
        remove_member(membership=member(administrator), by=administrator)


def test_one_of_two_administrators_may_leave(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    Membership.objects.filter(user=reader).update(role="administrator")
    page = as_user(administrator).post(address(administrator, "remove"), follow=True).text
    assert "Du er ikke længere medlem af Birkelund Kommune." in page


def test_who_gives_up_the_role_comes_to_the_overview(
    administrator: User, reader: User, as_user: AsUser
) -> None:
    Membership.objects.filter(user=reader).update(role="administrator")
    answer = as_user(administrator).post(address(administrator, "role"), {"role": "reader"})
    assert answer["Location"] == "/w/birkelund/"


def test_who_has_lost_the_role_meanwhile_is_refused(administrator: User, reader: User) -> None:
    Membership.objects.filter(user=administrator).update(role="coordinator")
    with pytest.raises(PermissionDenied):
        change_role(membership=member(reader), role=Role.ADVISER, by=administrator)


def test_who_is_gone_meanwhile_gets_no_role(administrator: User, reader: User) -> None:
    gone = member(reader)
    Membership.objects.filter(user=reader).delete()
    with pytest.raises(NoLongerMember):
        change_role(membership=gone, role=Role.ADVISER, by=administrator)


@pytest.mark.parametrize("role", ["coordinator", "adviser", "reader"])
def test_other_roles_may_not(
    administrator: User, workspace: Workspace, as_user: AsUser, role: str
) -> None:
    browser = as_user(make_member(workspace, role))
    assert browser.get(PAGE).status_code == 403
    for path in (f"{PAGE}invite/", f"{PAGE}restore/", address(administrator, "remove")):
        assert browser.post(path, NEW).status_code == 403
    assert browser.post(address(administrator, "role"), {"role": "reader"}).status_code == 403


def test_for_the_neighbour_there_is_nothing(
    administrator: User, reader: User, outsider: User, as_user: AsUser
) -> None:
    browser = as_user(outsider)
    assert browser.get(PAGE).status_code == 404
    elsewhere = f"/w/nabokommune/members/{member(reader).id}/remove/"
    assert browser.post(elsewhere).status_code == 404


def test_only_administrators_have_the_link(
    administrator: User, coordinator: User, as_user: AsUser
) -> None:
    assert f'href="{PAGE}"' in as_user(administrator).get("/account/").text
    assert f'href="{PAGE}"' not in as_user(coordinator).get("/account/").text


def test_more_members_ask_no_more_questions(
    administrator: User, workspace: Workspace, as_user: AsUser, django_assert_num_queries: Any
) -> None:
    browser = as_user(administrator)
    for number in range(55):
        user = make_user(f"m{number}@mail.example")
        Membership.objects.create(workspace=workspace, user=user, role="reader")
    browser.get(PAGE)
    # session, person, memberships, count, page, invitations;
    # the trail, who did it, whom it was about
    with django_assert_num_queries(9):
        page = browser.get(PAGE).text
    assert page.count('class="bb-list__row"') == 50
