"""An actor: somebody one could work together with."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.enums import ActorKind, FactSource
from brobygger.actors.models.organisation import Organisation
from brobygger.catalog.words import loose
from brobygger.core import clock
from brobygger.core.models import Entity
from brobygger.core.sorting import danish_sort_key
from brobygger.workspaces.models import Workspace


def _terms() -> "ArrayField[Any, Any]":
    """A list of vocabulary term ids, or of the words themselves where no term fits."""
    return ArrayField(models.CharField(max_length=200), default=list, blank=True)


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors as seen from a workspace or by a person."""

    def in_workspace(self, workspace: Workspace) -> "ActorQuerySet":
        """The register of one workspace, without what has been removed from it."""
        return self.filter(workspace=workspace, deleted_at__isnull=True)

    def removed_in(self, workspace: Workspace) -> "ActorQuerySet":
        """What has been removed from the register, and can be put back."""
        return self.filter(workspace=workspace, deleted_at__isnull=False, merged_into__isnull=True)

    def visible_to(self, user: User) -> "ActorQuerySet":
        """Actors in the person's workspaces, and those they represent."""
        member = models.Q(workspace__memberships__user_id=user.pk)
        represents = models.Q(
            representations__user_id=user.pk, representations__ended_at__isnull=True
        )
        return self.filter(member | represents, deleted_at__isnull=True).distinct()


def names_for(name: str) -> dict[str, str]:
    """What sorting and searching need from a name, by column."""
    return {"sort_name": danish_sort_key(name)[:400], "search_name": loose(name)[:400]}


class Actor(Entity):
    """An association, school, company, department … or a single enthusiast in a register."""

    # An index of the workspace alone would be one more to write: the constraint below begins so.
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="actors", db_index=False)
    name = models.CharField(_("navn"), max_length=300)
    sort_name = models.CharField(max_length=400, editable=False)
    kind = models.CharField(
        _("slags"), max_length=30, choices=ActorKind.choices, default=ActorKind.ASSOCIATION
    )
    # Set by the actor itself, when it stands in several registers; see domain/organisations.py.
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="actors",
        db_index=False,
    )
    # The workspace's own organisation: its members act for it in collaborations.
    is_host = models.BooleanField(default=False)
    cvr = models.CharField(_("CVR-nummer"), max_length=8, blank=True)
    description = models.TextField(_("hvem er I, og hvad gør I?"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=60, blank=True)
    website = models.CharField(_("hjemmeside"), max_length=500, blank=True)
    street = models.CharField(_("vej og nummer"), max_length=200, blank=True)
    postcode = models.CharField(_("postnummer"), max_length=20, blank=True)
    town = models.CharField(_("by"), max_length=100, blank=True)
    country = models.CharField(_("land"), max_length=2, default="DK", blank=True)
    area = models.CharField(_("område"), max_length=200, blank=True)
    target_groups = _terms()
    wished_target_groups = _terms()
    activity_areas = _terms()
    languages = _terms()
    # Unknown and none are two things.
    capacity = models.PositiveIntegerField(_("plads til nye medlemmer"), null=True, blank=True)
    capacity_text = models.CharField(_("om pladsen"), max_length=300, blank=True)
    challenges = models.TextField(_("udfordringer"), blank=True)
    ideas = models.TextField(_("idéer"), blank=True)
    interests = models.TextField(_("interesser"), blank=True)
    # A special category (GDPR article 9): only the actor itself says it, of an organisation.
    # It never leaves the workspace; see domain/background.py.
    background = models.CharField(_("baggrund"), max_length=200, blank=True)
    notes = models.TextField(_("noter"), blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    last_confirmed_on = models.DateField(_("sidst bekræftet"), null=True, blank=True)
    # Who said on that day that it is all right: a FactSource (empty as "workspace"), and who of it.
    confirmed_source = models.CharField(max_length=10, choices=FactSource.choices, blank=True)
    confirmed_who = models.CharField(max_length=200, blank=True)
    # Where a field's words are from and the last day they were stood by, for those that are not
    # from where the actor is from: {"description": ["workspace", "2026-11-21", "a user's key"]}.
    fact_sources = models.JSONField(default=dict, blank=True)
    # Who may read a field, where it is not as usual: {"phone": "parties"}.
    visibility = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The one it turned out to be; it is out of the register then. See domain/uniting.py.
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        db_index=False,
    )
    # What the search looks in: folded to plain letters, so that the database's locale and
    # the reader's keyboard do not matter. Written by domain/search.py.
    search_name = models.CharField(max_length=400, editable=False, default="")
    search_terms = models.TextField(editable=False, default="", blank=True)
    search_text = models.TextField(editable=False, default="", blank=True)
    search_vector = models.GeneratedField(
        expression=SearchVector("search_name", weight="A", config="danish")
        + SearchVector("search_terms", weight="B", config="danish")
        + SearchVector("search_text", weight="C", config="danish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Any] = ActorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="actors_actor_workspace_id"),
            models.UniqueConstraint(
                fields=["workspace", "source", "external_id"],
                condition=~models.Q(external_id=""),
                name="actors_one_per_external_id",
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(is_host=True), name="actors_one_host"
            ),
            models.UniqueConstraint(
                fields=["organisation", "workspace"], name="actors_organisation_once_a_workspace"
            ),
            models.CheckConstraint(
                condition=models.Q(cvr="") | models.Q(cvr__regex=r"^[0-9]{8}$"),
                name="actors_cvr_eight_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(background="") | ~models.Q(kind=ActorKind.ENTHUSIAST),
                name="actors_background_never_of_a_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "sort_name", "id"],
                condition=models.Q(deleted_at__isnull=True),
                name="actors_by_name",
            ),
            models.Index(
                fields=["workspace", "kind", "sort_name"],
                condition=models.Q(deleted_at__isnull=True),
                name="actors_by_kind",
            ),
            models.Index(
                models.F("workspace"),
                models.F("last_confirmed_on").asc(nulls_first=True),
                models.F("sort_name"),
                condition=models.Q(deleted_at__isnull=True),
                name="actors_by_confirmation",
            ),
            # Where the actors of a place are, answered by the index alone.
            models.Index(
                fields=["workspace", "area", "town", "postcode"],
                include=["id"],
                condition=models.Q(deleted_at__isnull=True),
                name="actors_by_address",
            ),
            # Few are part of another, so few stand in it.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="actors_merged_into",
            ),
            # An actor that looks for itself in other registers is found by its address.
            models.Index(Lower("email"), condition=~models.Q(email=""), name="actors_by_email"),
            GinIndex(fields=["target_groups"], name="actors_target_groups"),
            GinIndex(fields=["activity_areas"], name="actors_activity_areas"),
            GinIndex(fields=["search_vector"], name="actors_search"),
            GinIndex(OpClass("search_name", name="gin_trgm_ops"), name="actors_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_names()
        super().save(*args, **kwargs)

    def set_names(self) -> None:
        """Derive what sorting and searching need from the name (`bulk_create` skips `save`)."""
        for column, text in names_for(self.name).items():
            setattr(self, column, text)

    def confirmed_days_ago(self, today: date) -> int | None:
        """Days since somebody last said that this is right, None when nobody has."""
        return (today - self.last_confirmed_on).days if self.last_confirmed_on else None
