"""People, places and numbers of an actor."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from brobygger.actors.enums import ContactPointKind
from brobygger.actors.models.actor import Actor
from brobygger.actors.models.fact import Fact
from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class ContactPerson(Fact, Entity):
    """The person one rings."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_constraint=False)
    actor = models.ForeignKey(
        Actor, models.CASCADE, related_name="contact_persons", db_constraint=False
    )
    name = models.CharField(_("navn"), max_length=200)
    title = models.CharField(_("rolle"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=60, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                Lower("email"), condition=~models.Q(email=""), name="actors_person_by_email"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Location(Fact, Entity):
    """A place where the actor is found. Coordinates are WGS 84 degrees."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_constraint=False)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="locations", db_constraint=False)
    name = models.CharField(_("sted"), max_length=300, blank=True)
    description = models.TextField(blank=True)
    street = models.CharField(_("vej og nummer"), max_length=300, blank=True)
    postcode = models.CharField(_("postnummer"), max_length=20, blank=True)
    town = models.CharField(_("by"), max_length=100, blank=True)
    country = models.CharField(max_length=2, default="DK", blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="actors_location_on_earth",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "latitude", "longitude"],
                condition=models.Q(latitude__isnull=False),
                name="actors_location_on_map",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.street


class ContactPoint(Fact, Entity):
    """A further number or address, of the actor or of one of its places."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_constraint=False)
    actor = models.ForeignKey(
        Actor, models.CASCADE, related_name="contact_points", db_constraint=False
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="contact_points"
    )
    kind = models.CharField(max_length=10, choices=ContactPointKind.choices)
    value = models.CharField(max_length=500)
    label = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.value
