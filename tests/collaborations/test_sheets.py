"""A party's sheets: its own until shared."""

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_for
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.domain.queries import sheets_seen_by
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet, unshare_sheet
from brobygger.collaborations.exceptions import CollaborationClosed
from brobygger.collaborations.models import Collaboration, CollaborationSheet, Party
from brobygger.sheets.access import policy_of
from tests.factories.collaborations import AsUser, write_something

PRIVATE, SHARED = "Kun jeres eget", "Noget af det er delt"


@pytest.fixture
def link(collaboration: Collaboration, women: Actor, amina: User) -> CollaborationSheet:
    """Kvindeforeningen's own sheet, not shared."""
    begun = start_sheet(
        collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina
    )
    write_something(begun.sheet, amina)
    return begun


def sees(user: User, link: CollaborationSheet) -> bool:
    listed = link in sheets_seen_by(user, link.collaboration)
    allowed = policy_of(link.sheet).can_view(user, link.sheet)
    assert listed == allowed
    return allowed


def writes(user: User, link: CollaborationSheet) -> bool:
    return policy_of(link.sheet).can_edit(user, link.sheet)


def test_unshared_is_the_owners_alone(
    link: CollaborationSheet, amina: User, kurt: User, coordinator: User, administrator: User
) -> None:
    assert [sees(who, link) for who in (amina, kurt, coordinator, administrator)] == [
        True,
        False,
        False,
        False,
    ]


def test_unshared_leaves_no_trace_in_the_story(link: CollaborationSheet, women: Actor) -> None:
    events = [
        *events_for("collaboration", link.collaboration_id),
        *events_for("actor", women.id),
    ]
    assert not [event for event in events if event.event.startswith("sheet.")]


def test_the_page_is_not_there_for_the_other_party(
    link: CollaborationSheet, kurt: User, coordinator: User, as_user: AsUser
) -> None:
    for who in (kurt, coordinator):
        assert as_user(who).get(f"/sheets/{link.sheet_id}/").status_code == 404


def test_shared_everybody_reads_and_the_owner_writes(
    link: CollaborationSheet, amina: User, kurt: User, reader: User, stranger: User
) -> None:
    share_sheet(link=link, by=amina)
    assert [sees(who, link) for who in (amina, kurt, reader)] == [True, True, True]
    assert not policy_of(link.sheet).can_view(stranger, link.sheet)
    assert [writes(who, link) for who in (amina, kurt, reader)] == [True, False, False]


def test_taken_back(link: CollaborationSheet, amina: User, kurt: User) -> None:
    share_sheet(link=link, by=amina)
    unshare_sheet(link=link, by=amina)
    assert not sees(kurt, link)


@pytest.mark.parametrize("who", ["kurt", "coordinator", "stranger"])
def test_nobody_else_shares(
    who: str, link: CollaborationSheet, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        share_sheet(link=link, by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["kurt", "coordinator", "stranger"])
def test_nobody_else_takes_back(
    who: str, link: CollaborationSheet, amina: User, request: pytest.FixtureRequest
) -> None:
    share_sheet(link=link, by=amina)
    with pytest.raises(PermissionDenied):
        unshare_sheet(link=link, by=request.getfixturevalue(who))


def test_nobody_begins_for_another(
    collaboration: Collaboration, women: Actor, kurt: User, reader: User
) -> None:
    for who in (kurt, reader):
        with pytest.raises(PermissionDenied):
            start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=who)


def test_the_adviser_writes_for_the_host_but_does_not_share(
    collaboration: Collaboration, adviser: User
) -> None:
    host = collaboration.parties.get(actor__is_host=True).actor
    own = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=host, by=adviser)
    assert writes(adviser, own)
    with pytest.raises(PermissionDenied):
        share_sheet(link=own, by=adviser)


def test_in_a_closed_collaboration_nothing_more_is_shared(
    link: CollaborationSheet, amina: User
) -> None:
    close_collaboration(collaboration=link.collaboration, by=amina)
    assert writes(amina, link), "the sheet is the association's own, whatever is closed"
    with pytest.raises(CollaborationClosed):
        share_sheet(link=link, by=amina)


def test_who_withdrew_keeps_the_own_sheet_and_loses_the_others(
    link: CollaborationSheet, amina: User, kurt: User, women: Actor, seniors: Actor
) -> None:
    theirs = start_sheet(
        collaboration=link.collaboration, tool=tool("t1_activity"), owner=seniors, by=kurt
    )
    write_something(theirs.sheet, kurt)
    share_sheet(link=theirs, by=kurt)
    withdraw_party(party=Party.objects.get(actor=women), by=amina)
    assert policy_of(link.sheet).can_view(amina, link.sheet)
    assert not policy_of(theirs.sheet).can_view(amina, theirs.sheet)


def test_from_the_thread_to_the_sheet_and_back(
    collaboration: Collaboration, women: Actor, amina: User, as_user: AsUser
) -> None:
    client = as_user(amina)
    page = client.get(f"/s/{collaboration.id}/sheets/")
    party = Party.objects.get(collaboration=collaboration, actor=women)
    assert f'value="{party.id}"' in page.content.decode()
    began = client.post(
        f"/s/{collaboration.id}/sheets/",
        {"tool": "t1_activity", "party": str(party.id), "title": "Kvindecafé"},
    )
    sheet = CollaborationSheet.objects.get().sheet
    assert began["Location"] == f"/sheets/{sheet.id}/"
    assert (sheet.title, policy_of(sheet).whose(sheet)) == ("Kvindecafé", (women.name, PRIVATE))
    write_something(sheet, amina)
    client.post(f"/s/{collaboration.id}/sheets/{sheet.id}/share/", {"field": "purpose"})
    assert policy_of(sheet).whose(sheet) == (women.name, SHARED)
    assert CollaborationSheet.objects.get().shared_at is not None
    client.post(f"/s/{collaboration.id}/sheets/{sheet.id}/unshare/")
    assert CollaborationSheet.objects.get().shared_at is None


def test_a_name_that_cannot_be_is_shown_again_before_the_sheet_begins(
    collaboration: Collaboration, women: Actor, amina: User, as_user: AsUser
) -> None:
    party = Party.objects.get(collaboration=collaboration, actor=women)
    answer = as_user(amina).post(
        f"/s/{collaboration.id}/sheets/",
        {"tool": "t1_activity", "party": str(party.id), "title": "Om 010190-1234"},
    )
    assert answer.status_code == 422
    assert 'value="Om 010190-1234"' in answer.content.decode()
    assert not CollaborationSheet.objects.exists()


def test_an_unnamed_sheet_is_called_what_the_tool_is(link: CollaborationSheet) -> None:
    assert link.sheet.title == tool("t1_activity").title.da


def test_sharing_an_unseen_sheet_is_answered_as_if_it_were_not_there(
    link: CollaborationSheet, kurt: User, as_user: AsUser
) -> None:
    url = f"/s/{link.collaboration_id}/sheets/{link.sheet_id}/share/"
    assert as_user(kurt).post(url).status_code == 404


def test_a_party_one_does_not_speak_for_cannot_be_chosen(
    collaboration: Collaboration, seniors: Actor, amina: User, as_user: AsUser
) -> None:
    party = Party.objects.get(collaboration=collaboration, actor=seniors)
    answer = as_user(amina).post(
        f"/s/{collaboration.id}/sheets/", {"tool": "t1_activity", "party": str(party.id)}
    )
    assert answer.status_code == 404
    assert not CollaborationSheet.objects.exists()
