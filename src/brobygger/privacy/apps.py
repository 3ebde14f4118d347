from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "brobygger.privacy"

    def ready(self) -> None:
        from brobygger.actors.panels import register_panel
        from brobygger.audit.timeline import describe
        from brobygger.privacy.panel import people_panel

        register_panel(key="people", order=90, template="privacy/panel.html", build=people_panel)
        describe("privacy.retention_run", _("{who} slettede det, der var gemt længe nok"))
        describe("privacy.archived", _("{who} noterede, at afsluttede sager er afleveret"))
        describe("privacy.exported", _("{who} hentede det, vi har om en person"))
        describe("privacy.erased", _("{who} slettede det, vi havde om en person"))
