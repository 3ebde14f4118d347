"""The life of an agreement is data, and every step asks it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.agreements.domain.freezing import (
    end_agreement,
    freeze_agreement,
    withdraw_version,
)
from brobygger.agreements.domain.signing import decline_agreement
from brobygger.agreements.exceptions import NotNow, SignedAlready
from brobygger.agreements.models import Agreement, AgreementStatus, Signatory
from brobygger.agreements.policies import AGREEMENT, Step
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace
from tests.factories.agreements import (
    make_agreement,
    make_frozen,
    make_in_force,
    make_signed,
    signers,
)
from tests.factories.collaborations import KVINDER, make_collaboration, make_representative
from tests.factories.people import make_member, make_workspace

Take = Callable[[Agreement, User], object]


@dataclass
class Standing:
    """A collaboration for each status an agreement can have, with one that has it."""

    workspace: Workspace
    coordinator: User
    fatma: User
    agreements: dict[AgreementStatus, Agreement]


def standing() -> Standing:
    workspace = make_workspace("birkelund", "Birkelund Kommune")
    coordinator = make_member(workspace, "coordinator")
    fatma = make_representative(KVINDER, "fatma@kvinder.example", workspace)
    agreements = {
        status: make_in(
            status,
            make_collaboration(workspace, title=str(status.label), by=coordinator),
            coordinator,
        )
        for status in AgreementStatus
    }
    return Standing(workspace, coordinator, fatma, agreements)


BEGINS_WITH = standing


def freeze(agreement: Agreement, by: User) -> object:
    return freeze_agreement(agreement=agreement, signatories=signers(agreement), by=by)


def withdraw(agreement: Agreement, by: User) -> None:
    withdraw_version(agreement=agreement, by=by)


def end(agreement: Agreement, by: User) -> None:
    end_agreement(agreement=agreement, by=by)


BY_PEOPLE: dict[Step, Take] = {Step.FREEZE: freeze, Step.WITHDRAW: withdraw, Step.END: end}
MAY = {"administrator", "coordinator", "party"}
ROLES = [*sorted(MAY), "adviser", "reader", "outsider", "stranger"]


def make_in(status: AgreementStatus, collaboration: Collaboration, by: User) -> Agreement:
    if status == AgreementStatus.DRAFT:
        return make_agreement(collaboration, by)
    if status == AgreementStatus.SIGNING:
        return make_frozen(collaboration, by).agreement
    agreement = make_in_force(collaboration, by).agreement
    if status == AgreementStatus.ENDED:
        end_agreement(agreement=agreement, by=by)
    return agreement


@pytest.mark.parametrize(
    ("status", "step"), list(product(AgreementStatus, BY_PEOPLE)), ids=lambda one: one.value
)
def test_only_the_steps_of_the_table_can_be_taken(
    status: AgreementStatus, step: Step, cast: Standing, coordinator: User, db: None
) -> None:
    agreement = cast.agreements[status]
    agreement.refresh_from_db()

    if AGREEMENT.allows(status, step):
        BY_PEOPLE[step](agreement, coordinator)
        agreement.refresh_from_db()
        assert agreement.status == AGREEMENT.steps[status, step]
    else:
        with pytest.raises(NotNow):
            BY_PEOPLE[step](agreement, coordinator)
        assert Agreement.objects.get(id=agreement.id).status == status


@pytest.mark.parametrize(("step", "role"), list(product(BY_PEOPLE, ROLES)))
def test_only_those_who_may_bind_a_party_take_them(
    step: Step, role: str, cast: Standing, request: pytest.FixtureRequest, db: None
) -> None:
    start = {Step.FREEZE: "draft", Step.WITHDRAW: "signing", Step.END: "in_force"}[step]
    agreement = cast.agreements[AgreementStatus(start)]
    person = cast.fatma if role == "party" else request.getfixturevalue(role)

    if role in MAY:
        BY_PEOPLE[step](agreement, person)
    else:
        with pytest.raises(PermissionDenied):
            BY_PEOPLE[step](agreement, person)
    changed = Agreement.objects.get(id=agreement.id).status != start
    assert changed == (role in MAY)


@pytest.mark.parametrize("status", ["draft", "in_force", "ended"])
def test_nobody_signs_or_declines_out_of_turn(
    status: str, cast: Standing, coordinator: User
) -> None:
    agreement = cast.agreements[AgreementStatus.SIGNING]
    signatory = Signatory.objects.filter(version__agreement=agreement)[0]
    if status == "draft":
        withdraw(agreement, coordinator)
    else:
        for one in Signatory.objects.filter(version__agreement=agreement):
            make_signed(one)
    if status == "ended":
        end(agreement, coordinator)

    with pytest.raises((NotNow, SignedAlready)):
        make_signed(signatory)
    with pytest.raises((NotNow, SignedAlready)):
        decline_agreement(signatory=signatory, reason="Nej")
    assert Agreement.objects.get(id=agreement.id).status == status


def test_a_step_that_cannot_be_taken_says_where_we_are() -> None:
    with pytest.raises(NotNow) as refused:
        AGREEMENT.after(AgreementStatus.ENDED, Step.SIGN)

    assert refused.value.status == AgreementStatus.ENDED
    assert "slut" in str(refused.value)


def test_every_state_can_be_reached() -> None:
    assert set(AGREEMENT.steps.values()) == set(AgreementStatus)
