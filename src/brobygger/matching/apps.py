from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "brobygger.matching"

    def ready(self) -> None:
        from brobygger.actors.domain.references import register_pair
        from brobygger.actors.panels import register_panel
        from brobygger.audit.timeline import describe
        from brobygger.collaborations.beginnings import register_reasons
        from brobygger.collaborations.stations import register_station
        from brobygger.matching.panel import match_panel
        from brobygger.matching.station import match_station, reasons_as_purpose

        register_station(match_station())
        register_reasons(reasons_as_purpose)
        register_panel(key="match", order=10, template="matching/panel.html", build=match_panel)
        register_pair(
            "matching.RestingSuggestion", "actor_a", "actor_b", same=("woken_at",), ordered=True
        )
        describe("match.rested", _("{who} lod et forslag hvile"))
        describe("match.woken", _("{who} tog et hvilende forslag frem igen"))
