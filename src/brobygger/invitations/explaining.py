"""What an invitation that opens nothing says for itself."""

from django.utils.translation import gettext_lazy as _

from brobygger.invitations.exceptions import CameAnotherWay
from brobygger.links.access import Explanation, explain
from brobygger.links.exceptions import LinkExpired, LinkRevoked, LinkUsed
from brobygger.links.models import Purpose


def explain_invitations() -> None:
    """There is always a way in: a code by mail."""
    explain(
        Purpose.INVITATION,
        LinkUsed,
        Explanation(
            410,
            _("Du har brugt invitationen"),
            _("Du brugte linket {when}. Log ind med din e-mail, når du vil ind igen."),
            log_in=True,
        ),
    )
    explain(
        Purpose.INVITATION,
        CameAnotherWay,
        Explanation(
            410,
            _("Du er allerede kommet ind"),
            _("Du har logget ind, siden vi sendte linket, og så er det lukket. Log ind igen her."),
            log_in=True,
        ),
    )
    explain(
        Purpose.INVITATION,
        LinkExpired,
        Explanation(
            410,
            _("Invitationen er for gammel"),
            _("Linket virkede i to uger. Du kan stadig logge ind med en kode på mail."),
            log_in=True,
        ),
    )
    explain(
        Purpose.INVITATION,
        LinkRevoked,
        Explanation(
            410,
            _("Linket er lukket"),
            _("Måske er der sendt en nyere invitation. Kig efter den nyeste mail fra os."),
            log_in=True,
        ),
    )
