"""Contact persons hear what stands about them: once, in their own time, or face to face."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor, remove_actor
from brobygger.actors.domain.data import ActorData, ContactPersonData
from brobygger.actors.domain.imports import choose_columns, receive_file, start_commit
from brobygger.actors.domain.notices import (
    GRACE,
    KIND,
    regard_as_told,
    tell_some,
    to_tell_orally,
    told_orally,
)
from brobygger.actors.models import Actor, ContactNotice, ContactPerson, ImportBatch
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.notifications.kinds import kind_of
from brobygger.notifications.models import Notification, NotificationStatus, PersonRequest
from brobygger.workspaces.domain.settings import describe_controller
from brobygger.workspaces.models import Workspace

AsUser = Callable[[User], Client]


def write(workspace: Workspace, by: User, *people: ContactPersonData, name: str = "Koret") -> Actor:
    """An actor with contact persons, recorded by somebody else."""
    return create_actor(
        workspace=workspace, data=ActorData(name=name, contact_persons=people), by=by
    )


ANNA = ContactPersonData(
    name="Anna Holm", title="kasserer", email="Anna@kor.example", phone="12 34"
)
NO_MAIL = ContactPersonData(name="Bo Lind", phone="22 22 22 22")


@pytest.fixture
def later(db: None) -> Iterator[None]:
    """Two hours on: what was typed wrong has been corrected."""
    with clock.travel_to(clock.now() + 2 * GRACE):
        yield


def mails() -> list[Notification]:
    return list(Notification.objects.filter(kind=KIND).order_by("id"))


def test_one_mail_says_what_stands_and_what_one_can_do(
    workspace: Workspace, administrator: User, coordinator: User, later: None
) -> None:
    describe_controller(
        workspace=workspace,
        by=administrator,
        controller="Birkelund Kommune",
        email="frivillig@birkelund.example",
        phone="11 11 11 11",
        dpo_email="dpo@birkelund.example",
    )
    write(workspace, coordinator, ANNA)
    write(workspace, coordinator, ANNA, name="Festudvalget")
    with clock.travel_to(clock.now() + 2 * GRACE):
        assert tell_some() == 1
        assert tell_some() == 0

    (mail,) = mails()
    assert mail.to_email == "Anna@kor.example"
    for words in (
        "Hos Koret: Anna Holm, kasserer, Anna@kor.example, 12 34",
        "Hos Festudvalget",
        "artikel 6, stk. 1, litra e",
        "Skriv til frivillig@birkelund.example",
        "dpo@birkelund.example",
        "gøre indsigelse",
        "Datatilsynet",
        "/privacy/",
    ):
        assert words in mail.text
        assert words in mail.html


def test_typing_errors_have_an_hour(workspace: Workspace, coordinator: User) -> None:
    write(workspace, coordinator, ANNA)

    assert tell_some() == 0


def test_without_settings_an_administrator_is_the_one_to_ask(
    workspace: Workspace, administrator: User, coordinator: User
) -> None:
    write(workspace, coordinator, ANNA)
    with clock.travel_to(clock.now() + 2 * GRACE):
        tell_some()

    assert f"Skriv til {administrator.email}" in mails()[0].text


def test_each_workspace_tells_on_its_own(
    workspace: Workspace, other_workspace: Workspace, coordinator: User, outsider: User
) -> None:
    write(workspace, coordinator, ANNA)
    write(other_workspace, outsider, ANNA)
    with clock.travel_to(clock.now() + 2 * GRACE):
        assert tell_some() == 2


def test_a_member_knows_already_and_the_removed_are_left_alone(
    workspace: Workspace, coordinator: User, reader: User
) -> None:
    write(workspace, coordinator, ContactPersonData(name="Læser", email=reader.email.upper()))
    gone = write(workspace, coordinator, ANNA, name="Væk")
    remove_actor(actor=gone, by=coordinator)
    with clock.travel_to(clock.now() + 2 * GRACE):
        assert tell_some() == 0


def test_the_law_asks_for_it_so_it_is_no_request_and_nobody_opts_out(
    workspace: Workspace, coordinator: User
) -> None:
    write(workspace, coordinator, ANNA)
    with clock.travel_to(clock.now() + 2 * GRACE):
        tell_some()

    assert not kind_of(KIND).may_opt_out
    assert not kind_of(KIND).is_request
    assert not PersonRequest.objects.exists()
    assert AuditEvent.objects.filter(event="contact.informed", by_id=None).count() == 1


def test_an_import_is_told_little_by_little(
    workspace: Workspace, coordinator: User, settings: Settings
) -> None:
    settings.BROBYGGER_NOTICES_PER_HOUR = 12
    batch = imported(workspace, coordinator, 30)
    start_commit(batch, seen=batch.result["seen"], by=coordinator)
    with clock.travel_to(clock.now() + 2 * GRACE):
        rounds = [tell_some() for _ in range(16)]

    assert rounds == [2] * 15 + [0]
    assert len({mail.to_email for mail in mails()}) == 30


def imported(workspace: Workspace, by: User, number: int) -> ImportBatch:
    rows = "".join(f"Forening {n};Person {n};p{n}@mail.example\r\n" for n in range(number))
    content = f"Navn;Kontaktperson;Kontaktpersons e-mail\r\n{rows}".encode()
    batch = receive_file(workspace=workspace, file_name="liste.csv", content=content, by=by)
    columns = {
        "Navn": "name",
        "Kontaktperson": "contact_name",
        "Kontaktpersons e-mail": "contact_email",
    }
    return choose_columns(batch, columns=columns, source="liste", by=by)


def test_the_preview_says_how_many_hear_of_it(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    write(workspace, coordinator, ContactPersonData(name="P", email="P1@mail.example"))
    regard_as_told(workspace)
    batch = imported(workspace, coordinator, 3)
    page = reverse("actors:import-preview", args=[workspace.slug, batch.id])
    html = as_user(coordinator).get(page).content.decode()

    assert "2 kontaktpersoner får en besked hver" in html


def test_nobody_waits_a_month(workspace: Workspace, coordinator: User, settings: Settings) -> None:
    settings.BROBYGGER_NOTICES_PER_HOUR = 1
    actor = write(workspace, coordinator)
    number = 4000
    ContactPerson.objects.bulk_create(
        ContactPerson(workspace=workspace, actor=actor, name=f"P{n}", email=f"p{n}@mail.example")
        for n in range(number)
    )
    with clock.travel_to(clock.now() + 2 * GRACE):
        written = tell_some()

    assert written * 6 * 24 * timedelta(days=21).days >= number


# --- those no mail reaches


def test_whoever_has_no_address_is_told_orally(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    write(workspace, coordinator, NO_MAIL, ANNA)
    page = reverse("actors:untold", args=[workspace.slug])
    person = ContactPerson.objects.get(name="Bo Lind")
    client = as_user(coordinator)

    assert [p.name for p in client.get(page).context["page"]] == ["Bo Lind"]
    client.post(reverse("actors:told", args=[workspace.slug, person.id]))

    notice = ContactNotice.objects.get(person=person)
    assert (notice.way, notice.told_by_id) == ("orally", coordinator.id)
    assert not client.get(page).context["page"].object_list
    assert AuditEvent.objects.filter(event="contact.told", by_id=coordinator.id).exists()


def test_another_person_in_the_same_row_is_somebody_new(
    workspace: Workspace, coordinator: User
) -> None:
    write(workspace, coordinator, NO_MAIL)
    told_orally(person=ContactPerson.objects.get(), by=coordinator)
    ContactPerson.objects.update(name="Carl")

    assert [person.name for person in to_tell_orally(workspace)] == ["Carl"]


def test_a_mail_that_came_back_is_told_orally(workspace: Workspace, coordinator: User) -> None:
    write(workspace, coordinator, ANNA)
    with clock.travel_to(clock.now() + 2 * GRACE):
        tell_some()
    Notification.objects.update(status=NotificationStatus.FAILED)
    (person,) = to_tell_orally(workspace)
    told_orally(person=person, by=coordinator)

    assert not to_tell_orally(workspace).exists()
    assert ContactNotice.objects.get().way == "orally"


def test_a_reader_notes_nothing(workspace: Workspace, coordinator: User, reader: User) -> None:
    write(workspace, coordinator, NO_MAIL)
    with pytest.raises(PermissionDenied):
        told_orally(person=ContactPerson.objects.get(), by=reader)


def test_the_list_asks_the_same_however_long_it_is(
    workspace: Workspace,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    write(workspace, coordinator, *(ContactPersonData(name=f"P{n}") for n in range(60)))
    client = as_user(coordinator)
    page = reverse("actors:untold", args=[workspace.slug])
    client.get(page)
    # session, person, memberships, count, page, those on their way
    with django_assert_num_queries(6):
        response = client.get(page)

    assert len(response.context["page"].object_list) == 50
