"""Marks on a scale in words: where one stands, and how far they are spread. Never an average."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from brobygger.catalog.fields import ScaleField

HIGHEST = 10


def place_words(field: ScaleField, place: int) -> str:
    """Which of the two poles the place is nearest."""
    left, right = field.left.title.text, field.right.title.text
    if place == 0:
        return _("helt ved %(pole)s") % {"pole": left}
    if place == HIGHEST:
        return _("helt ved %(pole)s") % {"pole": right}
    if place * 2 == HIGHEST:
        return _("midt imellem")
    return _("nærmest %(pole)s") % {"pole": left if place * 2 < HIGHEST else right}


def spread_words(placed: Sequence[int]) -> str:
    """From the lowest to the highest mark; "" without any. Says of nobody where they stand."""
    if not placed:
        return ""
    low, high = min(placed), max(placed)
    if len(placed) == 1:
        return _("Ét mærke er sat. Det står på %(low)s.") % {"low": low}
    if low == high:
        return _("Alle mærker står på %(low)s.") % {"low": low}
    return _("Mærkerne går fra %(low)s til %(high)s på en linje fra 0 til 10.") % {
        "low": low,
        "high": high,
    }
