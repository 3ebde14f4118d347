"""What happens in an effort, as sentences of its trail."""

from django.utils.translation import gettext_lazy as _

from brobygger.audit.timeline import describe, topic


def tell_of_events() -> None:
    """Called from AppConfig.ready()."""
    describe("effort.started", _("{who} begyndte på indsatsen"))
    describe("effort.described", _("{who} rettede, hvad indsatsen handler om"))
    describe("effort.answered", _("{who} skrev om indsatsen"))
    describe("effort.backing_asked", _("{who} skrev ned, hvad en afdeling siger"))
    describe("effort.backing_removed", _("{who} tog en afdeling af"))
    describe("effort.went_ahead", _("{who} noterede, at I går i gang"))
    describe("effort.postponed", _("{who} noterede, at indsatsen venter"))
    describe("effort.declined", _("{who} noterede, at svaret blev nej"))
    describe("effort.kept_alive", _("{who} sagde, at listen er på plads og holdes i live"))
    describe("effort.mapped_again", _("{who} begyndte at kortlægge igen"))
    describe("effort.closed", _("{who} afsluttede indsatsen"))
    describe("effort.reopened", _("{who} åbnede indsatsen igen"))
    describe("effort.list_grew", _("{who} hentede flere til listen fra registret"))
    describe("effort.actor_listed", _("{who} satte samarbejdsparten på en indsats' liste"))
    describe("effort.actor_dropped", _("{who} tog samarbejdsparten af en indsats' liste"))
    describe("effort.actor_looked_at", _("{who} så på et kort i en indsats"))
    describe("effort.actor_set_aside", _("{who} lagde et kort til side i en indsats"))
    describe("effort.actor_placed", _("{who} skrev på et kort i en indsats"))
    describe("effort.actor_named", _("{who} noterede, at en samarbejdspart nævnte en anden"))
    describe("effort.asked_who_else", _("{who} spurgte, hvem man ellers skal spørge"))
    describe("effort.naming_confirmed", _("{who} fik ja fra en, som andre nævnte"))
    describe("effort.group_added", _("{who} lavede en gruppe"))
    describe("effort.group_renamed", _("{who} gav en gruppe et andet navn"))
    describe("effort.group_removed", _("{who} slettede en gruppe"))
    describe("effort.grouped", _("{who} lagde nogle i grupper"))
    describe("effort.review_planned", _("{who} valgte, hvornår listen ses igennem"))
    topic("efforts", _("Indsatser"), "effort.")
