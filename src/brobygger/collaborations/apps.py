from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollaborationsConfig(AppConfig):
    name = "brobygger.collaborations"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind
        from brobygger.audit.timeline import describe, topic
        from brobygger.catalog.beside import register_actions
        from brobygger.collaborations.domain import own_sheets, sheets
        from brobygger.collaborations.domain.naming import collaborations_named
        from brobygger.collaborations.following import tell_of_references
        from brobygger.collaborations.origin import collaboration_origin
        from brobygger.collaborations.sheet_finder import JointSheetFinder, OwnSheetFinder
        from brobygger.collaborations.sheet_policy import JointSheetPolicy, OwnSheetPolicy
        from brobygger.collaborations.station import dialogue_station
        from brobygger.collaborations.stations import register_station
        from brobygger.collaborations.tool_actions import begin_actions
        from brobygger.sheets.access import register_policy
        from brobygger.sheets.finding import register_finder
        from brobygger.sheets.origins import register_origin

        register_policy(sheets.OWNER_KIND, JointSheetPolicy())
        register_policy(own_sheets.OWNER_KIND, OwnSheetPolicy())
        register_finder(sheets.OWNER_KIND, JointSheetFinder())
        register_finder(own_sheets.OWNER_KIND, OwnSheetFinder())
        register_origin("collaboration", collaboration_origin)
        register_station(dialogue_station())
        register_actions(begin_actions)
        tell_of_references()
        describe("collaboration.opened", _("{who} åbnede samarbejdet"))
        describe("collaboration.described", _("{who} skrev om, hvad samarbejdet handler om"))
        describe("collaboration.party_joined", _("{who} tog en samarbejdspart med"))
        describe(
            "collaboration.party_withdrew", _("{who} noterede, at en samarbejdspart trak sig ud")
        )
        describe("collaboration.closed", _("{who} afsluttede samarbejdet"))
        describe("collaboration.reopened", _("{who} genåbnede samarbejdet"))
        describe("sheet.shared", _("{who} delte noget af et ark"))
        describe("sheet.sharing_changed", _("{who} ændrede, hvad der er delt af et ark"))
        describe("sheet.unshared", _("{who} holdt op med at dele et ark"))
        describe("sheet.joint_begun", _("{who} begyndte på et fælles ark"))
        describe("sheet.put_away", _("{who} lagde et ark væk"))
        describe("sheet.taken_out", _("{who} tog et ark frem igen"))
        name_kind("collaboration", collaborations_named)
        topic("collaborations", _("Samarbejder og match"), "collaboration.", "match.")
