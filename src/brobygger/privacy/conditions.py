"""What data_retention.yaml says with one word: moments that are no field, and what holds a row
back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest

from brobygger.actors.models import Representation
from brobygger.agreements.models import Agreement, AgreementStatus, Signatory
from brobygger.privacy.periods import Period, before
from brobygger.sheets.models import FieldValue, VersionWording

Rows = QuerySet[Any]

# The trail is what remembers when somebody was a member: the membership itself is gone.
_LEFT = """
    SELECT max(audit_auditevent.at) FROM audit_auditevent
    WHERE audit_auditevent.event = 'workspace.member_removed'
    AND audit_auditevent.related @> jsonb_build_array(
        jsonb_build_array('user', accounts_user.id::text))
"""


def last_role(users: Rows) -> Rows:
    """When a person who has no role any more had the last one; else when the account was made."""
    speaks = Representation.objects.filter(user=OuterRef("pk"), ended_at__isnull=True)
    idle = users.filter(memberships__isnull=True).exclude(Exists(speaks))
    left = RawSQL(_LEFT, ())  # noqa: S611 - our own words, nobody's input
    latest = Greatest("created_at", Max("representations__ended_at"), left)
    told: Rows = idle.annotate(over_since=latest)
    return told


def present_wording(revisions: Rows, period: Period, now: datetime) -> Rows:  # noqa: ARG001
    """The wording that stands now is history too, and stays as long as it stands."""
    stands = FieldValue.objects.filter(
        sheet=OuterRef("sheet"), field_id=OuterRef("field_id"), revision=OuterRef("revision")
    )
    return revisions.exclude(Exists(stands))


def kept_wording(revisions: Rows, period: Period, now: datetime) -> Rows:  # noqa: ARG001
    """What stands in a version stays as long as the version."""
    return revisions.exclude(Exists(VersionWording.objects.filter(revision=OuterRef("pk"))))


def living_agreement(collaborations: Rows, period: Period, now: datetime) -> Rows:
    """A collaboration stays as long as an agreement of it holds, and for its time afterwards."""
    living = Agreement.objects.filter(collaboration=OuterRef("pk")).filter(
        Q(status__in=(AgreementStatus.SIGNING, AgreementStatus.IN_FORCE))
        | Q(ended_at__gt=before(now, period))
    )
    return collaborations.exclude(Exists(living))


def named_in_agreement(actors: Rows, period: Period, now: datetime) -> Rows:  # noqa: ARG001
    """One that was put together with another stays as long as a signed wording names it."""
    return actors.exclude(Exists(Signatory.objects.filter(actor=OuterRef("pk"))))


MOMENTS: dict[str, Callable[[Rows], Rows]] = {"last_role": last_role}
CONDITIONS: dict[str, Callable[[Rows, Period, datetime], Rows]] = {
    "present_wording": present_wording,
    "kept_wording": kept_wording,
    "living_agreement": living_agreement,
    "named_in_agreement": named_in_agreement,
}
