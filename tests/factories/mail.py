"""Addresses whose mails come back."""

from brobygger.core import clock
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.models import MailAddress


def mails_come_back(email: str) -> None:
    """Mails to the address have come back for good."""
    MailAddress.objects.create(fingerprint=fingerprint(email), returned_at=clock.now())
