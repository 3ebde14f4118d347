"""The mails of this room."""

from django.utils.translation import gettext_lazy as _

from brobygger.notifications.kinds import Kind, Urgency

_SIGNING = _("Du står som den, der skriver under. Uden mailen kan du ikke se, hvad der sker.")

KINDS = [
    Kind(
        "agreement_code",
        title=_("Koder til at skrive under"),
        urgency=Urgency.DUE,
        may_opt_out=False,
        always=_("Du har selv bedt om koden, og uden den kan du ikke skrive under."),
    ),
    Kind(
        "agreement_sign",
        title=_("Aftaler, du skal skrive under på"),
        urgency=Urgency.DUE,
        may_opt_out=False,
        always=_SIGNING,
    ),
    Kind(
        "agreement_remind",
        title=_("En samarbejdspart minder dig om en aftale"),
        urgency=Urgency.DUE,
        may_opt_out=False,
        always=_SIGNING,
    ),
    Kind(
        "agreement_withdrawn",
        title=_("En aftale, du skulle skrive under på, bliver rettet"),
        urgency=Urgency.DUE,
        may_opt_out=False,
        always=_SIGNING,
    ),
    Kind(
        "agreement_in_force",
        title=_("Aftaler, alle har skrevet under på"),
        urgency=Urgency.DUE,
        may_opt_out=False,
        always=_("Det er din kvittering for underskriften."),
    ),
    Kind(
        "agreement_declined",
        title=_("En samarbejdspart vil have en aftale rettet"),
        urgency=Urgency.AT_ONCE,
    ),
]
