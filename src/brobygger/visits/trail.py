"""What happens on visits, as sentences of their trail."""

from django.utils.translation import gettext_lazy as _

from brobygger.audit.timeline import describe, topic


def tell_of_events() -> None:
    """Called from AppConfig.ready()."""
    describe("visit.planned", _("{who} planlagde et besøg"))
    describe("visit.changed", _("{who} rettede i et planlagt besøg"))
    describe("visit.held", _("{who} skrev, at besøget er holdt"))
    describe("visit.not_held", _("{who} tog tilbage, at besøget var holdt"))
    describe("visit.cancelled", _("{who} aflyste et besøg"))
    describe("visit.resumed", _("{who} tog et aflyst besøg op igen"))
    describe("visit.answer_moved", _("{who} flyttede noget fra et besøg til registret"))
    describe("visit.rested", _("{who} lod et forslag til besøg hvile"))
    describe("visit.woken", _("{who} tog et hvilende forslag til besøg frem igen"))
    describe("promise.made", _("{who} skrev et løfte ned"))
    describe("promise.kept", _("{who} skrev, at et løfte er holdt"))
    describe("promise.given_up", _("{who} skrev, at et løfte ikke blev til noget"))
    describe("promise.open", _("{who} åbnede et løfte igen"))
    describe("promise.removed", _("{who} slettede et løfte"))
    describe("introduction.proposed", _("{who} skrev ned, hvem to kunne have glæde af at kende"))
    describe("introduction.withdrawn", _("{who} tog en introduktion tilbage"))
    describe("introduction.accepted", _("{who} sagde ja til at blive sat i forbindelse"))
    describe("introduction.declined", _("{who} sagde nej tak til at blive sat i forbindelse"))
    describe("introduction.accepted_by_other", _("{who} sagde ja fra den anden side"))
    describe("introduction.declined_by_other", _("{who} sagde nej tak fra den anden side"))
    describe("introduction.connected", _("To har fået hinandens oplysninger"))
    describe("thanks.queued", _("{who} sendte en tak for besøget"))
    describe("thanks.undone", _("{who} fortrød takken"))
    describe("thanks.sent", _("Takken for besøget er sendt"))
    describe("thanks.stopped", _("Takken for besøget kunne ikke sendes"))
    describe("thanks.orally", _("{who} skrev, at der er sagt tak på anden måde"))
    topic("visits", _("Besøg"), "visit.", "promise.", "introduction.", "thanks.")
