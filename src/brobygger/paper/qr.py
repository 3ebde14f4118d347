"""QR codes as pictures for our papers."""

import io

import segno


def qr_svg(address: str) -> str:
    """The address as a QR code in SVG, dark on nothing, with its quiet zone."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", dark="#16262e", xmldecl=False, svgns=True
    )
    return picture.getvalue().decode()
