"""Links that let somebody do one thing without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.core import clock
from brobygger.core.models import Entity


class Purpose(models.TextChoices):
    """What a link is good for; it opens nothing else."""

    SIGN_AGREEMENT = "agreement.sign", _("Underskrive en aftale")
    CALENDAR = "followup.calendar", _("Abonnere på en kalender")
    INVITATION = "invitations.accept", _("Tage imod en invitation")
    PROFILE = "actors.profile", _("Se og rette det, der står om jer")
    VISIT_THANKS = "visits.thanks", _("Se takken for et besøg og svare på, hvem I vil kende")
    INTRODUCTION = "visits.introduction", _("Svare på, om nogen må få jeres oplysninger")
    PRESENTATION = "comparison.presentation", _("Læse en præsentation af en parts bidrag")


class AccessLink(Entity):
    """A purpose-bound, expiring, revocable link. Only a hash of its token is stored."""

    purpose = models.CharField(max_length=40, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    subject_kind = models.CharField(max_length=50)
    subject_id = models.UUIDField()
    workspace_id = models.UUIDField(null=True)
    email = models.EmailField(blank=True)
    created_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="links_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_kind}:{self.subject_id}"
