"""Photographs as telephones send them."""

import io

from PIL import Image


def photo(width: int = 60, height: int = 40, *, form: str = "JPEG", turned: bool = False) -> bytes:
    """A picture, red to the left; `turned` as a telephone that was held upright writes it."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x010F] = "Telefonmærke"
    exif.get_ifd(0x8825)[1] = "N"
    if turned:
        exif[0x0112] = 6
    written = io.BytesIO()
    image.save(written, form, exif=exif)
    return written.getvalue()
