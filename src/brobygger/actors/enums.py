"""Choices of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """What an actor is. The ids are those of the vocabulary `actor_kinds`."""

    ASSOCIATION = "association", _("Forening")
    INFORMAL_GROUP = "informal_group", _("Uformel gruppe")
    ENTHUSIAST = "enthusiast", _("Ildsjæl")
    SCHOOL = "school", _("Skole")
    AFTER_SCHOOL_CLUB = "after_school_club", _("Fritidsklub")
    COMPANY = "company", _("Virksomhed")
    HOUSING_ORGANISATION = "housing_organisation", _("Boligorganisation")
    HOUSING_SOCIAL_PLAN = "housing_social_plan", _("Boligsocial helhedsplan")
    POLICE = "police", _("Politi")
    NGO = "ngo", _("NGO")
    UMBRELLA_ORGANISATION = "umbrella_organisation", _("Paraplyorganisation")
    LIBRARY = "library", _("Bibliotek")
    CULTURE_HOUSE = "culture_house", _("Kulturhus eller kvarterhus")
    MUNICIPAL_DEPARTMENT = "municipal_department", _("Afdeling i kommunen")
    MUNICIPAL_INSTITUTION = "municipal_institution", _("Kommunal institution")
    VOLUNTEER_CENTRE = "volunteer_centre", _("Frivilligcenter")
    OTHER = "other", _("Andet")


class ExchangeKind(models.TextChoices):
    """What can be needed or offered."""

    COMPETENCE = "competence", _("Kompetence")
    RESOURCE = "resource", _("Ressource")
    TARGET_GROUP = "target_group", _("Adgang til målgruppe")


class FactSource(models.TextChoices):
    """Where a fact comes from."""

    SELF = "self", _("dem selv")
    TELEPHONE = "telephone", _("dem selv i telefon")
    VISIT = "visit", _("dem selv ved et besøg")
    WORKSPACE = "workspace", _("arbejdsrummet")
    IMPORT = "import", _("et register, der er hentet ind")


class Visibility(models.TextChoices):
    """Who may read a fact, from the fewest to the most."""

    WORKSPACE = "workspace", _("Kun arbejdsrummet")
    PARTIES = "parties", _("Dem, de samarbejder med")
    PUBLIC = "public", _("Alle")


class ProfileWish(models.TextChoices):
    """What an actor may ask of the workspace that has written it in."""

    NOT_US = "not_us", _("Det er ikke os, der står her.")
    DELETE = "delete", _("Vi vil slettes fra registret.")
    NOTES = "notes", _("Vi vil se jeres noter om os (aktindsigt).")
    OTHER = "other", _("Noget andet.")


class ContactPointKind(models.TextChoices):
    """Ways to reach an actor."""

    PHONE = "phone", _("Telefon")
    FAX = "fax", _("Fax")
    EMAIL = "email", _("E-mail")
    WEBSITE = "website", _("Hjemmeside")


class RelationKind(models.TextChoices):
    """How two actors know each other."""

    KNOWS = "knows", _("Kender hinanden")
    COLLABORATES = "collaborates", _("Samarbejder")
    MEMBER_OF = "member_of", _("Er medlem af")


class ImportStatus(models.TextChoices):
    """Where an import is."""

    READING = "reading", _("Læses igennem")
    UPLOADED = "uploaded", _("Modtaget")
    RUNNING = "running", _("Lægges ind")
    FAILED = "failed", _("Gik ikke")
    COMMITTED = "committed", _("Lagt ind")
    CANCELLED = "cancelled", _("Fortrudt")


class ImportOutcome(models.TextChoices):
    """What an import will do with one actor of the file."""

    CREATE = "create", _("Ny")
    UPDATE = "update", _("Ændret")
    UNCHANGED = "unchanged", _("Uændret")
    SKIP = "skip", _("Springes over")
    DECIDE = "decide", _("Venter på jer")
    ELSEWHERE = "elsewhere", _("Uden for kommunen")


class Decision(models.TextChoices):
    """What a person makes of a row that looks like another."""

    MERGE = "merge", _("Læg sammen")
    KEEP = "keep", _("Behold begge")
    SKIP = "skip", _("Spring over")
