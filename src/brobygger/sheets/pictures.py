"""A photograph as it is kept: upright, no larger than one can read handwriting from, and without
what a telephone writes in it about place, time and owner."""

import io
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from brobygger.sheets.exceptions import SheetError

MEGABYTE = 1024 * 1024
MAX_BYTES = 15 * MEGABYTE
# A telephone takes at most some 200 million; decoding more would take the memory of everybody.
_MOST_PIXELS = 250_000_000
# What is decoded whole, because its format has no smaller picture inside it.
_MOST_WHOLE = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
_LONGEST = 2400
_SMALL = 900
_QUALITY = 82
_HEIC = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")


class PhotoRefused(SheetError):
    """The file is no photograph we can keep. What was written elsewhere stands."""


@dataclass(frozen=True)
class Prepared:
    """The picture, and the same in small to be shown beside a field."""

    content: bytes
    small: bytes
    width: int
    height: int


def prepare(content: bytes) -> Prepared:
    """Make a sent file ready to be kept. Raises PhotoRefused with what to do instead."""
    _check(content)
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as sent:
            pixels = sent.width * sent.height
            if pixels > (_MOST_PIXELS if sent.format in {"JPEG", "MPO"} else _MOST_WHOLE):
                raise PhotoRefused(
                    _("Billedet har for mange punkter. Tag det igen med et almindeligt kamera.")
                )
            # A JPEG holds smaller pictures of itself: a large one is not decoded whole.
            sent.draft("RGB", (_LONGEST, _LONGEST))
            upright = _plain(ImageOps.exif_transpose(sent))
    except UnidentifiedImageError as error:
        raise PhotoRefused(
            _("Filen er ikke et foto, vi kan læse. Vælg et billede i JPEG, PNG eller WebP.")
        ) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PhotoRefused(
            _("Billedet kan ikke åbnes. Måske er det gået i stykker. Tag det igen.")
        ) from error
    large = _at_most(upright, _LONGEST)
    return Prepared(_jpeg(large), _jpeg(_at_most(upright, _SMALL)), large.width, large.height)


def too_big(size: int) -> object:
    """Why a file of this size is refused."""
    return format_lazy(
        _("Billedet fylder {size} MB, og der er plads til {limit} MB. Tag det i mindre størrelse."),
        size=-(-size // MEGABYTE),
        limit=MAX_BYTES // MEGABYTE,
    )


def _check(content: bytes) -> None:
    if not content:
        raise PhotoRefused(_("Filen er tom. Vælg et andet billede."))
    if len(content) > MAX_BYTES:
        raise PhotoRefused(too_big(len(content)))
    if content[4:12].startswith(_HEIC):
        raise PhotoRefused(
            _(
                "Billedet er i formatet HEIC, som mange ikke kan åbne. Vælg »Mest kompatibel« "
                "under Format i telefonens indstillinger for kamera, og tag det igen."
            )
        )


def _plain(image: Image.Image) -> Image.Image:
    """Colours on white paper, and nothing else from the file."""
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        coloured = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(coloured, mask=coloured.getchannel("A"))
        return paper
    return image.convert("RGB")


def _at_most(image: Image.Image, longest: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return smaller


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    # A fresh picture of the same points: nothing of the file comes along by accident.
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    bare.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
