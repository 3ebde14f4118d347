"""Choices of an effort."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EffortStatus(models.TextChoices):
    """Where an effort is. What leads from one to the next stands in policies.py."""

    PREPARING = "preparing", _("Forberedes")
    MAPPING = "mapping", _("Kortlægges")
    ALIVE = "alive", _("Holdes i live")
    POSTPONED = "postponed", _("Venter")
    DECLINED = "declined", _("I sagde nej")
    CLOSED = "closed", _("Afsluttet")


class MappedStatus(models.TextChoices):
    """How far one actor of the list has come."""

    NOT_LOOKED_AT = "not_looked_at", _("Ikke set på endnu")
    LOOKED_AT = "looked_at", _("Set på")
    SET_ASIDE = "set_aside", _("Ikke denne gang")


class Origin(models.TextChoices):
    """How an actor came on the list."""

    REGISTER = "register", _("Fundet i registret")
    EARLIER = "earlier", _("Med i en tidligere indsats")
    HAND = "hand", _("Skrevet på af jer")
    SUGGESTED = "suggested", _("Foreslået af en anden")


class Question(models.TextChoices):
    """What a step asks of the whole effort; the words stand in walk.py."""

    WHY_NEED = "why_need"
    WHY_THEM = "why_them"
    WHY_REASON = "why_reason"
    OUR_RESOURCES = "our_resources"
    OUR_KNOWLEDGE = "our_knowledge"
    OUR_NETWORK = "our_network"
    OUR_ROLE = "our_role"
    OUR_BACKING = "our_backing"
    GROUPS_SEEN = "groups_seen"
    ALIVE_HOW = "alive_how"


class Stance(models.TextChoices):
    """What a department of our own says to the effort."""

    NOT_ASKED = "not_asked", _("Ikke spurgt endnu")
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvist")
    NO = "no", _("Nej")


class Surface(models.TextChoices):
    """Where an actor and the effort meet: the four surfaces."""

    ACCESS = "access", _("Adgang til målgruppen")
    SAME_TASK = "same_task", _("Samme kerneopgave")
    COMPLEMENTARY = "complementary", _("Kerneopgaver, der supplerer hinanden")
    LEARNING = "learning", _("Læring og viden")
