"""What every single fact about an actor carries: where it is from, when, and who may read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from brobygger.actors.enums import Visibility


class Fact(models.Model):
    """A row under an actor. `domain/provenance.py` and `domain/visibility.py` say what it means.

    That its actor is there, and in its workspace, the database sees to in one reference
    (migration 0002); `db_constraint=False` spares it two more that say the same.
    """

    # A FactSource. Empty: as the actor it belongs to.
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    # Who of the source said it: the key of a user, or the name of the register.
    source_who = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    # Empty: as is usual for facts of its kind.
    visibility = models.CharField(
        _("hvem må se det?"), max_length=10, choices=Visibility.choices, blank=True
    )

    class Meta:
        abstract = True
