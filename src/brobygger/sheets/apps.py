from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "brobygger.sheets"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe, topic

        describe("sheet.created", _("{who} begyndte på et ark"))
        describe("sheet.renamed", _("{who} gav et ark nyt navn"))
        describe("sheet.edited", _("{who} skrev i arket"))
        describe("sheet.version_kept", _("{who} gemte en version af arket"))
        describe("sheet.lifted", _("{who} skiftede til redskabets nye udgave"))
        describe("sheet.lowered", _("{who} gik tilbage til redskabets tidligere udgave"))
        describe("comment.written", _("{who} skrev en kommentar i arket"))
        describe("comment.removed", _("{who} slettede sin kommentar i arket"))
        describe("comment.brought_back", _("{who} fortrød at slette sin kommentar i arket"))
        describe("question.parked", _("{who} parkerede et spørgsmål i arket"))
        describe("question.unparked", _("{who} tog et spørgsmål af listen i arket"))
        describe("question.settled", _("{who} strøg et spørgsmål i arket"))
        describe("question.reopened", _("{who} åbnede et spørgsmål i arket igen"))
        describe("photo.added", _("{who} satte et foto af papiret ved arket"))
        describe("photo.removed", _("{who} fjernede et foto fra arket"))
        describe("photo.brought_back", _("{who} hentede et foto tilbage til arket"))
        topic("sheets", _("Ark"), "sheet.", "comment.", "question.", "photo.")
