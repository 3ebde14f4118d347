"""Reads of meetings."""

from django.db.models import QuerySet

from brobygger.collaborations.models import Collaboration
from brobygger.followup.models import StatusMeeting


def meetings_of(collaboration: Collaboration) -> QuerySet[StatusMeeting]:
    """All meetings of a collaboration in the order of time, cancelled ones included."""
    return StatusMeeting.objects.filter(collaboration=collaboration).order_by("starts_at", "id")
