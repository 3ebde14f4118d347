"""Agreements: drafted together, frozen, signed by everyone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace


class AgreementStatus(models.TextChoices):
    """Where an agreement is. Which steps are allowed stands in policies.py."""

    DRAFT = "draft", _("Udkast")
    SIGNING = "signing", _("Til underskrift")
    IN_FORCE = "in_force", _("Gælder")
    ENDED = "ended", _("Slut")


class IdentityLevel(models.TextChoices):
    """How we know who signed."""

    EMAIL_CODE = "email_code", _("Link og engangskode på e-mail")


class Agreement(Entity):
    """The agreement of a collaboration. Its draft is a sheet all parties write in."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="agreements")
    draft = models.OneToOneField(Sheet, models.PROTECT, related_name="agreement")
    status = models.CharField(
        max_length=20, choices=AgreementStatus.choices, default=AgreementStatus.DRAFT
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=~models.Q(status="ended"),
                name="agreements_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ended", ended_at__isnull=False)
                | (~models.Q(status="ended") & models.Q(ended_at__isnull=True)),
                name="agreements_ended_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} · {self.status}"


class AgreementVersion(Entity):
    """A frozen wording: what is shown, hashed, signed and printed comes from this one row."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()  # canonical JSON, exactly the text that was hashed
    content_hash = models.CharField(max_length=64)
    pdf = models.BinaryField()
    # With everybody's signature on it; made once, when the last one has signed.
    signed_pdf = models.BinaryField(null=True, blank=True)
    frozen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    frozen_at = models.DateTimeField(default=clock.now)
    in_force_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="agreements_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="agreements_one_version_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_at__isnull=True, signed_pdf__isnull=True)
                | models.Q(
                    in_force_at__isnull=False,
                    signed_pdf__isnull=False,
                    withdrawn_at__isnull=True,
                ),
                name="agreements_in_force_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class Signatory(Entity):
    """The person who signs a version for a party."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="signatories")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    name = models.CharField(_("navn"), max_length=200)
    email = models.EmailField(_("e-mail"))
    code_hash = models.CharField(max_length=128, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    codes_today = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)  # invited or last reminded
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True)
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    identity_level = models.CharField(max_length=20, choices=IdentityLevel.choices, blank=True)
    signed_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "actor"], name="agreements_one_signatory_per_party"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    signed_at__isnull=True, signed_name="", identity_level="", signed_hash=""
                )
                | (
                    models.Q(signed_at__isnull=False)
                    & ~models.Q(signed_name="")
                    & ~models.Q(identity_level="")
                    & ~models.Q(signed_hash="")
                ),
                name="agreements_signature_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="agreements_signed_or_declined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.version_id}"
