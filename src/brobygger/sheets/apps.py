from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "brobygger.sheets"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe, topic
        from brobygger.sheets.origins import register_origin, sheet_origin

        register_origin("sheet", sheet_origin)
        describe("sheet.created", _("{who} begyndte på et ark"))
        describe("sheet.renamed", _("{who} gav et ark nyt navn"))
        describe("sheet.edited", _("{who} skrev i arket"))
        topic("sheets", _("Ark"), "sheet.")
