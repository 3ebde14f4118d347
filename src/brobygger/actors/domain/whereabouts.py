"""Whether coordinates can be right: a place that is said to be in Denmark lies on its land.

The outlines are drawn by hand with a few kilometres to spare. They are only for a word of warning:
what somebody has written is kept.
"""

import math
import re

from django.utils.translation import gettext as _

Outline = tuple[tuple[float, float], ...]

# A comma inside a number has no space after it; the one between two numbers has, or is a dot's.
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?(?:e-?\d+)?")
_PAIR = re.compile(
    r"-?\d+(?:\.\d+)?(?:e-?\d+)?\s*[,; ]\s*-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\d+,\d+[;,]?\s+-?\d+,\d+"
)

_JUTLAND: Outline = (
    (54.83, 9.0), (54.79, 9.45), (54.82, 9.75), (54.81, 10.08), (55.05, 10.1), (55.12, 9.8),
    (55.5, 9.85), (55.66, 10.15), (55.85, 10.4), (56.0, 10.45), (56.05, 10.7), (56.12, 10.98),
    (56.5, 11.03), (56.6, 10.45), (57.0, 10.47), (57.45, 10.68), (57.8, 10.74), (57.8, 10.5),
    (57.64, 9.82), (57.4, 9.5), (57.25, 9.2), (57.2, 8.45), (57.0, 8.2), (56.6, 8.03),
    (56.0, 8.03), (55.55, 7.99), (55.3, 8.22), (54.88, 8.45), (54.88, 8.7),
)  # fmt: skip
_FUNEN: Outline = (
    (55.25, 9.7), (55.6, 9.65), (55.66, 10.1), (55.67, 10.65), (55.5, 10.88), (55.3, 10.93),
    (55.18, 11.02), (54.7, 10.82), (54.69, 10.58), (54.8, 10.4), (54.88, 10.1), (55.0, 10.02),
)  # fmt: skip
_ZEALAND: Outline = (
    (56.03, 11.28), (55.98, 11.85), (56.17, 12.3), (56.1, 12.63), (56.0, 12.67), (55.75, 12.72),
    (55.66, 12.84), (55.57, 12.74), (55.42, 12.55), (55.24, 12.54), (54.99, 12.62), (54.86, 12.5),
    (54.52, 12.0), (54.58, 11.3), (54.72, 10.96), (54.98, 10.96), (55.2, 11.03), (55.55, 10.98),
    (55.73, 10.8), (55.8, 10.82), (55.95, 11.02),
)  # fmt: skip
_ISLANDS: tuple[Outline, ...] = (
    ((55.73, 10.42), (56.03, 10.42), (56.03, 10.78), (55.73, 10.78)),  # Samsø, Tunø
    ((57.16, 10.78), (57.37, 10.78), (57.37, 11.28), (57.16, 11.28)),  # Læsø
    ((56.65, 11.45), (56.77, 11.45), (56.77, 11.72), (56.65, 11.72)),  # Anholt
    ((54.95, 14.6), (55.36, 14.6), (55.36, 15.25), (54.95, 15.25)),  # Bornholm
)
_LAND = (_JUTLAND, _FUNEN, _ZEALAND, *_ISLANDS)


def possible(latitude: float, longitude: float) -> bool:
    """Whether there is such a place on earth."""
    finite = math.isfinite(latitude) and math.isfinite(longitude)
    return finite and abs(latitude) <= 90 and abs(longitude) <= 180


def read_coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude as people write them: "55.676, 12.568" or "55,676 12,568".

    Raises ValueError when that is no place on earth.
    """
    numbers = _NUMBER.findall(text)
    if not _PAIR.fullmatch(text.strip()) or len(numbers) != 2:
        raise ValueError(text)
    latitude, longitude = (float(one.replace(",", ".")) for one in numbers)
    if not possible(latitude, longitude):
        raise ValueError(text)
    return latitude, longitude


def in_denmark(latitude: float, longitude: float) -> bool:
    """Whether the point lies on Danish land, or a few kilometres from it."""
    return any(_inside(outline, latitude, longitude) for outline in _LAND)


def place_warning(latitude: float | None, longitude: float | None, country: str = "DK") -> str:
    """What may be wrong with a place's coordinates, in words; empty when nothing is."""
    if latitude is None or longitude is None or country != "DK":
        return ""
    if in_denmark(latitude, longitude):
        return ""
    if in_denmark(longitude, latitude):
        return _("Bredde og længde er nok byttet om. Bredden skal stå først.")
    return _("Stedet ligger i vandet eller uden for Danmark. Se koordinaterne efter.")


def _inside(outline: Outline, latitude: float, longitude: float) -> bool:
    """Whether a ray to the east crosses the outline an odd number of times."""
    inside = False
    for (y1, x1), (y2, x2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        crosses = (y1 > latitude) != (y2 > latitude)
        if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
