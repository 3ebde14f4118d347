"""Where an address stands, it says when its mails come back: to those who can do something."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson, Representation
from brobygger.agreements.models import AgreementVersion
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.models import StatusMeeting
from tests.factories.agreements import make_frozen
from tests.factories.collaborations import KVINDER, party_actor
from tests.factories.mail import mails_come_back
from tests.followup.conftest import SIGNED

AsUser = Callable[[User], Client]


def warning(email: str) -> str:
    return f"Mailen til {email} kom tilbage. Tjek adressen."


def test_beside_the_meetings_they_are_not_told_of(
    meetings: list[StatusMeeting], version: AgreementVersion, fatma: User, as_user: AsUser
) -> None:
    signatory = version.signatories.order_by("email")[0]
    mails_come_back(signatory.email)

    with clock.travel_to(SIGNED):
        page = as_user(fatma).get(reverse("followup:meetings", args=[meetings[0].collaboration_id]))

    assert page.content.decode().count(warning(signatory.email)) == 1


def test_beside_the_agreement_they_were_to_sign(
    collaboration: Collaboration, coordinator: User, fatma: User, as_user: AsUser
) -> None:
    signatory = make_frozen(collaboration, coordinator).signatories.order_by("email")[0]
    mails_come_back(signatory.email)

    page = as_user(fatma).get(reverse("agreements:agreement", args=[collaboration.id]))

    assert warning(signatory.email) in page.content.decode()


def test_beside_contact_persons_and_representatives(
    collaboration: Collaboration, coordinator: User, fatma: User, as_user: AsUser
) -> None:
    actor = party_actor(collaboration.workspace, KVINDER)
    assert Representation.objects.filter(actor=actor, user=fatma).exists()
    ContactPerson.objects.create(
        workspace=actor.workspace, actor=actor, name="Amina", email="amina@kvinder.example"
    )
    for email in (fatma.email, "amina@kvinder.example"):
        mails_come_back(email)

    address = reverse("actors:detail", args=[collaboration.workspace.slug, actor.id])
    page = as_user(coordinator).get(address).content.decode()

    assert warning(fatma.email) in page
    assert warning("amina@kvinder.example") in page
