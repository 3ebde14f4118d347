from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffortsConfig(AppConfig):
    name = "brobygger.efforts"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind
        from brobygger.actors.domain.facets_above import register_facet
        from brobygger.actors.domain.references import register_reference
        from brobygger.actors.panels import register_panel
        from brobygger.core.lives import draw
        from brobygger.efforts.domain.naming import efforts_named
        from brobygger.efforts.domain.reviews import is_still_due
        from brobygger.efforts.panels import effort_panel
        from brobygger.efforts.policies import EFFORT, ON_LIST
        from brobygger.efforts.register_facet import effort_facet
        from brobygger.efforts.trail import tell_of_events
        from brobygger.notifications.kinds import Kind, Urgency, register_kind

        register_kind(
            Kind(
                "effort_review",
                title=_("Når det er tid til at se en indsats igennem"),
                urgency=Urgency.AT_ONCE,
                still_true=is_still_due,
            )
        )
        register_reference("efforts.MappedActor", "actor", once_per=("effort",))
        register_panel(key="efforts", order=30, template="efforts/panel.html", build=effort_panel)
        register_facet("effort", effort_facet())
        name_kind("effort", efforts_named)
        tell_of_events()
        draw("effort.md", {"The life of an effort": EFFORT, "An actor on its list": ON_LIST})
