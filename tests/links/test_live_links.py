"""The open links to a thing: listed with who has them, and closed with a button."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.links.domain.links import issue_link
from brobygger.links.domain.queries import live_links_to
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.models import Workspace
from tests.factories.agreements import make_frozen, token_of
from tests.factories.collaborations import make_collaboration

AsUser = Callable[[User], Client]


@pytest.fixture
def version(workspace: Workspace, coordinator: User) -> AgreementVersion:
    return make_frozen(make_collaboration(workspace, by=coordinator), coordinator)


def page_of(version: AgreementVersion) -> str:
    return f"/s/{version.agreement.collaboration_id}/agreement/"


def test_the_agreement_lists_who_has_which_link(
    version: AgreementVersion, coordinator: User, reader: User, as_user: AsUser
) -> None:
    page = as_user(coordinator).get(page_of(version)).text
    assert "2 åbne links" in page
    assert "Underskrive en aftale" in page
    for signatory in version.signatories.all():
        assert f"Til {signatory.email}" in page
    assert "åbne links" not in as_user(reader).get(page_of(version)).text


def test_a_signing_link_is_closed_by_those_who_may_send_it(
    version: AgreementVersion, coordinator: User, reader: User, outsider: User, as_user: AsUser
) -> None:
    signatory = version.signatories.all()[0]
    token, link = token_of(signatory), AccessLink.objects.get(subject_id=signatory.id)
    for user in (reader, outsider):
        assert as_user(user).post(f"/links/{link.id}/close/").status_code == 404
    assert Client().get(f"/sign/{token}/").status_code == 200
    page = as_user(coordinator).post(f"/links/{link.id}/close/", follow=True).text
    assert f"Linket til {signatory.email} er lukket" in page
    assert "1 åbent link" in page
    assert Client().get(f"/sign/{token}/").status_code == 410
    assert AuditEvent.objects.filter(event="link.revoked", by_id=coordinator.id).count() == 1


def test_the_list_tells_when_a_link_was_last_used_but_not_that_it_was_looked_at(
    version: AgreementVersion,
) -> None:
    signatory = version.signatories.all()[0]
    path = f"/sign/{token_of(signatory)}/"
    Client().get(path)
    assert AccessLink.objects.get(subject_id=signatory.id).used_at is None
    Client().post(f"{path}code/")
    assert AccessLink.objects.get(subject_id=signatory.id).used_at is not None


def test_many_links_ask_no_more_questions(
    coordinator: User, django_assert_num_queries: Any
) -> None:
    things = [new_id() for _ in range(20)]
    for thing in things:
        issue_link(
            purpose=Purpose.SIGN_AGREEMENT,
            subject=("signatory", thing),
            by=coordinator,
            expires_at=clock.now() + timedelta(days=1),
        )
    with django_assert_num_queries(2):
        links = live_links_to("signatory", things, Purpose.SIGN_AGREEMENT)
    assert {live.by for live in links} == {coordinator}
    assert len(links) == 20
