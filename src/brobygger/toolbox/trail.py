"""What happens to a workspace's own tools, as sentences of its trail."""

from django.utils.translation import gettext_lazy as _

from brobygger.audit.timeline import describe, topic


def tell_of_events() -> None:
    """Called from AppConfig.ready()."""
    describe("toolbox.begun", _("{who} begyndte på et nyt redskab"))
    describe("toolbox.copied", _("{who} lavede jeres egen udgave af et redskab"))
    describe("toolbox.taken_in", _("{who} tog et redskab ind fra en fil"))
    describe("toolbox.draft_opened", _("{who} begyndte at rette i et redskab"))
    describe("toolbox.draft_discarded", _("{who} kasserede rettelserne i et redskab"))
    describe("toolbox.deleted", _("{who} slettede et redskab, der ikke var udgivet"))
    describe("toolbox.brought_back", _("{who} hentede et redskab tilbage"))
    describe("toolbox.published", _("{who} udgav et redskab"))
    describe("toolbox.withdrawn", _("{who} tog et redskab af listen"))
    describe("toolbox.listed_again", _("{who} satte et redskab på listen igen"))
    topic("toolbox", _("Egne redskaber"), "toolbox.")
