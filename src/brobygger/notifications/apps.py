from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "brobygger.notifications"

    def ready(self) -> None:
        from brobygger.notifications import handlers  # noqa: F401 - registers what it handles
        from brobygger.notifications.kinds import Kind, Urgency, register_kind

        register_kind(
            Kind(
                "member_invited",
                title=_("Invitationer til et arbejdsrum"),
                urgency=Urgency.DUE,
                may_opt_out=False,
                always=_("Nogen har skrevet dig på og venter på dig. Du får den én gang."),
            )
        )
