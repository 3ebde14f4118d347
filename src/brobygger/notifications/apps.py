from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "brobygger.notifications"

    def ready(self) -> None:
        from brobygger.core.mail_addresses import register_returned
        from brobygger.notifications.domain.addresses import returned_among

        register_returned(returned_among)
