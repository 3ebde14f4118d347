from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "brobygger.accounts"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind, names_of_people
        from brobygger.accounts.trail import connect
        from brobygger.audit.timeline import describe, topic

        describe("account.connected", _("{who} forbandt sin konto med et andet sted at logge ind"))
        describe("account.disconnected", _("{who} fjernede forbindelsen til et sted at logge ind"))
        name_kind("user", names_of_people)
        connect()
        topic("account", _("Konti"), "account.")
