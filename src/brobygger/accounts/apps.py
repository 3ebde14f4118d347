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
        describe("account.second_step_added", _("{who} tilføjede en kode-app"))
        describe("account.second_step_removed", _("{who} fjernede kode-appen"))
        describe("account.second_step_taken", _("Driften fjernede det andet trin og nødkoderne"))
        describe("account.passkey_added", _("{who} tilføjede en adgangsnøgle"))
        describe("account.passkey_removed", _("{who} fjernede en adgangsnøgle"))
        describe("account.emergency_codes_made", _("{who} lavede nye nødkoder"))
        describe("account.password_set", _("{who} valgte en adgangskode"))
        describe("account.password_changed", _("{who} skiftede adgangskode"))
        name_kind("user", names_of_people)
        connect()
        topic("account", _("Konti"), "account.")
