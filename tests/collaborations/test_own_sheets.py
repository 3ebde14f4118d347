"""An organisation's own sheets: one sheet, many collaborations, shared field by field."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Activity, Actor
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import close_collaboration, open_collaboration
from brobygger.collaborations.domain.own_sheets import begin_own_sheet, put_away, take_out
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.domain.sheets import (
    bring_sheet,
    share_fields,
    share_sheet,
    start_joint_sheet,
    start_sheet,
    unshare_sheet,
)
from brobygger.collaborations.exceptions import CannotShare, NothingToShare
from brobygger.collaborations.models import Collaboration, CollaborationSheet, OwnSheet, Party
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.reading import readable_fields, values_for
from brobygger.sheets.models import FieldOrigin, Sheet
from brobygger.sheets.origins import came_from, led_to
from tests.factories.collaborations import AsUser, make_collaboration, make_representative
from tests.factories.people import make_member


@pytest.fixture
def frames(women: Actor, amina: User) -> OwnSheet:
    """Sheet 1 of the association, with two fields written."""
    own = begin_own_sheet(owner=women, tool=tool("t1_frames"), by=amina)
    apply(own.sheet, SetText("frames", "", "Et lokale hver tirsdag"), by=amina)
    apply(own.sheet, SetText("purpose", "", "Ingen skal være alene"), by=amina)
    return own


@pytest.fixture
def closing(women: Actor, amina: User, seniors: Actor) -> OwnSheet:
    """What the association tells, and what it holds on to."""
    own = begin_own_sheet(owner=women, tool=tool("t1_closing"), about=seniors, by=amina)
    apply(own.sheet, SetText("tell", "", "Vi kommer med kaffe"), by=amina)
    apply(own.sheet, SetText("hold_on", "", "Aldrig om søndagen"), by=amina)
    return own


def read(sheet: Sheet, who: User) -> set[str]:
    return {one.id for one in readable_fields(sheet, who)}


def test_a_sheet_of_ones_own_needs_no_collaboration(
    frames: OwnSheet, amina: User, kurt: User, coordinator: User
) -> None:
    assert not CollaborationSheet.objects.exists()
    assert policy_of(frames.sheet).can_edit(amina, frames.sheet)
    for who in (kurt, coordinator):
        assert not policy_of(frames.sheet).can_view(who, frames.sheet)


def test_it_is_worded_for_the_owners_kind(women: Actor, amina: User) -> None:
    assert begin_own_sheet(owner=women, tool=tool("t1_frames"), by=amina).sheet.variant == (
        "association"
    )


def test_nobody_begins_for_others(women: Actor, kurt: User, coordinator: User) -> None:
    for who in (kurt, coordinator):
        with pytest.raises(PermissionDenied):
            begin_own_sheet(owner=women, tool=tool("t1_frames"), by=who)


def test_the_same_sheet_in_two_collaborations_is_shared_apart(
    frames: OwnSheet, collaboration: Collaboration, women: Actor, amina: User, kurt: User
) -> None:
    choir = Actor.objects.create(workspace=women.workspace, name="Koret")
    singer = make_representative(choir, "sanger@koret.example")
    other = make_collaboration(women.workspace, [women, choir], title="Sang om torsdagen")
    here = bring_sheet(own=frames, collaboration=collaboration, by=amina)
    there = bring_sheet(own=frames, collaboration=other, by=amina)
    share_fields(link=here, fields=["frames"], by=amina)
    share_fields(link=there, fields=["purpose"], by=amina)
    assert read(frames.sheet, kurt) == {"frames"}
    assert read(frames.sheet, singer) == {"purpose"}


def test_a_private_field_is_never_shared(
    closing: OwnSheet, collaboration: Collaboration, amina: User, kurt: User
) -> None:
    link = bring_sheet(own=closing, collaboration=collaboration, by=amina)
    with pytest.raises(CannotShare):
        share_fields(link=link, fields=["tell", "hold_on"], by=amina)
    assert not policy_of(closing.sheet).can_view(kurt, closing.sheet)
    share_sheet(link=link, by=amina)
    assert read(closing.sheet, kurt) == {"tell"}


def test_what_is_written_later_is_not_shared_by_itself(
    frames: OwnSheet, collaboration: Collaboration, amina: User, kurt: User
) -> None:
    share_sheet(link=bring_sheet(own=frames, collaboration=collaboration, by=amina), by=amina)
    apply(frames.sheet, SetText("methods", "", "Vi tager os tid"), by=amina)
    assert read(frames.sheet, kurt) == {"frames", "purpose"}
    assert "Vi tager os tid" not in str(values_for(frames.sheet, kurt).as_json())


def test_an_empty_field_or_sheet_cannot_be_shared(
    frames: OwnSheet, collaboration: Collaboration, women: Actor, amina: User
) -> None:
    link = bring_sheet(own=frames, collaboration=collaboration, by=amina)
    with pytest.raises(CannotShare):
        share_fields(link=link, fields=["methods"], by=amina)
    empty = start_sheet(collaboration=collaboration, tool=tool("t1_frames"), owner=women, by=amina)
    with pytest.raises(NothingToShare):
        share_sheet(link=empty, by=amina)


def test_sharing_is_changed_and_taken_back(
    frames: OwnSheet, collaboration: Collaboration, amina: User, kurt: User
) -> None:
    link = bring_sheet(own=frames, collaboration=collaboration, by=amina)
    share_fields(link=link, fields=["frames", "purpose"], by=amina)
    share_fields(link=link, fields=["purpose"], by=amina)
    assert read(frames.sheet, kurt) == {"purpose"}
    unshare_sheet(link=link, by=amina)
    assert not policy_of(frames.sheet).can_view(kurt, frames.sheet)


@pytest.mark.parametrize("ends", ["withdraws", "closes"])
def test_after_the_end_they_read_what_stood_then(
    ends: str, frames: OwnSheet, collaboration: Collaboration, amina: User, kurt: User
) -> None:
    share_sheet(link=bring_sheet(own=frames, collaboration=collaboration, by=amina), by=amina)
    with clock.travel_to(clock.now() + timedelta(days=1)):
        if ends == "withdraws":
            withdraw_party(party=Party.objects.get(actor=frames.owner), by=amina)
        else:
            close_collaboration(collaboration=collaboration, by=amina)
    with clock.travel_to(clock.now() + timedelta(days=2)):
        apply(frames.sheet, SetText("frames", "Et lokale hver tirsdag", "Intet"), by=amina)
    assert values_for(frames.sheet, kurt).text("frames") == "Et lokale hver tirsdag"
    assert values_for(frames.sheet, amina).text("frames") == "Intet"


def test_who_has_left_shares_nothing_more_but_can_take_back(
    frames: OwnSheet, collaboration: Collaboration, amina: User, kurt: User, as_user: AsUser
) -> None:
    link = bring_sheet(own=frames, collaboration=collaboration, by=amina)
    share_fields(link=link, fields=["frames"], by=amina)
    withdraw_party(party=Party.objects.get(actor=frames.owner), by=amina)
    with pytest.raises(CannotShare):
        share_fields(link=link, fields=["frames", "purpose"], by=amina)
    url = f"/sheets/{frames.sheet_id}/take-back/"
    as_user(amina).post(url, {"collaboration": str(collaboration.id)})
    assert not policy_of(frames.sheet).can_view(kurt, frames.sheet)


def test_what_we_think_of_a_partner_is_ours_alone(
    collaboration: Collaboration, women: Actor, seniors: Actor, amina: User, kurt: User
) -> None:
    own = begin_own_sheet(
        owner=women, tool=tool("t2_partner"), about=seniors, ours_alone=True, by=amina
    )
    apply(own.sheet, SetText("frames", "", "De har en streng formand"), by=amina)
    assert own.sheet.tool.speaks_of == "partner"
    with pytest.raises(CannotShare):
        bring_sheet(own=own, collaboration=collaboration, by=amina)
    link = CollaborationSheet.objects.create(
        workspace=women.workspace, collaboration=collaboration, sheet=own.sheet, owner=women
    )
    with pytest.raises(CannotShare):
        share_fields(link=link, fields=["frames"], by=amina)
    assert not policy_of(own.sheet).can_view(kurt, own.sheet)


def test_the_partner_answers_for_itself_and_shares(
    collaboration: Collaboration, seniors: Actor, amina: User, kurt: User
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t2_partner"), owner=seniors, by=kurt)
    assert link.sheet.tool.speaks_of == "owner"
    apply(link.sheet, SetText("frames", "", "Vi mødes om formiddagen"), by=kurt)
    share_sheet(link=link, by=kurt)
    assert read(link.sheet, amina) == {"frames"}


def test_a_new_sheet_begins_from_what_the_organisation_has_said(
    women: Actor, amina: User, kurt: User, seniors: Actor
) -> None:
    before = begin_own_sheet(owner=women, tool=tool("t1_activity"), title="Café", by=amina)
    apply(before.sheet, SetText("purpose", "", "Et sted at mødes"), by=amina)
    theirs = begin_own_sheet(owner=seniors, tool=tool("t1_activity"), title="Hemmelig", by=kurt)
    apply(theirs.sheet, SetText("purpose", "", "Seniorernes egne ord"), by=kurt)
    after = begin_own_sheet(owner=women, tool=tool("t1_closing"), by=amina)
    said = str(sheet_values(after.sheet).as_json())
    assert "Et sted at mødes" in said
    assert "Seniorernes egne ord" not in said
    assert any("Café" in one.label for one in came_from(after.sheet, amina)["tell"])
    assert led_to(before.sheet, amina)["purpose"][0].url.startswith(f"/sheets/{after.sheet_id}/")


def test_all_parties_write_in_a_joint_sheet_and_it_takes_only_what_is_shared(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, stranger: User
) -> None:
    own = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    apply(own.sheet, SetRows("resources", ({"what": "Salen"},), 0), by=amina)
    meeting = tool("t10_expectations")
    unshared = start_joint_sheet(collaboration=collaboration, tool=meeting, by=kurt)
    assert sheet_values(unshared.sheet).rows("resources") == []
    share_sheet(link=own, by=amina)
    joint = start_joint_sheet(collaboration=collaboration, tool=meeting, by=kurt)
    assert sheet_values(joint.sheet).rows("resources")[0]["what"] == "Salen"
    assert sheet_values(joint.sheet).rows("resources")[0]["who"] == women.name
    assert sheet_values(joint.sheet).rows("parties")
    assert FieldOrigin.objects.filter(sheet=joint.sheet, origin_field="resources").exists()
    policy = policy_of(joint.sheet)
    assert policy.can_edit(amina, joint.sheet)
    assert policy.can_edit(kurt, joint.sheet)
    assert not policy.can_view(stranger, joint.sheet)
    close_collaboration(collaboration=collaboration, by=amina)
    assert not policy.can_edit(amina, joint.sheet)


def test_united_the_kept_one_has_both_sheets(
    frames: OwnSheet, collaboration: Collaboration, women: Actor, amina: User, kurt: User
) -> None:
    share_sheet(link=bring_sheet(own=frames, collaboration=collaboration, by=amina), by=amina)
    twin = Actor.objects.create(workspace=women.workspace, name="Kvindeforeningen i Vest")
    admin = make_member(women.workspace, "administrator")
    unite(gone=women, kept=twin, by=admin, choices={})
    frames.refresh_from_db()
    assert frames.owner == twin
    assert CollaborationSheet.objects.get().owner == twin
    assert read(frames.sheet, kurt) == {"frames", "purpose"}


def test_put_away_and_taken_out_again(frames: OwnSheet, amina: User, as_user: AsUser) -> None:
    put_away(own=frames, by=amina)
    client = as_user(amina)
    assert str(frames.sheet_id) not in client.get("/sheets/").content.decode()
    assert str(frames.sheet_id) in client.get("/sheets/?away=on").content.decode()
    take_out(own=frames, by=amina)
    assert str(frames.sheet_id) in client.get("/sheets/").content.decode()


def test_an_activity_of_the_register_names_the_sheet(women: Actor, amina: User) -> None:
    cafe = Activity.objects.create(workspace=women.workspace, actor=women, name="Tirsdagscafé")
    own = begin_own_sheet(owner=women, tool=tool("t1_activity"), activity=cafe, by=amina)
    assert own.sheet.title == "Tirsdagscafé"
    cafe.delete()
    own.refresh_from_db()
    assert own.activity is None
    assert own.sheet.title == "Tirsdagscafé"


def test_a_reopened_collaboration_lets_them_read_on(
    frames: OwnSheet, women: Actor, seniors: Actor, amina: User, kurt: User, coordinator: User
) -> None:
    other = open_collaboration(
        workspace=women.workspace, title="Igen", actors=[women, seniors], by=coordinator
    )
    share_sheet(link=bring_sheet(own=frames, collaboration=other, by=amina), by=amina)
    withdraw_party(party=Party.objects.get(actor=women), by=amina)
    apply(frames.sheet, SetText("frames", "Et lokale hver tirsdag", "To lokaler"), by=amina)
    assert values_for(frames.sheet, kurt).text("frames") == "Et lokale hver tirsdag"
    Party.objects.filter(actor=women).update(withdrew_at=None)
    assert values_for(frames.sheet, kurt).text("frames") == "To lokaler"
