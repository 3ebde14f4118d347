"""Mails: each is written down in the transaction that wants it, and sent by the worker."""

from django.db import models

from brobygger.core import clock
from brobygger.core.models import Entity


class NotificationStatus(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Notification(Entity):
    """One mail to one person. The key makes sure it is not sent twice."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    to_user_id = models.UUIDField(null=True)
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, choices=NotificationStatus.choices, default=NotificationStatus.WAITING
    )
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_email}"


class OutboxMail(Entity):
    """A mail kept instead of sent: demo mode's post office, shown on the outbox page."""

    to_email = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_email}"


class PersonRequest(Entity):
    """That somebody was asked for something, on a day. Who is a keyed hash: it can be counted
    across workspaces, and tells neither who the person is nor who asked."""

    person_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    asked_on = models.DateField(default=clock.today)

    class Meta:
        indexes = [
            models.Index(fields=["person_hash", "asked_on"], name="notifications_asked_person")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_on}"
