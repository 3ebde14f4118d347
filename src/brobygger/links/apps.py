from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "brobygger.links"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe, topic

        describe("link.issued", _("{who} lavede et link"))
        describe("link.revoked", _("{who} lukkede et link"))
        topic("links", _("Links"), "link.")
