from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "brobygger.followup"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe
        from brobygger.collaborations.stations import register_station
        from brobygger.followup import handlers  # noqa: F401 - registers what it handles
        from brobygger.followup.station import followup_station
        from brobygger.notifications.kinds import Kind, Urgency, register_kind

        register_kind(
            Kind(
                "meeting_reminder",
                title=_("En uge før et statusmøde"),
                urgency=Urgency.AT_ONCE,
            )
        )
        register_kind(
            Kind(
                "meeting_changed",
                title=_("Et statusmøde kommer til, bliver flyttet eller aflyst"),
                urgency=Urgency.DUE,
            )
        )
        register_station(followup_station())
        describe("meetings.planned", _("De aftalte møder kom i kalenderen"))
        describe("meeting.added", _("{who} lagde et møde ind"))
        describe("meeting.moved", _("{who} flyttede et møde"))
        describe("meeting.cancelled", _("{who} aflyste et møde"))
