"""What one asks each other at a status meeting."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGENDA: tuple[str | Promise, ...] = (
    _("Hvordan går det? Begynd med det, der lykkes."),
    _("Hvad er blevet bedre siden sidst?"),
    _("Hvad driller, og hvem gør noget ved det?"),
    _("Hvor mange vil gerne være med, og er der frivillige nok?"),
    _("Passer det, I siger til borgerne, stadig?"),
    _("Hvad er næste mål, og hvem gør hvad inden da?"),
)
