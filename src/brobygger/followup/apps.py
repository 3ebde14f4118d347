from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "brobygger.followup"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe, topic
        from brobygger.collaborations.stations import register_station
        from brobygger.followup import handlers  # noqa: F401 - registers what it handles
        from brobygger.followup.domain.mails import is_still_held
        from brobygger.followup.domain.subscriptions import may_close, page_of_calendar
        from brobygger.followup.doors import meeting_doors
        from brobygger.followup.station import followup_station
        from brobygger.links.subjects import register_subject
        from brobygger.notifications.kinds import Kind, Urgency, register_kind
        from brobygger.sheets.access import register_doors

        register_kind(
            Kind(
                "meeting_reminder",
                title=_("En uge før et statusmøde"),
                urgency=Urgency.AT_ONCE,
                still_true=is_still_held,
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
        register_doors(meeting_doors)
        register_subject("collaboration", may_close=may_close, page=page_of_calendar)
        describe("meetings.planned", _("De aftalte møder kom i kalenderen"))
        describe("meeting.added", _("{who} lagde et møde ind"))
        describe("meeting.moved", _("{who} flyttede et møde"))
        describe("meeting.cancelled", _("{who} aflyste et møde"))
        topic("meetings", _("Møder"), "meeting.", "meetings.")
