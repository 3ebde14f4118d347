"""What happens in the register, as sentences of its trail."""

from django.utils.translation import gettext_lazy as _

from brobygger.audit.timeline import describe, topic


def tell_of_events() -> None:
    """Called from AppConfig.ready()."""
    describe("actor.created", _("{who} skrev samarbejdsparten ind"))
    describe("actor.updated", _("{who} rettede oplysningerne"))
    describe("actor.confirmed", _("{who} bekræftede, at oplysningerne er rigtige"))
    describe("actor.fact_confirmed", _("{who} bekræftede en af oplysningerne"))
    describe("acquaintance.said", _("{who} kender samarbejdsparten"))
    describe("acquaintance.taken_back", _("{who} kender ikke samarbejdsparten alligevel"))
    describe("profile.asked", _("{who} bad dem se profilen igennem"))
    describe("profile.corrected", _("Samarbejdsparten har selv rettet sine oplysninger"))
    describe("profile.corrected_by_telephone", _("{who} rettede oplysningerne med dem i telefonen"))
    describe("profile.confirmed", _("Samarbejdsparten har selv bekræftet sine oplysninger"))
    describe("profile.confirmed_by_telephone", _("{who} fik oplysningerne bekræftet i telefonen"))
    describe("profile.undone", _("Samarbejdsparten fortrød sin rettelse"))
    describe("profile.background_declared", _("Samarbejdsparten har selv skrevet sin baggrund"))
    describe("profile.background_gone", _("Samarbejdsparten har taget sin baggrund tilbage"))
    describe("profile.wish", _("Samarbejdsparten har skrevet til jer om det, der står"))
    describe("organisation.joined", _("Samarbejdsparten samlede sine oplysninger fra to registre"))
    describe("organisation.left", _("Samarbejdsparten skilte sine oplysninger ad igen"))
    describe("actor.removed", _("{who} fjernede samarbejdsparten fra registret"))
    describe("actor.restored", _("{who} satte samarbejdsparten ind i registret igen"))
    describe("actor.united", _("{who} satte to samarbejdsparter sammen til én"))
    describe("actor.parted", _("{who} skilte to samarbejdsparter, der var sat sammen"))
    describe("duplicate.decided", _("{who} sagde, at to, der ligner hinanden, er to"))
    describe("duplicate.reopened", _("{who} tog tilbage, at to er to"))
    describe("relation.added", _("{who} skrev en forbindelse ned"))
    describe("relation.removed", _("{who} slettede en forbindelse"))
    describe("representative.added", _("{who} inviterede en repræsentant"))
    describe("representative.came", _("{who} tog imod invitationen til at være repræsentant"))
    describe("representative.ended", _("{who} afsluttede en repræsentants opgave"))
    describe("actor.imported", _("{who} lagde samarbejdsparten ind fra en fil"))
    describe("actor.updated_by_import", _("{who} opdaterede oplysningerne fra en fil"))
    describe("contact.informed", _("{who} skrev til en kontaktperson om det, der står"))
    describe("contact.told", _("{who} fortalte en kontaktperson, hvad der står"))
    _tell_of_tools()
    topic(
        "register",
        _("Registret"),
        "actor.",
        "profile.",
        "organisation.",
        "acquaintance.",
        "contact.",
        "duplicate.",
        "filter.",
        "relation.",
        "representative.",
        "import.",
        "register.",
    )


def _tell_of_tools() -> None:
    """Files in and out, and the ways people look at the register."""
    describe("import.received", _("{who} sendte en fil til registret"))
    describe("import.committed", _("{who} lagde en fil ind i registret"))
    describe("import.stop_asked", _("{who} bad om at få en import stoppet"))
    describe("import.cancelled", _("{who} fortrød en import"))
    describe("mapping.saved", _("{who} lærte Brobygger at læse en slags fil"))
    describe("mapping.renamed", _("{who} gav en slags fil et andet navn"))
    describe("mapping.forgotten", _("{who} glemte, hvordan en slags fil bliver læst"))
    describe("register.exported", _("{who} hentede registret som fil"))
    describe("filter.shared", _("{who} delte et filter med arbejdsrummet"))
    describe("filter.changed", _("{who} rettede et delt filter"))
    describe("filter.renamed", _("{who} omdøbte et delt filter"))
    describe("filter.deleted", _("{who} slettede et delt filter"))
    describe("filter.restored", _("{who} satte et delt filter tilbage"))
