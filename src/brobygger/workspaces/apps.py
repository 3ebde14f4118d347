from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspacesConfig(AppConfig):
    name = "brobygger.workspaces"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe, topic

        describe("workspace.created", _("{who} oprettede arbejdsrummet"))
        describe("workspace.member_added", _("{who} gav en person en rolle i arbejdsrummet"))
        describe("workspace.role_changed", _("{who} gav et medlem en anden rolle"))
        describe("workspace.member_removed", _("{who} fjernede et medlem af arbejdsrummet"))
        describe(
            "workspace.controller_described", _("{who} skrev, hvem der svarer for oplysningerne")
        )
        describe("workspace.words_chosen", _("{who} valgte arbejdsrummets egne ord"))
        describe("audit.exported", _("{who} hentede sporet som fil"))
        topic("members", _("Medlemmer og arbejdsrum"), "workspace.", "audit.")
