"""A person is erased from a whole municipality: afterwards no column of any table names them, but
for the places data_retention.yaml declares."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson, ImportedRecord, Representation
from brobygger.agreements.models import AgreementVersion, Signatory
from brobygger.audit.models import AuditEvent
from brobygger.demo.seed import seed
from brobygger.links.models import AccessLink
from brobygger.notifications.models import Notification
from brobygger.privacy.domain.erasing import Fate, erase, places_to_look, plan_erasure
from brobygger.privacy.domain.persons import contact_as_person, find_person
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.models import FieldRevision, FieldValue, RivalText
from tests.privacy.scan import places_with

EMAIL, NAME, PHONE = "hodan@vestparkens-kvinder.example", "Hodan Warsame", "61 72 83 94"
NEEDLES = [EMAIL, NAME, PHONE, "61728394"]
NOT_HERS = "En helt anden Hodan"


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Seeding takes seconds: once for all tests here, and gone again after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def hodan(seeded: None, db: None, settings: Settings, tmp_path: Path) -> User:
    """Representative, contact person in a register, signatory, author, and named by others."""
    settings.DATA_DIR = tmp_path
    user = User.objects.get(email=EMAIL)
    actor = Representation.objects.filter(user=user)[0].actor
    ContactPerson.objects.create(
        workspace=actor.workspace, actor=actor, name=NAME, email=EMAIL.upper(), phone=PHONE
    )
    ImportedRecord.objects.create(
        workspace=actor.workspace, actor=actor, source="portal", file_name="a.csv", row=2,
        values={"Kontakt": f"{NAME}, +45 61728394", "Navn": "Kvinder"},
    )  # fmt: skip
    Actor.objects.filter(pk=actor.pk).update(notes=f"Ring til {NAME} om aftenen. {NOT_HERS}.")
    value = FieldValue.objects.filter(
        value__has_key="text", sheet__collaboration_sheets__owner=actor
    )[0]
    writer = user
    for text in (f"{NAME} kommer med kaffe.", "Nogen kommer med kaffe."):
        apply(value.sheet, SetText(value.field_id, now(value), text), by=writer)
    RivalText.objects.create(sheet=value.sheet, field_id="x", text=f"Spørg {EMAIL}.")
    return user


def now(value: FieldValue) -> str:
    return str(FieldValue.objects.get(pk=value.pk).value["text"])


def test_nothing_names_her_afterwards_but_what_is_declared(hodan: User) -> None:
    assert len(places_with(NEEDLES)) > 5
    plan = erase(plan_erasure(find_person(EMAIL)), by=hodan)

    declared = {
        (step.label, str(key)) for step in plan.of(Fate.KEEP, Fate.LOOK) for key in step.keys
    }
    left = places_with(NEEDLES)

    # The wording that stands is in its field's history too.
    standing = {place for place in left if place.label == "sheets.FieldRevision"}
    assert {(place.label, place.key) for place in left - standing} <= declared
    assert {place.label for place in left} <= {
        "actors.Actor", "sheets.FieldValue", "sheets.FieldRevision", "sheets.RivalText",
        "collaborations.Collaboration", "agreements.AgreementVersion", "agreements.Signatory",
        "followup.StatusMeeting", "sheets.Sheet",
    }  # fmt: skip


def test_with_her_name_taken_out_only_signed_agreements_name_her(hodan: User) -> None:
    erase(plan_erasure(find_person(EMAIL), take_out=True), by=None)

    assert {place.label for place in places_with(NEEDLES)} <= {
        "agreements.AgreementVersion",
        "agreements.Signatory",
    }
    assert Actor.objects.filter(
        notes__contains=f"Ring til [slettet] om aftenen. {NOT_HERS}"
    ).exists()


def test_history_that_named_her_is_gone_and_what_stands_stays(hodan: User) -> None:
    stands = FieldValue.objects.get(value__text="Nogen kommer med kaffe.")

    erase(plan_erasure(find_person(EMAIL)), by=hodan)

    history = FieldRevision.objects.filter(sheet=stands.sheet, field_id=stands.field_id)
    assert [one.value["text"] for one in history] == ["Nogen kommer med kaffe."]


def test_signed_agreements_are_kept_word_for_word(hodan: User) -> None:
    versions = AgreementVersion.objects.filter(in_force_at__isnull=False)
    before = dict(versions.values_list("pk", "content_hash"))
    signed = list(Signatory.objects.filter(version__in=versions, email=EMAIL).values())

    erase(plan_erasure(find_person(EMAIL)), by=hodan)

    assert dict(versions.values_list("pk", "content_hash")) == before
    assert list(Signatory.objects.filter(version__in=versions, email=EMAIL).values()) == signed


def test_her_account_her_roles_and_her_sessions_are_gone(hodan: User, as_user: Callable) -> None:  # type: ignore[type-arg]
    client = as_user(hodan)

    erase(plan_erasure(find_person(EMAIL)), by=hodan)

    assert not User.objects.filter(pk=hodan.pk).exists()
    assert not Representation.objects.filter(user_id=hodan.pk).exists()
    assert client.get("/account/").status_code == 302


def test_her_mails_and_links_are_emptied_and_closed(hodan: User) -> None:
    link = AccessLink.objects.filter(email=EMAIL).first()
    erase(plan_erasure(find_person(EMAIL)), by=hodan)

    assert not Notification.objects.filter(to_email__iexact=EMAIL).exists()
    assert not AccessLink.objects.filter(email__iexact=EMAIL).exists()
    assert link is None or AccessLink.objects.get(pk=link.pk).revoked_at


def test_the_trail_says_that_it_happened_and_not_to_whom(hodan: User) -> None:
    erase(plan_erasure(find_person(EMAIL)), by=hodan)

    event = AuditEvent.objects.get(event="privacy.erased")
    assert (event.by_id, event.object_id) == (None, hodan.pk)
    assert EMAIL not in json.dumps([event.related, event.object_kind])


def test_the_plan_shows_what_others_wrote_with_the_words_around(hodan: User) -> None:
    places = places_to_look(plan_erasure(find_person(EMAIL)))

    assert any("Ring til Hodan Warsame om aftenen" in place.words for place in places)


def test_an_agreement_that_waits_for_somebody_is_a_draft_again(hodan: User) -> None:
    signatory = Signatory.objects.filter(
        version__agreement__status="signing", version__withdrawn_at=None, signed_at=None
    )[0]
    email, agreement = signatory.email, signatory.version.agreement

    plan = plan_erasure(find_person(email))
    erase(plan, by=None)

    agreement.refresh_from_db()
    assert (plan.taken_back, agreement.status) == (1, "draft")
    assert not {place.label for place in places_with([email])} & {
        "notifications.Notification", "notifications.Letter", "agreements.AgreementVersion",
        "agreements.Signatory", "links.AccessLink", "accounts.User",
    }  # fmt: skip


def test_a_contact_person_is_erased_in_one_register_only(hodan: User) -> None:
    contact = ContactPerson.objects.get(email__iexact=EMAIL)
    other = Actor.objects.exclude(workspace=contact.workspace)[0]
    ContactPerson.objects.create(workspace=other.workspace, actor=other, name=NAME, email=EMAIL)
    administrator = User.objects.get(name="Torben Lind")

    erase(plan_erasure(contact_as_person(contact)), by=administrator)

    assert list(
        ContactPerson.objects.filter(email__iexact=EMAIL).values_list("actor", flat=True)
    ) == [other.pk]
    assert User.objects.filter(email=EMAIL).exists()
