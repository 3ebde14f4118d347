"""The links the signatories have: who sees them, and who may close them."""

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion, Signatory
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.links.domain.queries import LiveLink, live_links_to
from brobygger.links.models import AccessLink, Purpose

KIND = "signatory"


def signing_links(version: AgreementVersion) -> list[LiveLink]:
    """The open links to a version, those of the receipts included."""
    ids = Signatory.objects.filter(version=version).values_list("id", flat=True)
    return live_links_to(KIND, ids, Purpose.SIGN_AGREEMENT)


def may_close(link: AccessLink, user: User) -> bool:
    """Whoever may send the agreement out may also close a link to it."""
    found = _signatory(link)
    permission = Permission.AGREEMENT_FREEZE
    return found is not None and can_party(user, found.version.agreement.collaboration, permission)


def page(link: AccessLink) -> str:
    """The agreement."""
    found = _signatory(link)
    assert found is not None  # `may_close` has found it
    return reverse("agreements:agreement", args=[found.version.agreement.collaboration_id])


def _signatory(link: AccessLink) -> Signatory | None:
    found = Signatory.objects.filter(pk=link.subject_id)
    return found.select_related("version__agreement__collaboration").first()
