"""Mails: each is written down in the transaction that wants it, and sent by the worker."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.notifications.hours import Hours


class NotificationStatus(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting"  # written; leaves when its time comes
    HELD = "held"  # the address sends mail back; nothing is tried until somebody has looked at it
    SENT = "sent"  # the mail server has taken it
    RETURNED = "returned"  # it came back; written anew when it is wanted again
    FAILED = "failed"  # the mail server will not have it, whoever it is for
    DROPPED = "dropped"  # the receiver wants none of this kind, or it is no longer true


class Letter(Entity):
    """What goes through the mail server in one piece: one mail, or several gathered.

    It is saved before the mail server hears of it, and its id is the Message-ID: a letter that is
    sent again after a crash is the same letter.
    """

    to_email = models.EmailField()
    due = models.BooleanField()
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_code = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(Upper("to_email"), "sent_at", name="notifications_letter_to"),
        ]

    def __str__(self) -> str:
        return f"letter → {self.to_email}"


class Notification(Entity):
    """One mail to one person. The key makes sure it is not sent twice.

    `text` and `html` are the mail when it goes alone, `part_text` and `part_html` its place among
    others; what is due has none, for it always goes alone.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    to_user_id = models.UUIDField(null=True)
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    part_text = models.TextField(blank=True)
    part_html = models.TextField(blank=True)
    about = models.UUIDField(null=True)
    # After this it says nothing any more: the meeting has been held, the code has run out.
    until = models.DateTimeField(null=True)
    # No time: at once, at any hour.
    send_after = models.DateTimeField(null=True)
    letter = models.ForeignKey(
        Letter, null=True, on_delete=models.SET_NULL, related_name="notifications"
    )
    status = models.CharField(
        max_length=10, choices=NotificationStatus.choices, default=NotificationStatus.WAITING
    )
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                Upper("to_email"),
                "created_at",
                name="notifications_waiting",
                condition=models.Q(status__in=["waiting", "held"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_email}"


class MailAddress(Entity):
    """What we know of an e-mail address, with or without an account behind it.

    The address itself is not here, only its fingerprint: who has it can look it up.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    returned_at = models.DateTimeField(null=True)
    returned_code = models.CharField(max_length=20, blank=True)
    quiet_from = models.PositiveSmallIntegerField(default=20, validators=[MaxValueValidator(23)])
    quiet_until = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(23)])
    weekends = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"address {self.fingerprint[:8]}"

    @property
    def hours(self) -> Hours:
        """When mails that can wait may leave for this address."""
        return Hours(self.quiet_from, self.quiet_until, self.weekends)


class Choice(models.TextChoices):
    """How somebody wants the mails of a kind."""

    AT_ONCE = "at_once", _("Med det samme")
    WEEKLY = "weekly", _("Samlet, en gang om ugen")
    NEVER = "never", _("Slet ikke")


class MailChoice(Entity):
    """What the reader of an address has chosen for a kind of mail."""

    address = models.ForeignKey(MailAddress, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=60)
    choice = models.CharField(max_length=10, choices=Choice.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address", "kind"], name="notifications_one_choice_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.choice}"


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
