"""A draft begins from what the parties have already said, and remembers where it came from."""

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.agreements.domain.drafts import carriable_sheets, start_agreement
from brobygger.agreements.domain.freezing import end_agreement
from brobygger.agreements.domain.queries import written
from brobygger.agreements.exceptions import SheetNotOpen
from brobygger.agreements.models import Agreement
from brobygger.agreements.presentation import shown_draft
from brobygger.audit.models import AuditEvent
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet, unshare_sheet
from brobygger.collaborations.exceptions import CollaborationClosed
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.commands import SetRows, SetText, apply
from brobygger.sheets.models import FieldOrigin
from tests.factories.agreements import make_contact, make_frozen, make_in_force
from tests.factories.collaborations import KVINDER, SENIORER, make_representative


def make_sheet(
    collaboration: Collaboration, owner: str, by: User, *, shared: bool = True, purpose: str = ""
) -> CollaborationSheet:
    actor = Actor.objects.get(workspace=collaboration.workspace, name=owner)
    speaker = make_representative(actor, f"{actor.pk}@brobygger.example")
    link = start_sheet(
        collaboration=collaboration,
        tool=tool("t1_activity"),
        owner=actor,
        title="Vores bidrag",
        by=speaker,
    )
    sheet, by = link.sheet, speaker
    row = {"what": "Salen", "who": "os", "amount": "2 timer", "when": "torsdag"}
    apply(sheet, SetRows("resources", (row,), 0), by=by)
    apply(sheet, SetText("methods", "", f"{owner} begynder med kaffe."), by=by)
    if purpose:
        apply(sheet, SetText("purpose", "", purpose), by=by)
    if shared:
        share_sheet(link=link, by=by)
    return link


def origin_of(agreement: Agreement, field: str) -> tuple[str, object]:
    origin = FieldOrigin.objects.filter(sheet=agreement.draft, field_id=field).earliest("noted_at")
    return origin.kind, origin.origin_id


def test_it_begins_from_the_collaboration(collaboration: Collaboration, fatma: User) -> None:
    agreement = start_agreement(collaboration=collaboration, by=fatma)

    values = written(agreement.draft)
    assert values["purpose"] == "Vi vil have ro om regnskabet."
    assert values["activity"] == "Regnskab med ro på"
    assert origin_of(agreement, "purpose") == ("collaboration", collaboration.id)
    assert AuditEvent.objects.filter(event="agreement.started", by_id=fatma.id).exists()


def test_the_parties_stand_there_with_their_contact(
    collaboration: Collaboration, fatma: User
) -> None:
    make_contact(collaboration, KVINDER, "Amina", "amina@kvinder.example")

    parties = written(start_agreement(collaboration=collaboration, by=fatma).draft)["parties"]

    assert [party["organisation"] for party in parties] == [KVINDER, SENIORER]
    assert parties[0]["contact"] == "Amina"
    assert parties[0]["email"] == "amina@kvinder.example"


def test_shared_sheets_are_carried_over_with_their_origin(
    collaboration: Collaboration, fatma: User
) -> None:
    link = make_sheet(collaboration, SENIORER, fatma)

    agreement = start_agreement(collaboration=collaboration, by=fatma)

    values = written(agreement.draft)
    assert values["method"] == "Seniornetværket begynder med kaffe."
    assert values["resources"][0]["who"] == "Seniornetværket (os)"
    assert origin_of(agreement, "resources") == ("sheet", link.sheet_id)


def test_what_is_not_shared_stays_at_home_unless_its_owner_takes_it(
    collaboration: Collaboration, fatma: User, kurt: User
) -> None:
    link = make_sheet(collaboration, SENIORER, kurt, shared=False)

    assert carriable_sheets(collaboration, fatma) == []
    with pytest.raises(SheetNotOpen):
        start_agreement(collaboration=collaboration, by=fatma, sheets=[link])
    assert not Agreement.objects.exists()

    agreement = start_agreement(collaboration=collaboration, by=kurt, sheets=[link])
    assert "method" in written(agreement.draft)


def test_what_is_not_shared_is_not_taken_without_being_asked_for(
    collaboration: Collaboration, kurt: User
) -> None:
    make_sheet(collaboration, SENIORER, kurt, shared=False)

    agreement = start_agreement(collaboration=collaboration, by=kurt)

    assert "method" not in written(agreement.draft)


