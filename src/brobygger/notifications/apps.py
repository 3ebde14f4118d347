from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "brobygger.notifications"

    def ready(self) -> None:
        from brobygger.notifications import handlers  # noqa: F401 - registers what it handles
