"""A link opens one thing, for one purpose, for a time."""

import hashlib
from datetime import timedelta

import pytest

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.links.domain.links import (
    consume,
    find_link,
    issue_link,
    live_links,
    revoke,
    revoke_links_of,
)
from brobygger.links.exceptions import LinkExpired, LinkRevoked, LinkUnknown, LinkUsed
from brobygger.links.models import AccessLink, Purpose

SUBJECT = ("signatory", new_id())


def make_link(by: User, *, single_use: bool = False, days: int = 30) -> tuple[AccessLink, str]:
    return issue_link(
        purpose=Purpose.SIGN_AGREEMENT,
        subject=SUBJECT,
        by=by,
        expires_at=clock.now() + timedelta(days=days),
        single_use=single_use,
    )


def test_a_link_is_found_by_its_token(coordinator: User) -> None:
    link, token = make_link(coordinator)

    assert find_link(token, Purpose.SIGN_AGREEMENT) == link


def test_only_a_hash_of_the_token_is_stored(coordinator: User) -> None:
    link, token = make_link(coordinator)

    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) >= 43  # 256 bits in base64
    assert not AccessLink.objects.filter(token_hash=token).exists()


def test_finding_a_link_changes_nothing(coordinator: User) -> None:
    _, token = make_link(coordinator, single_use=True)

    find_link(token, Purpose.SIGN_AGREEMENT)

    assert find_link(token, Purpose.SIGN_AGREEMENT).used_at is None


def test_a_guessed_token_is_unknown(db: None) -> None:
    with pytest.raises(LinkUnknown):
        find_link("et-gæt", Purpose.SIGN_AGREEMENT)


def test_a_link_is_unknown_for_another_purpose(coordinator: User) -> None:
    _, token = make_link(coordinator)

    with pytest.raises(LinkUnknown):
        find_link(token, Purpose.CALENDAR)


def test_a_link_runs_out(coordinator: User) -> None:
    _, token = make_link(coordinator, days=30)

    with clock.travel_to(clock.now() + timedelta(days=31)), pytest.raises(LinkExpired):
        find_link(token, Purpose.SIGN_AGREEMENT)


def test_a_revoked_link_is_closed_and_the_trail_says_so(coordinator: User) -> None:
    link, token = make_link(coordinator)

    revoke(link, by=coordinator)
    revoke(link, by=coordinator)

    with pytest.raises(LinkRevoked):
        find_link(token, Purpose.SIGN_AGREEMENT)
    assert AuditEvent.objects.filter(event="link.revoked", object_id=SUBJECT[1]).count() == 1


def test_a_link_for_single_use_is_used_up_by_consuming(coordinator: User) -> None:
    link, token = make_link(coordinator, single_use=True)

    consume(link)

    with pytest.raises(LinkUsed):
        find_link(token, Purpose.SIGN_AGREEMENT)
    with pytest.raises(LinkUsed):
        consume(AccessLink.objects.get(id=link.id))


def test_an_ordinary_link_can_be_used_again(coordinator: User) -> None:
    link, token = make_link(coordinator)

    consume(link)
    consume(link)

    assert find_link(token, Purpose.SIGN_AGREEMENT).used_at == link.used_at


def test_all_links_to_a_thing_are_closed_at_once(coordinator: User) -> None:
    make_link(coordinator)
    make_link(coordinator)

    assert revoke_links_of(SUBJECT, purpose=Purpose.SIGN_AGREEMENT, by=coordinator) == 2
    assert live_links(SUBJECT, Purpose.SIGN_AGREEMENT) == []
