"""Workspaces: a municipality, a housing-social plan or a volunteer centre, and its people."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.authorization.roles import ROLES, Role
from brobygger.core import clock
from brobygger.core.models import Entity


class WorkspaceKind(models.TextChoices):
    """Who the workspace belongs to."""

    MUNICIPALITY = "municipality", _("Kommune")
    HOUSING_SOCIAL_PLAN = "housing_social_plan", _("Boligsocial helhedsplan")
    VOLUNTEER_CENTRE = "volunteer_centre", _("Frivilligcenter")


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    """Workspaces as seen by somebody."""

    def visible_to(self, user: User) -> "WorkspaceQuerySet":
        """The workspaces the person is a member of; no others exist for them."""
        return self.filter(memberships__user_id=user.pk)


class Workspace(Entity):
    """The room of one organisation: its register, its collaborations, its people."""

    slug = models.SlugField(_("kort navn"), max_length=60, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(
        _("slags"),
        max_length=30,
        choices=WorkspaceKind.choices,
        default=WorkspaceKind.MUNICIPALITY,
    )
    municipality_code = models.CharField(_("kommunekode"), max_length=4, blank=True)
    # Who answers for what stands here, as people who stand in the register are told.
    controller = models.CharField(_("dataansvarlig"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail til jer"), blank=True)
    contact_phone = models.CharField(_("telefon til jer"), max_length=60, blank=True)
    dpo_email = models.EmailField(_("e-mail til databeskyttelsesrådgiveren"), blank=True)
    # What the workspace calls what actors say of their own background; empty: as we call it.
    background_label = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager["Workspace"]] = WorkspaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_told_of(self) -> bool:
        """Whether people can be told whom to write to about what stands here."""
        return bool(self.contact_email and self.dpo_email)


class Membership(Entity):
    """A person's role in a workspace."""

    ROLE_CHOICES = [(role.value, ROLES[role].title) for role in Role if role is not Role.PARTY]

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rolle"), max_length=20, choices=ROLE_CHOICES)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="workspaces_one_role_per_person"
            ),
            models.UniqueConstraint(
                fields=["workspace", "id"], name="workspaces_membership_workspace_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"
