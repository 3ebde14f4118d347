"""That somebody has been told what the register holds about them (GDPR article 14)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.actors.models.contact import ContactPerson
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class NoticeWay(models.TextChoices):
    """How they came to know."""

    MAIL = "mail", _("ved mail")
    ORALLY = "orally", _("ved en samtale")
    KNOWN = "known", _("vidste det selv")


class ContactNotice(Entity):
    """One address, or one person without an address, that has been told once in a workspace."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    # The address in small letters. A person without one is known by row and name.
    email = models.EmailField(blank=True)
    person = models.ForeignKey(ContactPerson, models.CASCADE, null=True, related_name="notices")
    name = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=NoticeWay.choices)
    told_at = models.DateTimeField(default=clock.now)
    told_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                condition=~Q(email=""),
                name="actors_notice_once_per_address",
            ),
            models.UniqueConstraint(
                fields=["person", "name"], condition=Q(email=""), name="actors_notice_once_orally"
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(person__isnull=False), name="actors_notice_to_somebody"
            ),
        ]
        indexes = [models.Index(fields=["workspace", "email"], name="actors_notice_address")]

    def __str__(self) -> str:
        return f"{self.email or self.name} ({self.way})"
