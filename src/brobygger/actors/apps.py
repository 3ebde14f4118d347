from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "brobygger.actors"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe
        from brobygger.notifications.kinds import Kind, Urgency, register_kind

        register_kind(
            Kind(
                "representative_invited",
                title=_("Invitationer til at repræsentere en samarbejdspart"),
                urgency=Urgency.DUE,
                may_opt_out=False,
                always=_("Nogen har skrevet dig på og venter på dig. Du får den én gang."),
            )
        )
        describe("actor.created", _("{who} skrev samarbejdsparten ind"))
        describe("actor.updated", _("{who} rettede oplysningerne"))
        describe("actor.confirmed", _("{who} bekræftede, at oplysningerne er rigtige"))
        describe("actor.removed", _("{who} fjernede samarbejdsparten fra registret"))
        describe("actor.restored", _("{who} satte samarbejdsparten ind i registret igen"))
        describe("relation.added", _("{who} skrev en forbindelse ned"))
        describe("relation.removed", _("{who} slettede en forbindelse"))
        describe("representative.added", _("{who} inviterede en repræsentant"))
        describe("representative.ended", _("{who} afsluttede en repræsentants opgave"))
        describe("actor.imported", _("{who} lagde samarbejdsparten ind fra en fil"))
        describe("actor.updated_by_import", _("{who} opdaterede oplysningerne fra en fil"))
        describe("import.received", _("{who} sendte en fil til registret"))
        describe("import.committed", _("{who} lagde en fil ind i registret"))
        describe("import.cancelled", _("{who} fortrød en import"))
        describe("register.exported", _("{who} hentede registret som fil"))
