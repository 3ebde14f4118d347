"""A sheet of fields on paper: blank for felt pens, or with what has been written."""

import base64
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.paper.qr import qr_svg
from brobygger.paper.shapes import Drawing, PaperOption
from brobygger.paper.typeset import Drawn, render

__all__ = ["PaperColumn", "PaperField", "PaperOption", "PaperPhoto", "SheetPaper", "sheet_pdf"]

# The board on A3 in mm, as sheet-page.typ draws it, and what is left of the width on A4.
_BOARD = (396.0, 249.0)
_STANDING = 186.0
_GUTTER = 3.2
_COLUMNS = 12
_NARROW = 3
_FEW = 2


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table on the sheet; `width` is its share."""

    title: str
    width: int


@dataclass(frozen=True)
class PaperField:
    """A field on the sheet: its place in the grid, what it asks and what stands there.

    Words in `text`, boxes in `options`, tables in `columns` and `rows` (also for a value in
    named parts, as one row); notes, scales and pairs are `drawn`.
    """

    title: str
    question: str
    column: int
    width: int
    row: int
    height: int
    shape: str
    text: str = ""
    options: tuple[PaperOption, ...] = ()
    columns: tuple[PaperColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    drawn: Drawing | None = None
    page: int = 1
    private: bool = False  # never leaves the organisation; the paper says so
    single: bool = False  # one row and no more: a value in named parts


@dataclass(frozen=True)
class PaperPhoto:
    """A photograph (JPEG) that follows after the sheet; `alt` is said to those who cannot see."""

    title: str
    alt: str
    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True)
class SheetPaper:
    """Everything the sheet says. On A3 it lies down, on A4 it stands up; `foot` replaces the tool's
    name and version at the foot.

    As a board every field has its square. With `flow` the fields come one after the other, on as
    many pages as it takes, each as high as what is written in it.
    """

    title: str
    tool: str
    version: int
    fields: tuple[PaperField, ...]
    rows: int
    date: date
    context: str = ""
    url: str = ""
    language: str = "da"
    size: str = "a3"
    foot: str = ""
    qr_text: str = ""
    flow: bool = False
    photos: tuple[PaperPhoto, ...] = ()
    partial: bool = False  # some fields are not shared with the reader; the foot says so


def sheet_pdf(paper: SheetPaper) -> bytes:
    """The sheet: a board, where what does not fit in its box follows whole on further pages, or
    fields that flow over the pages. Tagged PDF/A-3a and PDF/UA-1. Raises PaperError.
    """
    with translation.override(paper.language):
        data = {
            "size": paper.size,
            "pages": max(field.page for field in paper.fields),
            "foot": _foot(paper),
            "context": paper.context,
            "rows": paper.rows,
            "blank": all(map(_is_blank, paper.fields)),
            "fields": [
                asdict(field) | {"wish": _wish(field, paper.rows), "narrow": _is_narrow(field)}
                for field in paper.fields
            ],
            "photos": [_photo(photo) for photo in paper.photos],
            "url": paper.url,
            "qr": qr_svg(paper.url) if paper.url else "",
            "labels": _labels() | ({"qr": paper.qr_text} if paper.qr_text else {}),
        }
        template = "sheet-flow" if paper.flow else "sheet"
        return render(template, data, title=paper.title, language=paper.language, date=paper.date)


def _photo(photo: PaperPhoto) -> dict[str, str | float]:
    # As a picture in a picture: bytes as a list of numbers would take ten times as long.
    inside = base64.b64encode(photo.jpeg).decode()
    size = f'width="{photo.width}" height="{photo.height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image href="data:image/jpeg;base64,{inside}" {size}/></svg>'
    )
    ratio = photo.width / photo.height
    return {"title": photo.title, "alt": photo.alt, "svg": Drawn(svg), "ratio": ratio}


def _is_blank(field: PaperField) -> bool:
    written = field.drawn.written if field.drawn else field.text or field.rows
    return not (written or any(option.chosen for option in field.options))


def _wish(field: PaperField, rows: int) -> float:
    """How high the field would like to be standing up, in mm: as large as on the board."""
    width = (_BOARD[0] + _GUTTER) / _COLUMNS * field.width - _GUTTER
    height = (_BOARD[1] + _GUTTER) / rows * field.height - _GUTTER
    wide = (_STANDING - _GUTTER) / 2 if _is_narrow(field) else _STANDING
    return round(width * height / wide, 1)


def _is_narrow(field: PaperField) -> bool:
    """Whether half the width of a standing page is enough to write in."""
    low = field.shape == "text" or (field.single and len(field.columns) <= _FEW)
    return low and field.width <= _NARROW


def _foot(paper: SheetPaper) -> str:
    shared = (_("Kun de felter, der er delt med jer"),) if paper.partial else ()
    return " · ".join((paper.foot or f"{paper.tool} · {_version(paper.version)}", *shared))


def _version(number: int) -> str:
    return _("Redskabets version %(number)s") % {"number": number}


def _labels() -> dict[str, str]:
    return {
        "qr": _("Åbn arket på telefon eller computer"),
        "qr_alt": _("QR-kode, der åbner arket"),
        "private": _("Deles aldrig"),
        "photos": _("Fotos af papiret"),
        "more": _("Hele teksten står på de næste sider."),
        "continued": _("Tekster, der ikke kunne være på arket"),
        "page": _("Side"),
        "of": _("af"),
        "chosen": _("valgt"),
    }
