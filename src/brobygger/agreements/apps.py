from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "brobygger.agreements"

    def ready(self) -> None:
        from brobygger.actors.domain.references import register_staying
        from brobygger.agreements import links
        from brobygger.agreements.access import DraftPolicy
        from brobygger.agreements.domain.drafts import draft_of
        from brobygger.agreements.kinds import KINDS
        from brobygger.agreements.policies import AGREEMENT
        from brobygger.agreements.sheet_finder import DraftFinder
        from brobygger.agreements.station import agreement_station
        from brobygger.audit.timeline import describe, topic
        from brobygger.collaborations.domain.filling import register_sheets
        from brobygger.collaborations.stations import register_station
        from brobygger.core.lives import draw
        from brobygger.links.subjects import register_subject
        from brobygger.notifications.kinds import register_kind
        from brobygger.sheets.access import register_policy
        from brobygger.sheets.finding import register_finder

        register_sheets(draft_of)
        for kind in KINDS:
            register_kind(kind)
        register_policy("agreement", DraftPolicy())
        register_finder("agreement", DraftFinder())
        register_subject(links.KIND, may_close=links.may_close, page=links.page)
        register_station(agreement_station())
        register_staying("agreements.Signatory", "actor", why="the signed wording names it")
        describe("agreement.started", _("{who} begyndte på aftalen"))
        describe("agreement.frozen", _("{who} sendte aftalen til underskrift"))
        describe("agreement.withdrawn", _("{who} tog aftalen tilbage for at rette den"))
        describe("agreement.reminded", _("{who} mindede en underskriver om aftalen"))
        describe("agreement.signed", _("En samarbejdspart skrev under på aftalen"))
        describe("agreement.declined", _("En samarbejdspart ville ikke skrive under på aftalen"))
        describe("agreement.in_force", _("Alle har skrevet under, og aftalen gælder"))
        describe("agreement.ended", _("{who} afsluttede aftalen"))
        topic("agreements", _("Aftaler"), "agreement.")
        draw("agreement.md", {"The life of an agreement": AGREEMENT})
