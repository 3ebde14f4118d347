from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparisonConfig(AppConfig):
    name = "brobygger.comparison"

    def ready(self) -> None:
        from brobygger.actors.domain.references import register_reference
        from brobygger.audit.timeline import describe, topic
        from brobygger.collaborations.stations import register_station
        from brobygger.comparison import origins
        from brobygger.comparison.domain.outcomes import ORIGIN
        from brobygger.comparison.domain.presentations import KIND, may_close, page
        from brobygger.comparison.doors import comparison_doors
        from brobygger.comparison.station import comparison_station
        from brobygger.links.subjects import register_subject
        from brobygger.sheets.access import register_doors
        from brobygger.sheets.origins import register_origin, register_uses

        register_subject(KIND, may_close=may_close, page=page)
        register_station(comparison_station())
        register_origin(ORIGIN, origins.outcome_origin)
        register_uses(origins.outcome_uses)
        register_doors(comparison_doors)
        register_reference("comparison.Presentation", "owner", once_per=("collaboration",))
        describe("comparison.question", _("{who} lavede en forskel om til et spørgsmål"))
        describe("comparison.goal", _("{who} lavede en forskel om til et mål"))
        describe("comparison.clause", _("{who} lavede en forskel om til et punkt i aftalen"))
        describe("comparison.agreed", _("{who} skrev, at to svar betyder det samme"))
        describe("comparison.undone", _("{who} fortrød noget fra sammenligningen"))
        describe("goal.set", _("{who} satte et mål"))
        describe("goal.rewritten", _("{who} rettede et mål"))
        describe("goal.reached", _("{who} noterede, at et mål er nået"))
        describe("goal.reopened", _("{who} åbnede et mål igen"))
        describe("goal.removed", _("{who} fjernede et mål"))
        describe("goal.restored", _("{who} hentede et mål tilbage"))
        describe("presentation.changed", _("{who} valgte, hvad der står i præsentationen"))
        topic("comparison", _("Sammenligning og mål"), "comparison.", "goal.", "presentation.")
