from django.apps import AppConfig
from django.db.models import Q


class VisitsConfig(AppConfig):
    name = "brobygger.visits"

    def ready(self) -> None:
        from brobygger.actors.domain.references import register_reference
        from brobygger.actors.panels import register_panel
        from brobygger.actors.profile_panels import register_profile_panel
        from brobygger.core.lives import draw
        from brobygger.links.subjects import register_subject
        from brobygger.notifications.kinds import register_kind
        from brobygger.sheets.access import register_policy
        from brobygger.sheets.finding import register_finder
        from brobygger.visits import links
        from brobygger.visits.domain.visits import OWNER_KIND
        from brobygger.visits.kinds import KINDS
        from brobygger.visits.panel import own_panel, visit_panel
        from brobygger.visits.policies import INTRODUCTION, PROMISE, THANKS, VISIT
        from brobygger.visits.sheet_finder import VisitSheetFinder
        from brobygger.visits.sheet_policy import VisitSheetPolicy
        from brobygger.visits.trail import tell_of_events

        register_reference("visits.Visit", "actor")
        register_reference(
            "visits.Introduction", "other", once_per=("visit",), among=~Q(status="withdrawn")
        )
        register_reference(
            "visits.RestingVisit", "actor", once_per=(), among=Q(woken_at__isnull=True)
        )
        for kind in KINDS:
            register_kind(kind)
        register_policy(OWNER_KIND, VisitSheetPolicy())
        register_finder(OWNER_KIND, VisitSheetFinder())
        register_panel(key="visits", order=5, template="visits/panel.html", build=visit_panel)
        register_profile_panel(
            key="visits", order=20, template="visits/profile_panel.html", build=own_panel
        )
        for subject in (links.VISIT, links.INTRODUCTION):
            register_subject(subject, may_close=links.may_close, page=links.page)
        tell_of_events()
        draw(
            "visit.md",
            {
                "A visit": VISIT,
                "A promise": PROMISE,
                "An introduction": INTRODUCTION,
                "A thank-you": THANKS,
            },
        )