def test_one_sees_beforehand_what_is_carried_over(collaboration: Collaboration, kurt: User) -> None:
    make_sheet(collaboration, SENIORER, kurt, shared=False)

    [carried] = carriable_sheets(collaboration, kurt)

    assert not carried.shared
    assert {clause.id for clause in carried.clauses} == {"resources", "methods"}


def test_there_is_one_agreement_at_a_time(
    collaboration: Collaboration, fatma: User, kurt: User
) -> None:
    first = start_agreement(collaboration=collaboration, by=fatma)

    assert start_agreement(collaboration=collaboration, by=kurt) == first
    assert Agreement.objects.count() == 1


def test_after_one_has_ended_a_new_one_can_begin(
    collaboration: Collaboration, coordinator: User
) -> None:
    first = make_in_force(collaboration, coordinator).agreement
    end_agreement(agreement=first, by=coordinator)

    assert start_agreement(collaboration=collaboration, by=coordinator) != first


@pytest.mark.parametrize("role", ["reader", "outsider", "stranger"])
def test_only_those_who_may_write_begin(
    role: str, collaboration: Collaboration, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        start_agreement(collaboration=collaboration, by=request.getfixturevalue(role))


def test_nothing_begins_in_a_closed_collaboration(
    collaboration: Collaboration, coordinator: User
) -> None:
    close_collaboration(collaboration=collaboration, by=coordinator)

    with pytest.raises(CollaborationClosed):
        start_agreement(collaboration=collaboration, by=coordinator)


def test_all_parties_write_in_the_draft_until_it_is_locked(
    collaboration: Collaboration, coordinator: User, fatma: User, kurt: User, reader: User,
    stranger: User,
) -> None:  # fmt: skip
    draft = start_agreement(collaboration=collaboration, by=fatma).draft
    policy = policy_of(draft)

    assert all(policy.can_edit(user, draft) for user in (coordinator, fatma, kurt))
    assert policy.can_view(reader, draft)
    assert not policy.can_edit(reader, draft)
    assert not policy.can_view(stranger, draft)


def test_a_locked_text_cannot_be_written_in(
    collaboration: Collaboration, coordinator: User
) -> None:
    draft = make_frozen(collaboration, coordinator).agreement.draft

    with pytest.raises(PermissionDenied):
        apply(draft, SetText("purpose", "", "Noget andet"), by=coordinator)


def test_the_margin_tells_everything_a_clause_came_from(
    collaboration: Collaboration, fatma: User
) -> None:
    ours = make_sheet(collaboration, KVINDER, fatma)
    theirs = make_sheet(collaboration, SENIORER, fatma)
    agreement = start_agreement(collaboration=collaboration, by=fatma)

    shown = {one.clause.id: one for one in shown_draft(agreement, fatma, may_write=True).clauses}

    assert [one.label for one in shown["purpose"].origins] == ["samarbejdet"]
    given = shown["resources"].origins
    assert {one.url for one in given} == {
        f"/sheets/{link.sheet_id}/#field-resources" for link in (ours, theirs)
    }
    assert {one.field for one in given} == {"Vores ressourcer"}
    # Of a text only the first is taken, so only that is told.
    assert len(shown["method"].origins) == 1


def test_an_empty_clause_came_from_nowhere(collaboration: Collaboration, fatma: User) -> None:
    agreement = start_agreement(collaboration=collaboration, by=fatma)
    apply(agreement.draft, SetText("purpose", "Vi vil have ro om regnskabet.", ""), by=fatma)
    purpose = shown_draft(agreement, fatma, may_write=True).clauses[0]
    assert purpose.clause.id == "purpose"
    assert purpose.origins == ()


def test_what_is_no_longer_shared_is_named_and_not_opened(
    collaboration: Collaboration, fatma: User, kurt: User
) -> None:
    link = make_sheet(collaboration, KVINDER, fatma)
    agreement = start_agreement(collaboration=collaboration, by=fatma)
    owner = User.objects.get(email=f"{link.owner_id}@brobygger.example")
    unshare_sheet(link=link, by=owner)

    shown = {one.clause.id: one for one in shown_draft(agreement, kurt, may_write=True).clauses}

    [origin] = shown["method"].origins
    assert (origin.url, origin.field) == ("", "")
