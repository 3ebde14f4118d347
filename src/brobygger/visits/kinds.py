"""The mails of this room."""

from django.utils.translation import gettext_lazy as _

from brobygger.notifications.kinds import Kind, Urgency
from brobygger.visits.domain.mails import is_still_open, is_still_planned

KINDS = [
    Kind(
        "visit_changed",
        title=_("Et besøg, du skal med på, kommer til, bliver flyttet eller aflyst"),
        urgency=Urgency.DUE,
    ),
    Kind(
        "visit_reminder",
        title=_("Dagen før et besøg, du skal med på"),
        urgency=Urgency.AT_ONCE,
        still_true=is_still_planned,
    ),
    Kind(
        "promise_reminder",
        title=_("Den dag, du har lovet nogen noget"),
        urgency=Urgency.AT_ONCE,
        still_true=is_still_open,
    ),
    # Somebody has just been there and written it by hand: it comes the same day.
    Kind("visit_thanks", title=_("Tak for et besøg"), urgency=Urgency.DUE),
    Kind(
        "introduction_request",
        title=_("Spørgsmål, om nogen må få fat i dig"),
        urgency=Urgency.AT_ONCE,
        is_request=True,
    ),
    Kind(
        "introduced",
        title=_("I er sat i forbindelse med nogen"),
        urgency=Urgency.DUE,
    ),
]
