from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "brobygger.actors"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind
        from brobygger.actors.domain.naming import actors_named
        from brobygger.actors.invitations import KIND, close_representation, find_representation
        from brobygger.audit.timeline import describe, topic
        from brobygger.invitations.kinds import register_invited
        from brobygger.links.subjects import register_subject
        from brobygger.notifications.kinds import Kind, Urgency, register_kind

        register_invited(KIND, find_representation)
        register_subject(KIND, **close_representation())

        register_kind(
            Kind(
                "representative_invited",
                title=_("Invitationer til at repræsentere en samarbejdspart"),
                urgency=Urgency.DUE,
                may_opt_out=False,
                always=_("Nogen har skrevet dig på og venter på dig. Du får den én gang."),
            )
        )
        register_kind(
            Kind(
                "profile_request",
                title=_("Spørgsmål, om det passer, der står om jer"),
                urgency=Urgency.AT_ONCE,
                is_request=True,
            )
        )
        register_kind(
            Kind(
                "profile_wish",
                title=_("Ønsker fra dem, der står i registret"),
                urgency=Urgency.AT_ONCE,
                may_opt_out=False,
                always=_("Nogen, der står i registret, har skrevet til jer og venter på svar."),
            )
        )
        describe("actor.created", _("{who} skrev samarbejdsparten ind"))
        describe("actor.updated", _("{who} rettede oplysningerne"))
        describe("actor.confirmed", _("{who} bekræftede, at oplysningerne er rigtige"))
        describe("profile.asked", _("{who} bad dem se profilen igennem"))
        describe("profile.corrected", _("Samarbejdsparten har selv rettet sine oplysninger"))
        describe(
            "profile.corrected_by_telephone", _("{who} rettede oplysningerne med dem i telefonen")
        )
        describe("profile.confirmed", _("Samarbejdsparten har selv bekræftet sine oplysninger"))
        describe(
            "profile.confirmed_by_telephone", _("{who} fik oplysningerne bekræftet i telefonen")
        )
        describe("profile.undone", _("Samarbejdsparten fortrød sin rettelse"))
        describe("profile.wish", _("Samarbejdsparten har skrevet til jer om det, der står"))
        describe("actor.removed", _("{who} fjernede samarbejdsparten fra registret"))
        describe("actor.restored", _("{who} satte samarbejdsparten ind i registret igen"))
        describe("relation.added", _("{who} skrev en forbindelse ned"))
        describe("relation.removed", _("{who} slettede en forbindelse"))
        describe("representative.added", _("{who} inviterede en repræsentant"))
        describe("representative.came", _("{who} tog imod invitationen til at være repræsentant"))
        describe("representative.ended", _("{who} afsluttede en repræsentants opgave"))
        describe("actor.imported", _("{who} lagde samarbejdsparten ind fra en fil"))
        describe("actor.updated_by_import", _("{who} opdaterede oplysningerne fra en fil"))
        describe("import.received", _("{who} sendte en fil til registret"))
        describe("import.committed", _("{who} lagde en fil ind i registret"))
        describe("import.cancelled", _("{who} fortrød en import"))
        describe("register.exported", _("{who} hentede registret som fil"))
        topic(
            "register",
            _("Registret"),
            "actor.",
            "profile.",
            "contact.",
            "relation.",
            "representative.",
            "import.",
            "register.",
        )
        name_kind("actor", actors_named)
