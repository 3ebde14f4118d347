"""Where visits and what comes of them are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitStatus(models.TextChoices):
    """Where a visit is."""

    PLANNED = "planned", _("Planlagt")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Aflyst")


class PromiseStatus(models.TextChoices):
    """What became of something we promised."""

    OPEN = "open", _("Ikke holdt endnu")
    KEPT = "kept", _("Løftet er holdt")
    GIVEN_UP = "given_up", _("Blev ikke til noget, og det har vi sagt")


class IntroductionStatus(models.TextChoices):
    """How far two have come towards each other."""

    PROPOSED = "proposed", _("Skrevet ned. Ingen er spurgt.")
    OFFERED = "offered", _("Venter på svar fra dem, I besøgte")
    ASKED = "asked", _("Venter på svar fra den anden")
    CONNECTED = "connected", _("De har fået hinandens oplysninger")
    DECLINED = "declined", _("En af dem har sagt nej tak")
    WITHDRAWN = "withdrawn", _("Taget tilbage af jer")


class ThanksStatus(models.TextChoices):
    """Where the thank-you is."""

    DRAFT = "draft", _("Ikke sendt")
    LEAVING = "leaving", _("Bliver sendt om lidt")
    SENT = "sent", _("Sendt")
    STOPPED = "stopped", _("Kunne ikke sendes")
    ORALLY = "orally", _("Sagt på anden måde")
